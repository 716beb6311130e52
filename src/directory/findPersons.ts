import type { Page, Person, PersonService, SearchOptions } from '../affinity/index.ts';

/** Source: V1 docs, page_size of the search. */
const MOST_ON_A_PAGE = 500;

/**
 * Searches persons as people name them. The service looks at email addresses, first names and last names each by
 * itself, so that it may find nobody for "Jane Roe": then all who have the longest word are asked for, and those with
 * all the words are kept. Source: V1 docs, Search for Persons.
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
  const wider = await persons.search(longest, { ...options, pageToken: undefined, pageSize: MOST_ON_A_PAGE });
  // A token of this other search would be of no use to whoever asked for `term`.
  return {
    items: wider.items.filter((person) => hasAll(person, words)).slice(0, options.pageSize ?? undefined),
  };
}

function hasAll({ firstName = '', lastName = '', emails }: Person, words: readonly string[]): boolean {
  const has = wordsOf([firstName, lastName, ...emails].join(' '));
  return words.every((word) => has.some((part) => part.startsWith(word)));
}

function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,]+/u)
    .filter((word) => word !== '');
}
