import type { LoggableTypeId } from '../../model/interactionTypes.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { bounds } from '../../protocol/bounds.ts';
import { typedChips } from '../model/chip.ts';
import type { CreateSubject, Draft } from '../model/draft.ts';
import { draftToLog } from '../model/newDraft.ts';
import type { DraftStart } from '../model/newDraft.ts';
import type { Extraction } from './extraction.ts';

/** The record, its person, and a type that the user chose, such as those of the row that a file was dropped on. */
interface ChosenTarget {
  readonly about?: CreateSubject['about'];
  readonly person?: KnownPerson | undefined;
  readonly type?: LoggableTypeId | undefined;
}

/** A draft that is filled from a text. The people found in it are names and addresses, which the form looks up. */
export function draftFromExtraction(
  start: DraftStart,
  extraction: Extraction,
  target: ChosenTarget = {},
): Draft {
  const { text, people, direction, provenance } = extraction;
  const { about, person } = target;
  // The date field of the form holds no more than this.
  const found = extraction.dateText?.replaceAll(/\s+/gu, ' ').slice(0, bounds.dateText);
  const draft = draftToLog(start, about, person);
  const type = target.type ?? extraction.type;
  const isReplaced = type !== extraction.type;
  return {
    ...draft,
    subject: { kind: 'create', ...(about === undefined ? {} : { about }), selection: start.id },
    text,
    provenance: isReplaced ? provenance.filter(({ field }) => field !== 'type') : provenance,
    ...(type === undefined ? {} : { type }),
    ...(direction === undefined || isReplaced ? {} : { direction }),
    date: { ...draft.date, ...(found === undefined ? {} : { text: found }) },
    people: [...draft.people, ...typedChips(people, [])],
  };
}
