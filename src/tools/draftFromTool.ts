import { dateText } from '../dates/wallTime.ts';
import { typedPeople } from '../directory/typedPeople.ts';
import type { TypedPerson } from '../directory/typedPeople.ts';
import { typedChips } from '../drafts/model/chip.ts';
import type { CreateSubject, Draft } from '../drafts/model/draft.ts';
import { draftFromPattern } from '../drafts/model/newDraft.ts';
import type { DraftStart } from '../drafts/model/newDraft.ts';
import { cleanText } from '../model/cleanText.ts';
import { directions } from '../model/interactionTypes.ts';
import type { LoggableTypeId } from '../model/interactionTypes.ts';
import type { KnownPerson } from '../model/knownPerson.ts';

/** A moment with its offset, which belongs to one instant. */
const EXACT = /T.*(?:Z|[+-]\d\d:?\d\d)$/u;

/** The people of a draft as a model names them. */
export interface NamedPeople {
  readonly ids: readonly number[];
  readonly addresses: readonly TypedPerson[];
  /** Names without an address, which the user has to confirm. */
  readonly names: readonly TypedPerson[];
}

export interface ToolDraft {
  readonly type: LoggableTypeId;
  readonly text: string;
  readonly date?: string | undefined;
  /** The moment that the date means. */
  readonly at: Date | undefined;
  readonly direction?: 'sent' | 'received' | undefined;
  readonly people: NamedPeople & { readonly known: readonly KnownPerson[] };
  readonly about?: CreateSubject['about'];
}

/** Sorts IDs, addresses and names; each person is named once. */
export function peopleOfDraft(people: readonly string[]): NamedPeople {
  const typed = typedPeople(people.filter((one) => !isId(one)).join('\n'));
  return {
    ids: [...new Set(people.filter(isId).map(Number))],
    addresses: typed.filter(({ email }) => email !== undefined),
    names: typed.filter(({ email }) => email === undefined),
  };
}

/** A draft with a form of its own. Names are proposals, and the form tells that an agent wrote the text. */
export function draftFromTool(start: DraftStart, draft: ToolDraft): Draft {
  const { type, direction, people, about } = draft;
  const known = people.known.filter(({ id }) => id !== start.user.id);
  const pattern = { type, people: [start.user, ...known], about };
  const { text, removed } = cleanText(draft.text);
  const fresh = draftFromPattern(start, {
    ...pattern,
    ...(direction === undefined ? {} : { direction: directions[direction] }),
  });
  const typed = [...people.addresses, ...people.names.map((one) => ({ ...one, proposed: true }) as const)];
  return {
    ...fresh,
    text: text.trim(),
    people: [...fresh.people, ...typedChips(typed, [])],
    date: { ...fresh.date, text: dateOf(draft, start.zone) ?? fresh.date.text },
    provenance: [
      // The first field of the form, so that the user sees it at once.
      { field: 'type', from: 'agent', found: '' },
      { field: 'text', from: 'agent', removedControls: removed },
      ...(draft.date === undefined ? [{ field: 'date' } as const] : []),
    ],
  };
}

function isId(text: string): boolean {
  return /^\d{1,15}$/u.test(text) && Number(text) > 0;
}

/** An instant is shown by the user's clock; words stay as they are, and the form reads them. */
function dateOf({ date, at }: ToolDraft, zone: string): string | undefined {
  return date !== undefined && at !== undefined && EXACT.test(date) ? dateText(at, zone) : date;
}
