import { bounds } from '../../protocol/bounds.ts';
import { typedChips } from '../model/chip.ts';
import type { Draft } from '../model/draft.ts';
import { newDraft } from '../model/newDraft.ts';
import type { DraftStart } from '../model/newDraft.ts';
import type { Extraction } from './extraction.ts';

/** A draft that is filled from a text. The people found in it are names and addresses, which the form looks up. */
export function draftFromExtraction(start: DraftStart, extraction: Extraction): Draft {
  const { text, people, type, direction, provenance } = extraction;
  // The date field of the form holds no more than this.
  const found = extraction.dateText?.replaceAll(/\s+/gu, ' ').slice(0, bounds.dateText);
  const draft = newDraft(start);
  return {
    ...draft,
    subject: { kind: 'create', selection: start.id },
    text,
    provenance,
    ...(type === undefined ? {} : { type }),
    ...(direction === undefined ? {} : { direction }),
    date: { ...draft.date, ...(found === undefined ? {} : { text: found }) },
    people: [...draft.people, ...typedChips(people, [])],
  };
}
