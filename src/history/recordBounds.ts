import * as z from 'zod/mini';
import type { Clock, Interaction, InteractionType } from '../affinity/index.ts';
import { recordKey } from '../model/recordRef.ts';
import type { RecordId } from '../model/recordRef.ts';
import { DAY_MS } from '../model/span.ts';
import type { Span } from '../model/span.ts';
import type { KnownContact } from './recordContact.ts';
import type { RecordDates } from './recordDates.ts';
import { recordDates } from './recordDates.ts';
import type { RecordSource } from './recordDates.ts';
import { storedDateSchema } from './storedInteraction.ts';
import { walkSpan } from './walkSpan.ts';
import { isNamedIn, withContact, withMoved } from './withContact.ts';
import { withoutContact } from './withoutContact.ts';
import type { NewestOf } from './withoutContact.ts';

/** Later the last known moment may be outdated, and a walk that starts there would miss newer interactions. */
const VALID_MS = 60 * 60 * 1000;

/** Records whose dates are kept for the next start. */
const MAX_SAVED = 2000;

const date = z.optional(storedDateSchema);

const datesSchema = z.object({
  firstEmailDate: date,
  lastEmailDate: date,
  firstEventDate: date,
  lastEventDate: date,
  nextEventDate: date,
  soonestEventDate: date,
  lastChatMessageDate: date,
  lastInteractionDate: date,
}) satisfies z.ZodMiniType<RecordDates>;

const savedBoundsSchema = z.object({
  record: z.string(),
  readAt: z.number(),
  dates: z.optional(datesSchema),
});

export interface BoundsOptions {
  readonly signal?: AbortSignal;
  /** Makes a new request even when the dates are known. */
  readonly fresh?: boolean;
  /** Reads an opportunity by all of its records, from a source that reads each of them once. */
  readonly thorough?: RecordSource;
}

interface PendingRequest {
  readonly response: Promise<RecordDates | undefined>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * A cache of the first and last known moments of records. Callers that ask at the same time share one request, which is
 * aborted when all of them have aborted. Failures are not cached.
 */
export class RecordBounds {
  readonly #source: RecordSource;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #known = new Map<string, KnownContact>();
  readonly #listeners = new Set<(record: RecordId) => void>();
  readonly #pending = new Map<string, PendingRequest>();
  /** Records whose dates were dropped because of a save or a deletion here. */
  readonly #lost = new Set<string>();

  constructor(source: RecordSource, clock: Pick<Clock, 'now'>) {
    this.#source = source;
    this.#clock = clock;
  }

  /** Undefined where the service cannot tell. Rejects as the library does, or with the signal's reason. */
  async get(
    record: RecordId,
    { signal, fresh, thorough }: BoundsOptions = {},
  ): Promise<RecordDates | undefined> {
    const known = fresh === true ? undefined : this.#known.get(recordKey(record));
    if (known && this.#clock.now() - known.readAt < VALID_MS) return known.dates;
    signal?.throwIfAborted();
    return this.#wait(
      recordKey(record),
      this.#pending.get(recordKey(record)) ?? this.#request(record, thorough),
      signal,
    );
  }

  /**
   * The span that a walk for a type covers. Outdated dates still tell where it ends; it then starts now, without a request
   * for new dates. Rejects as `get` does.
   */
  async span(record: RecordId, type: InteractionType, options: BoundsOptions = {}): Promise<Span> {
    const known = this.#known.get(recordKey(record));
    const hinted = known && spanOfOutdated(type, known, this.#clock.now());
    const isOld = known && this.#clock.now() - known.readAt >= VALID_MS;
    if (isOld && hinted && options.fresh !== true) return hinted;
    return walkSpan(type, await this.get(record, options), this.#clock.now());
  }

  /** The dates that were read last, however old. Makes no request; undefined when none were read. */
  known(record: RecordId): KnownContact | undefined {
    return this.#known.get(recordKey(record));
  }

  /**
   * Counts an interaction that was saved here into the known dates, or drops them where only the service can tell the new
   * ones. A request under way may not count it yet, so its response is not kept.
   */
  count(record: RecordId, interaction: Pick<Interaction, 'type' | 'date'>): void {
    const key = recordKey(record);
    this.#pending.delete(key);
    const known = this.#known.get(key);
    if (!known?.dates) return;
    const dates = withContact(known.dates, interaction, this.#clock.now());
    if (dates) this.#learn(record, { ...known, dates });
    else this.#lose(record);
  }

  /** Counts an interaction that was found by a walk, if it is newer than the known dates. */
  observe(record: RecordId, interaction: Pick<Interaction, 'type' | 'date'>): void {
    const known = this.known(record);
    const last = known?.dates?.lastInteractionDate;
    if (!known?.dates || (last !== undefined && last >= interaction.date)) return;
    const dates = withContact(known.dates, interaction, this.#clock.now());
    if (dates) this.#learn(record, { ...known, dates });
  }

  /** Drops the known dates if one of them is that of an interaction that was moved here. */
  discount(record: RecordId, interaction: Pick<Interaction, 'type' | 'date'>): void {
    this.#pending.delete(recordKey(record));
    const dates = this.known(record)?.dates;
    if (dates && isNamedIn(dates, interaction)) this.#lose(record);
  }

  /** Takes an interaction that was deleted here out of the known dates, or drops them if the loaded rows can't tell. */
  remove(record: RecordId, interaction: Pick<Interaction, 'type' | 'date'>, newestOf: NewestOf): void {
    this.#pending.delete(recordKey(record));
    const known = this.known(record);
    if (!known?.dates) return;
    const dates = withoutContact(known.dates, interaction, newestOf);
    if (dates === undefined) this.#lose(record);
    else if (dates !== known.dates) this.#learn(record, { ...known, dates });
  }

  /** True while the dates are missing because of a save or a deletion here. */
  hasLost(record: RecordId): boolean {
    return this.#lost.has(recordKey(record));
  }

  /**
   * Moves the known dates with an interaction that now has an earlier date. Another one may now be the last: the loaded rows
   * tell, as far as they can. Otherwise drops the dates as `discount` does.
   */
  move(
    record: RecordId,
    from: Pick<Interaction, 'type' | 'date'>,
    to: Pick<Interaction, 'type' | 'date'>,
    newestOf: NewestOf,
  ): void {
    const known = this.known(record);
    const dates =
      known?.dates && (withoutContact(known.dates, from, newestOf) ?? withMoved(known.dates, from, to));
    if (known === undefined || dates === undefined) this.discount(record, from);
    else this.#learn(record, { ...known, dates });
  }

  /** Takes dates that came with another request, read at a moment in milliseconds. */
  learn(record: RecordId, dates: RecordDates, readAt: number): void {
    const known = this.known(record);
    if (known === undefined || known.readAt < readAt) this.#learn(record, { dates, readAt });
  }

  /** Without a request; undefined when the dates were never read. */
  knownSpan(record: RecordId, type: InteractionType): Span | undefined {
    const known = this.#known.get(recordKey(record));
    return known && walkSpan(type, known.dates, this.#clock.now());
  }

  forget(record: RecordId): void {
    this.#lost.delete(recordKey(record));
    this.#pending.delete(recordKey(record));
    if (this.#known.delete(recordKey(record))) this.#changed(record);
  }

  /** Calls back with the record whose known dates changed; the returned function unsubscribes. */
  onDidChange(listener: (record: RecordId) => void): () => void {
    const own = (record: RecordId) => listener(record);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /** The dates read last, as JSON. */
  save(): unknown {
    return [...this.#known].slice(-MAX_SAVED).map(([record, known]) => ({ record, ...known }));
  }

  /** Takes saved dates for records that have none yet. Unreadable entries are skipped. */
  restore(stored: unknown): void {
    for (const entry of Array.isArray(stored) ? (stored as unknown[]) : []) {
      const { record, readAt, dates } = savedBoundsSchema.safeParse(entry).data ?? {};
      if (record === undefined || readAt === undefined || this.#known.has(record)) continue;
      this.#known.set(record, { dates, readAt });
    }
  }

  #request(record: RecordId, thorough: RecordSource | undefined): PendingRequest {
    const key = recordKey(record);
    const controller = new AbortController();
    const readAt = this.#clock.now();
    const options = { signal: controller.signal, thorough: thorough !== undefined };
    const response = recordDates(thorough ?? this.#source, record, options);
    const pending: PendingRequest = { response, controller, waiting: 0 };
    this.#pending.set(key, pending);
    const isCurrent = () => this.#pending.get(key) === pending && this.#pending.delete(key);
    response.then(
      (dates) => isCurrent() && this.#learn(record, this.#unlessUnknown(record, { dates, readAt })),
      () => isCurrent(),
    );
    return pending;
  }

  /** A thorough request may have found dates where this one could not tell. */
  #unlessUnknown(record: RecordId, read: KnownContact): KnownContact {
    const known = this.known(record);
    return read.dates === undefined && known?.dates !== undefined ? known : read;
  }

  #learn(record: RecordId, known: KnownContact): void {
    // Deleting first moves the record to the end, among those read last.
    this.#lost.delete(recordKey(record));
    this.#known.delete(recordKey(record));
    this.#known.set(recordKey(record), known);
    this.#changed(record);
  }

  #lose(record: RecordId): void {
    this.#lost.add(recordKey(record));
    this.#known.delete(recordKey(record));
    this.#changed(record);
  }

  #changed(record: RecordId): void {
    for (const listener of this.#listeners) listener(record);
  }

  #wait(key: string, pending: PendingRequest, signal?: AbortSignal): PendingRequest['response'] {
    pending.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal?.reason);
        pending.waiting -= 1;
        if (pending.waiting > 0) return;
        if (this.#pending.get(key) === pending) this.#pending.delete(key);
        pending.controller.abort(signal?.reason);
      };
      const stay = () => signal?.removeEventListener('abort', leave);
      signal?.addEventListener('abort', leave, { once: true });
      pending.response.then(resolve, reject).finally(stay);
    });
  }
}

/** Undefined when the last known moment is long ago: only new dates tell whether there is something newer. */
function spanOfOutdated(
  type: InteractionType,
  { dates, readAt }: KnownContact,
  now: number,
): Span | undefined {
  const then = walkSpan(type, dates, readAt);
  if (then.to.getTime() < readAt - DAY_MS) return undefined;
  return { from: then.from, to: walkSpan(type, undefined, now).to };
}
