import type { Page, Person } from '../affinity/index.ts';
import { MAX_CANDIDATES } from '../model/knownPerson.ts';
import type { KnownPerson } from '../model/knownPerson.ts';
import { toKnownPerson } from './toKnownPerson.ts';
import type { TypedPerson } from './typedPeople.ts';

export type PersonMatch =
  | { readonly kind: 'found'; readonly person: KnownPerson }
  | { readonly kind: 'several'; readonly candidates: readonly KnownPerson[] }
  | { readonly kind: 'none' };

/** What to search for. An address means one person; a name may mean many. */
export function searchTerm({ email, name, typed }: TypedPerson): string {
  return email ?? name ?? typed;
}

/**
 * Whom a search found for what was typed. Only the very address, or the very name if nobody else comes into question,
 * is taken without asking: an entry under the wrong person is worse than a question.
 */
export function matchPerson(
  { email, name, typed }: TypedPerson,
  { items, nextPageToken }: Page<Person>,
): PersonMatch {
  if (email !== undefined) return decided(items.filter((person) => addressesOf(person).includes(email)));
  const wanted = comparable(name ?? typed);
  const namesakes = items.filter((person) => fullNames(person).includes(wanted));
  const [only] = namesakes;
  if (only !== undefined && namesakes.length === 1 && nextPageToken === undefined) {
    return { kind: 'found', person: toKnownPerson(only) };
  }
  const others = items.filter((person) => !namesakes.includes(person));
  return items.length === 0 ? { kind: 'none' } : several([...namesakes, ...others]);
}

function decided(people: readonly Person[]): PersonMatch {
  const [first, ...more] = people;
  if (first === undefined) return { kind: 'none' };
  return more.length === 0 ? { kind: 'found', person: toKnownPerson(first) } : several(people);
}

function several(people: readonly Person[]): PersonMatch {
  return {
    kind: 'several',
    candidates: people.slice(0, MAX_CANDIDATES).map((person) => toKnownPerson(person)),
  };
}

function addressesOf({ primaryEmail, emails }: Person): readonly string[] {
  return [...emails, primaryEmail ?? ''].map((address) => address.toLowerCase());
}

/** Also the way round in which lists of names are kept: `Lee, Ann`. */
function fullNames({ firstName = '', lastName = '' }: Person): readonly string[] {
  return [comparable(`${firstName} ${lastName}`), comparable(`${lastName} ${firstName}`)];
}

function comparable(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s,]+/gu, ' ')
    .trim();
}
