import { AffinityError } from '../affinity/index.ts';
import type { AffinityErrorKind, CallOptions, Opportunity } from '../affinity/index.ts';
import { recordKey } from '../model/recordRef.ts';
import type { RecordRef } from '../model/recordRef.ts';
import type { RecordBounds } from './recordBounds.ts';
import type { RecordSource } from './recordDates.ts';
import { MAX_UNCONFIRMED_REQUESTS } from './requestPermission.ts';
import type { ConfirmRequests } from './requestPermission.ts';

/** Records of an opportunity, until it is read: a company and a person. */
const LIKELY_RECORDS = 2;

/** After one of these every other request would fail as well. */
const fatalKinds: ReadonlySet<AffinityErrorKind> = new Set([
  'unauthorized',
  'rate-limited',
  'network',
  'timeout',
]);

/** The service may fail for a single record; so many failures in a row are an outage. */
const MAX_SERVER_ERRORS = 3;

export interface ContactRefreshDeps {
  readonly source: RecordSource;
  readonly bounds: Pick<RecordBounds, 'get'>;
  /** Asked before more than 50 requests are made. */
  readonly confirm: ConfirmRequests;
  readonly signal: AbortSignal;
  /** Called after each record with the number of those that are done. */
  readonly onProgress: (done: number) => void;
}

export interface ContactRefresh {
  readonly refreshed: number;
  /** Failures, one for each record that keeps its old dates because of one. */
  readonly failures: readonly { readonly record: RecordRef; readonly error: unknown }[];
  /** Records that were not asked for any more, and keep their old dates. */
  readonly skipped: number;
}

/**
 * Reads the dates of contact of records again: one request for a person or company. For an opportunity, which has no
 * dates, those of its companies and persons, each of which is read once for all. Undefined when the user refused.
 */
export async function refreshContacts(
  records: readonly RecordRef[],
  { source, bounds, confirm, signal, onProgress }: ContactRefreshDeps,
): Promise<ContactRefresh | undefined> {
  const outage = new Outage();
  const stopped = AbortSignal.any([signal, outage.signal]);
  const shared = readOnce(source);
  if (!(await mayStart(records, shared, confirm, stopped))) return undefined;
  const failures: { record: RecordRef; error: unknown }[] = [];
  let [done, refreshed] = [0, 0];
  const refresh = async (record: RecordRef): Promise<void> => {
    try {
      await bounds.get(record, { fresh: true, thorough: shared, signal: stopped });
      refreshed += 1;
      outage.succeeded();
    } catch (error) {
      // Requests that the stop has cut off say nothing about their records.
      if (!stopped.aborted || error !== stopped.reason) failures.push({ record, error });
      outage.failed(error);
    }
    if (!stopped.aborted) onProgress((done += 1));
  };
  await Promise.all(records.map((record) => refresh(record)));
  return { refreshed, failures, skipped: records.length - refreshed - failures.length };
}

/** Asks once: by a first estimate, or when the opportunities have told how many records there are to read. */
async function mayStart(
  records: readonly RecordRef[],
  shared: RecordSource,
  confirm: ConfirmRequests,
  signal: AbortSignal,
): Promise<boolean> {
  const opportunities = records.filter(({ kind }) => kind === 'opportunity');
  if (records.length > MAX_UNCONFIRMED_REQUESTS)
    return confirm(records.length + opportunities.length * LIKELY_RECORDS);
  if (opportunities.length === 0) return true;
  const read = await Promise.allSettled(
    opportunities.map(({ id }) => shared.opportunities.get(id, { signal })),
  );
  const requests = requestsFor(
    records,
    read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
  );
  return signal.aborted || requests <= MAX_UNCONFIRMED_REQUESTS || confirm(requests);
}

/** The records themselves, and the companies and persons of opportunities that are not among them. */
function requestsFor(records: readonly RecordRef[], opportunities: readonly Opportunity[]): number {
  const keys = new Set(records.map((record) => recordKey(record)));
  for (const { companyIds, personIds } of opportunities) {
    for (const id of companyIds) keys.add(recordKey({ kind: 'company', id }));
    for (const id of personIds) keys.add(recordKey({ kind: 'person', id }));
  }
  return keys.size;
}

/** Reads each record once, and after what the user waits for. */
function readOnce({ persons, companies, opportunities }: RecordSource): RecordSource {
  return { persons: once(persons), companies: once(companies), opportunities: once(opportunities) };
}

function once<Item, Options extends CallOptions>(service: {
  get(id: number, options?: Options): Promise<Item>;
}): { get(id: number, options?: Options): Promise<Item> } {
  const reads = new Map<number, Promise<Item>>();
  return {
    get: (id, options) => {
      const known = reads.get(id);
      if (known !== undefined) return known;
      const read = service.get(id, { ...options, priority: 'background' } as Options);
      reads.set(id, read);
      return read;
    },
  };
}

/** Ends the refresh when the service answers no more, so that it doesn't wait for each record in vain. */
class Outage {
  readonly #controller = new AbortController();
  #inARow = 0;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  succeeded(): void {
    this.#inARow = 0;
  }

  failed(error: unknown): void {
    if (!(error instanceof AffinityError)) return;
    this.#inARow += error.kind === 'server' ? 1 : 0;
    if (fatalKinds.has(error.kind) || this.#inARow >= MAX_SERVER_ERRORS) this.#controller.abort(error);
  }
}
