import type { TypedPerson } from '../../directory/typedPeople.ts';
import { displayText } from '../../model/displayText.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import type { DraftPerson } from './draft.ts';
import type { SaveProblem } from './draftOutcome.ts';

/** One person of a form, which the page draws as a chip. */
export type Chip = KnownChip | UnconfirmedChip;

export interface KnownChip {
  readonly state: 'known';
  readonly key: string;
  readonly person: KnownPerson;
  readonly proposed?: true | undefined;
  /** A proposal that was found, and that no form has shown yet. It is not logged before the user could see it. */
  readonly unseen?: true | undefined;
}

/** A name or an address whose person is not known. A `waiting` one is looked up when the user asks for it or saves. */
export type UnconfirmedChip = {
  readonly key: string;
  readonly typed: string;
  readonly proposed?: true | undefined;
} & (
  | { readonly state: 'waiting' | 'resolving' }
  | { readonly state: 'ambiguous'; readonly candidates: readonly KnownPerson[] }
  | { readonly state: 'unknown'; readonly reason: UnknownReason }
);

export type UnknownReason =
  | { readonly code: 'not-found' }
  /** Beyond `MAX_PEOPLE`, so it is not looked up until others are removed. */
  | { readonly code: 'too-many' }
  | { readonly code: 'signed-out' }
  /** The search failed. It is repeated with the next save. */
  | { readonly code: 'failed'; readonly problem: SaveProblem };

/** The chip of a person whom the user has chosen, also if it was a proposal before. */
export function confirmed<Any extends Chip>(chip: Any): Any {
  const { proposed: _proposed, unseen: _unseen, ...rest } = chip as Any & Partial<KnownChip>;
  return rest as Any;
}

export function knownChip(person: KnownPerson): KnownChip {
  return { state: 'known', key: `p:${person.id}`, person };
}

/** Chips for typed names, with keys that none of the others has. */
export function typedChips(
  people: readonly (TypedPerson & { readonly proposed?: true })[],
  others: readonly { readonly key: string }[],
): readonly (DraftPerson & { readonly state: 'typed' })[] {
  const numbers = others.map(({ key }) => (key.startsWith('t:') ? Number(key.slice(2)) : 0));
  const first = Math.max(0, ...numbers) + 1;
  return people.map(({ typed, proposed }, index) => ({
    state: 'typed',
    key: `t:${first + index}`,
    typed: displayText(typed),
    ...(proposed ? { proposed } : {}),
  }));
}
