import type { PersonService } from '../affinity/index.ts';
import type { KnownPerson } from '../model/knownPerson.ts';
import { recordSearch } from './recordSearch.ts';
import type { FoundRecord, RecordsFrom } from './recordSearch.ts';
import type { SearchSource } from './searchSession.ts';

/** The people search of the form: the same search of records, among persons only. */
export function personSearch(persons: Pick<PersonService, 'search'>): SearchSource<KnownPerson, RecordsFrom> {
  const nothing = { search: () => Promise.resolve({ items: [] }) };
  const source = recordSearch({ persons, companies: nothing, opportunities: nothing }, ['person']);
  return {
    search: async (term, from, signal) => {
      const page = await source.search(term, from, signal);
      return { ...page, items: page.items.map((record) => person(record)) };
    },
  };
}

function person({ id, name, detail, standing = 'external' }: FoundRecord): KnownPerson {
  return { id, name, standing, ...(detail === undefined ? {} : { email: detail }) };
}
