import type {
  CompanyService,
  OpportunityService,
  Page,
  PersonService,
  SearchOptions,
} from '../affinity/index.ts';
import { findPersons } from './findPersons.ts';
import type { SearchPage, SearchSource } from './searchSession.ts';
import { toKnownPerson } from './toKnownPerson.ts';

/** How many of each kind are shown before the user asks for more. */
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

/** A record that was found, with what tells it from others of its name: an email address or a domain. */
export interface FoundRecord {
  readonly kind: RecordKind;
  readonly id: number;
  readonly name: string;
  readonly detail?: string | undefined;
  /** Of persons only. */
  readonly standing?: 'internal' | 'external' | undefined;
}

export type RecordKind = 'person' | 'company' | 'opportunity';

/** Where each kind goes on; a kind that has nothing more is absent. */
export type RecordsFrom = Readonly<Partial<Record<RecordKind, string>>>;

export interface SearchableRecords {
  readonly persons: Pick<PersonService, 'search'>;
  readonly companies: Pick<CompanyService, 'search'>;
  readonly opportunities: Pick<OpportunityService, 'search'>;
}

/**
 * Searches the given kinds at once. Persons come first, then companies, then opportunities. A kind that fails costs
 * the others nothing: its reason is in `failures`, and a retry asks for the page of all kinds again.
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

type Found = Page<FoundRecord>;

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
