import type {
  CompanyService,
  OpportunityService,
  Page,
  PersonService,
  SearchOptions,
} from '../affinity/index.ts';
import type { KnownPerson } from '../model/knownPerson.ts';
import type { RecordKind } from '../model/recordRef.ts';
import { findPersons } from './matchPerson.ts';
import type { SearchPage, SearchSource } from './searchSession.ts';
import { toKnownPerson } from './toKnownPerson.ts';

/** Records of each kind on one page. */
const PAGE_SIZE = 20;

const searches: Record<
  RecordKind,
  (of: SearchableRecords, term: string, options: SearchOptions) => Promise<Found>
> = {
  person: async ({ persons }, term, options) =>
    mapped(await findPersons(persons, term, options), (person) => {
      const { id, name, email, standing } = toKnownPerson(person);
      return { kind: 'person', id, name, standing, detail: email };
    }),
  company: async ({ companies }, term, options) =>
    mapped(await companies.search(term, options), ({ id, name, domain }) => ({
      kind: 'company',
      id,
      name,
      detail: domain,
    })),
  opportunity: async ({ opportunities }, term, options) =>
    mapped(await opportunities.search(term, options), ({ id, name }) => ({ kind: 'opportunity', id, name })),
};

/** A record that was found. Its `detail`, an email address or a domain, tells it from others of the same name. */
export interface FoundRecord {
  readonly kind: RecordKind;
  readonly id: number;
  readonly name: string;
  readonly detail?: string | undefined;
  /** Only persons have one. */
  readonly standing?: 'internal' | 'external' | undefined;
}

/** The page token of each kind that has more. */
export type RecordsFrom = Readonly<Partial<Record<RecordKind, string>>>;

export interface SearchableRecords {
  readonly persons: Pick<PersonService, 'search'>;
  readonly companies: Pick<CompanyService, 'search'>;
  readonly opportunities: Pick<OpportunityService, 'search'>;
}

/**
 * Searches the given kinds in parallel. Persons come first, then companies, then opportunities. When one kind fails, the
 * others are still returned, with its error in `failures`; a retry asks for the page of all kinds again.
 */
export function recordSearch(
  records: SearchableRecords,
  kinds: readonly RecordKind[] = ['person', 'company', 'opportunity'],
): SearchSource<FoundRecord, RecordsFrom> {
  return {
    search: async (term, from, signal) => {
      const asked = from === undefined ? kinds : kinds.filter((kind) => from[kind] !== undefined);
      const answers = await Promise.allSettled(
        asked.map(async (kind) => {
          const pageToken = from?.[kind];
          return {
            kind,
            ...(await searches[kind](records, term, { pageSize: PAGE_SIZE, pageToken, signal })),
          };
        }),
      );
      signal.throwIfAborted();
      return joined(answers);
    },
  };
}

/** The people search of the form: `recordSearch` among persons only. */
export function personSearch(persons: Pick<PersonService, 'search'>): SearchSource<KnownPerson, RecordsFrom> {
  const nothing = { search: () => Promise.resolve({ items: [] }) };
  const source = recordSearch({ persons, companies: nothing, opportunities: nothing }, ['person']);
  return {
    search: async (term, from, signal) => {
      const page = await source.search(term, from, signal);
      return { ...page, items: page.items.map((record) => personOf(record)) };
    },
  };
}

type Found = Page<FoundRecord>;

function personOf({ id, name, detail, standing = 'external' }: FoundRecord): KnownPerson {
  return { id, name, standing, ...(detail === undefined ? {} : { email: detail }) };
}

function mapped<Item>(page: Page<Item>, found: (item: Item) => FoundRecord): Found {
  const { nextPageToken } = page;
  const items = page.items.map((item) => found(item));
  return nextPageToken === undefined ? { items } : { items, nextPageToken };
}

function joined(
  answers: readonly PromiseSettledResult<Found & { readonly kind: RecordKind }>[],
): SearchPage<FoundRecord, RecordsFrom> {
  const pages = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const failures = answers.flatMap((answer): unknown[] =>
    answer.status === 'rejected' ? [answer.reason] : [],
  );
  if (pages.length === 0 && failures.length > 0) throw failures[0];
  const following = pages.flatMap(({ kind, nextPageToken }) =>
    nextPageToken ? [[kind, nextPageToken]] : [],
  );
  const next = following.length === 0 ? undefined : (Object.fromEntries(following) as RecordsFrom);
  return { items: pages.flatMap(({ items }) => items), next, failures };
}
