import type { TypedPerson } from '../../directory/typedPeople.ts';
import { displayText } from '../../model/displayText.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import type { DraftPerson } from './draft.ts';
import type { SaveProblem } from './draftOutcome.ts';

/** One of the people of a form, as data: what the page draws as a chip. */
export type Chip =
  | { readonly state: 'known'; readonly key: string; readonly person: KnownPerson }
  /** Not looked up before somebody asks for it, or saves. */
  | { readonly state: 'waiting'; readonly key: string; readonly typed: string }
  | { readonly state: 'resolving'; readonly key: string; readonly typed: string }
  | {
      readonly state: 'ambiguous';
      readonly key: string;
      readonly typed: string;
      readonly candidates: readonly KnownPerson[];
    }
  | {
      readonly state: 'unknown';
      readonly key: string;
      readonly typed: string;
      readonly reason: UnknownReason;
    };

export type UnknownReason =
  | { readonly code: 'not-found' }
  /** Beyond the most people that an entry may have; not looked for until others are removed. */
  | { readonly code: 'too-many' }
  | { readonly code: 'signed-out' }
  /** The service could not be asked; it is asked again with the next save. */
  | { readonly code: 'failed'; readonly problem: SaveProblem };

export function knownChip(person: KnownPerson): Chip & { readonly state: 'known' } {
  return { state: 'known', key: `p:${person.id}`, person };
}

/** Chips of typed people, with keys that none of the others has. */
export function typedChips(
  people: readonly TypedPerson[],
  others: readonly { readonly key: string }[],
): readonly TypedChip[] {
  const numbers = others.map(({ key }) => (key.startsWith('t:') ? Number(key.slice(2)) : 0));
  const first = Math.max(0, ...numbers) + 1;
  return people.map(({ typed }, index) => ({
    state: 'typed',
    key: `t:${first + index}`,
    typed: displayText(typed),
  }));
}

export type TypedChip = DraftPerson & { readonly state: 'typed' };
