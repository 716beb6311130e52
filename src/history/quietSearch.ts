import { AffinityError } from '../affinity/index.ts';
import type { CallOptions, Company, Page, Person, RecordQuery } from '../affinity/index.ts';
import { isInternal, nameOrEmail } from '../model/namedPerson.ts';
import type { RecordRef } from '../model/recordRef.ts';
import { DAY_MS } from '../model/span.ts';
import type { Span } from '../model/span.ts';
import type { RecordDates } from './recordDates.ts';
import { MAX_UNCONFIRMED_REQUESTS } from './requestPermission.ts';
import type { ConfirmRequests } from './requestPermission.ts';

/** The service's maximum. Source: V1 docs. */
const LIST_SIZE = 500;

/** A window that takes more than a page is cut to this part of it. */
const NARROWER = 1 / 4;

/** The next window is made to fill this much of a page, and grows no faster than this. */
const WANTED_SIZE = LIST_SIZE * 0.75;
const WIDER = 4;

export interface QuietRecord {
  readonly record: RecordRef;
  readonly dates: RecordDates;
  /** Undefined when the service left it out. */
  readonly last: Date | undefined;
  /** When the service was asked, in milliseconds since the epoch. */
  readonly readAt: number;
}

export interface QuietSearchState {
  readonly status: 'loading' | 'waiting' | 'finished' | 'failed';
  /** The longest ago first. */
  readonly items: readonly QuietRecord[];
  /** Number of records that could not be read. */
  readonly unreadable: number;
  /** Every record with its last contact before this moment is among the items. */
  readonly upTo: Date;
  readonly error?: unknown;
}

/** The lists of an `AffinityClient`. */
export interface QuietSource {
  readonly persons: ListService<Person>;
  readonly companies: ListService<Company>;
}

interface ListService<Item> {
  list(query: RecordQuery, options: CallOptions): Promise<Page<Item>>;
}

export interface QuietQuery {
  readonly kind: 'person' | 'company';
  /** The time of the last contact. */
  readonly span: Span;
}

export interface QuietSearchDeps {
  readonly source: QuietSource;
  readonly now: () => number;
  readonly onChange: () => void;
  /** Asked before the search makes more than 50 requests. */
  readonly confirm: ConfirmRequests;
}

type Found = Person | Company;

/**
 * Finds the records of the firm whose last contact lies in a span, the longest ago first. The service promises no order of
 * its pages, so the first page can't be shown before the last one is read. Therefore windows of the span are read from its
 * oldest end on, each completely, and sorted here. The first window is the whole span: up to 500 records take one request.
 * A window with a second page is cut to a quarter, so the first records of a firm with 10,000 of them take about four
 * requests rather than twenty, and all of them about a third more than reading page by page.
 */
export class QuietSearch {
  readonly #query: QuietQuery;
  readonly #deps: QuietSearchDeps;
  readonly #items: QuietRecord[] = [];
  readonly #seen = new Set<number>();
  #reading = new AbortController();
  /** The start of the next window, and its length. */
  #from: number;
  #length: number;
  #requests = 0;
  #isConfirmed = false;
  #state: QuietSearchState;

  constructor(query: QuietQuery, deps: QuietSearchDeps) {
    const { from, to } = query.span;
    this.#query = query;
    this.#deps = deps;
    this.#from = from.getTime();
    this.#length = to.getTime() - from.getTime();
    this.#state = { status: 'waiting', items: this.#items, unreadable: 0, upTo: from };
  }

  get state(): QuietSearchState {
    return this.#state;
  }

  /** Reads windows until there are more records, or none are left. After a failure the same window is read again. */
  async loadMore(): Promise<void> {
    const { status } = this.#state;
    if (status === 'loading' || status === 'finished') return;
    const { signal } = (this.#reading = new AbortController());
    const before = this.#items.length;
    this.#show({ status: 'loading', error: undefined });
    try {
      let isAllowed = true;
      while (isAllowed && !this.#isAtEnd && this.#items.length === before)
        isAllowed = await this.#readWindow(signal);
      this.#show({ status: this.#isAtEnd ? 'finished' : 'waiting' });
    } catch (error) {
      this.#show(signal.aborted ? { status: 'waiting' } : { status: 'failed', error });
    }
  }

  /** Stops the reading. The next load continues from its results. */
  stop(): void {
    this.#reading.abort();
  }

  get #isAtEnd(): boolean {
    return this.#from >= this.#query.span.to.getTime();
  }

  /** False when the user refused the requests for it. A window that holds too much is cut, and adds nothing yet. */
  async #readWindow(signal: AbortSignal): Promise<boolean> {
    const [from, to] = [this.#from, Math.min(this.#from + this.#length, this.#query.span.to.getTime())];
    const readAt = this.#deps.now();
    const found: Found[] = [];
    const tokens = new Set<string>();
    let rejected = 0;
    for (let pageToken: string | undefined; ;) {
      if (!(await this.#mayRequest())) return false;
      const page = await this.#page({ from: new Date(from), to: new Date(to) }, pageToken, signal);
      found.push(...page.items);
      rejected += page.rejected?.length ?? 0;
      pageToken = page.nextPageToken;
      if (pageToken === undefined) break;
      // A window of a day is not cut: all of its pages are read.
      if (to - from > DAY_MS) {
        this.#length = Math.max(DAY_MS, (to - from) * NARROWER);
        return true;
      }
      if (tokens.has(pageToken)) throw repeatedToken(this.#query);
      tokens.add(pageToken);
    }
    this.#length = (to - from) * Math.min(WIDER, Math.max(NARROWER, WANTED_SIZE / found.length));
    this.#from = to;
    this.#add(found, readAt);
    this.#show({ unreadable: this.#state.unreadable + rejected, upTo: new Date(to) });
    return true;
  }

  /** Both ends belong to the window, and so to its neighbors. */
  #page({ from, to }: Span, pageToken: string | undefined, signal: AbortSignal): Promise<Page<Found>> {
    this.#requests += 1;
    const { source } = this.#deps;
    const service: ListService<Found> = this.#query.kind === 'person' ? source.persons : source.companies;
    const dates = { lastInteraction: { min: from, max: to } };
    return service.list({ dates, withInteractionDates: true, pageSize: LIST_SIZE, pageToken }, { signal });
  }

  /** Colleagues are left out: the contact with one is that of the whole firm. */
  #add(found: readonly Found[], readAt: number): void {
    const fresh = found.filter((one) => !this.#seen.has(one.id) && !('type' in one && isInternal(one)));
    for (const { id } of fresh) this.#seen.add(id);
    const records = fresh.map((one) => quietRecord(this.#query.kind, one, readAt));
    this.#items.push(...records.toSorted(longestAgoFirst));
  }

  /** Estimates the rest by the part of the span that is read. */
  async #mayRequest(): Promise<boolean> {
    if (this.#requests < MAX_UNCONFIRMED_REQUESTS || this.#isConfirmed) return true;
    const { from, to } = this.#query.span;
    const share = (this.#from - from.getTime()) / (to.getTime() - from.getTime());
    const total = share > 0 ? Math.ceil(this.#requests / share) : 2 * this.#requests;
    this.#isConfirmed = await this.#deps.confirm(Math.max(total, this.#requests + 1));
    return this.#isConfirmed;
  }

  #show(change: Partial<QuietSearchState>): void {
    this.#state = { ...this.#state, ...change };
    this.#deps.onChange();
  }
}

function quietRecord(kind: QuietQuery['kind'], found: Found, readAt: number): QuietRecord {
  const name = 'domains' in found ? found.name || found.domain : nameOrEmail(found);
  const dates = found.interactionDates ?? {};
  return {
    record: { kind, id: found.id, name: name || `${found.id}` },
    dates,
    last: dates.lastInteractionDate,
    readAt,
  };
}

/** Those without a date come last. */
function longestAgoFirst(one: QuietRecord, other: QuietRecord): number {
  const [first, second] = [one, other].map(({ last }) => last?.getTime() ?? Number.MAX_SAFE_INTEGER);
  return (first ?? 0) - (second ?? 0) || one.record.id - other.record.id;
}

function repeatedToken({ kind }: QuietQuery): AffinityError {
  const path = kind === 'person' ? '/persons' : '/organizations';
  return new AffinityError({
    kind: 'bad-response',
    message: 'The page token came back within its list',
    method: 'GET',
    path,
  });
}
