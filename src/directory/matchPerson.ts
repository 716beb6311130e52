import type { Page, Person, PersonService, SearchOptions } from '../affinity/index.ts';
import { MAX_CANDIDATES } from '../model/knownPerson.ts';
import type { KnownPerson } from '../model/knownPerson.ts';
import { personName } from './personName.ts';
import { toKnownPerson } from './toKnownPerson.ts';
import type { TypedPerson } from './typedPeople.ts';

/** Source: V1 docs, page_size of the search. */
const MAX_PAGE_SIZE = 500;

export type PersonMatch =
  | { readonly kind: 'found'; readonly person: KnownPerson }
  | { readonly kind: 'several'; readonly candidates: readonly KnownPerson[] }
  | { readonly kind: 'none' };

/**
 * Searches persons by name or address. The service compares addresses, first names and last names one by one, so it may
 * find nothing for "Jane Roe". Then the longest word is searched, and the persons with all words are kept. Source: V1
 * docs, Search for Persons.
 */
export async function findPersons(
  persons: Pick<PersonService, 'search'>,
  term: string,
  options: SearchOptions,
): Promise<Page<Person>> {
  const page = await persons.search(term, options);
  const words = wordsOf(term);
  const [longest] = words.toSorted((one, other) => other.length - one.length);
  const isOneWord = words.length < 2 || longest === undefined || term.includes('@');
  if (page.items.length > 0 || page.nextPageToken !== undefined || isOneWord) return page;
  const wider = await persons.search(longest, { ...options, pageToken: undefined, pageSize: MAX_PAGE_SIZE });
  // The token of this wider search would not continue the search for `term`.
  return {
    items: wider.items.filter((person) => hasAll(person, words)).slice(0, options.pageSize ?? undefined),
  };
}

/** The text to search for. An address means one person; a name may mean many. */
export function searchTerm({ email, name, typed }: TypedPerson): string {
  return email ?? (personName.bare(name ?? typed) || typed);
}

/**
 * Picks the person whom a search found for typed text. Only the exact address, or the exact name without a rival, is
 * taken without asking: an interaction under the wrong person is worse than a question.
 */
export function matchPerson(
  { email, name, typed }: TypedPerson,
  { items, nextPageToken }: Page<Person>,
): PersonMatch {
  if (email !== undefined) return decided(items.filter((person) => addressesOf(person).includes(email)));
  const wanted = comparable(personName.bare(name ?? typed));
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

function hasAll({ firstName = '', lastName = '', emails }: Person, words: readonly string[]): boolean {
  const has = wordsOf([firstName, lastName, ...emails].join(' '));
  return words.every((word) => has.some((part) => part.startsWith(word)));
}

function addressesOf({ primaryEmail, emails }: Person): readonly string[] {
  return [...emails, primaryEmail ?? ''].map((address) => address.toLowerCase());
}

/** The full name in both orders, since lists write `Lee, Ann`. */
function fullNames({ firstName = '', lastName = '' }: Person): readonly string[] {
  return [comparable(`${firstName} ${lastName}`), comparable(`${lastName} ${firstName}`)];
}

function comparable(name: string): string {
  return wordsOf(name).join(' ');
}

function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,]+/u)
    .filter((word) => word !== '');
}
