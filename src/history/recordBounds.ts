import * as z from 'zod/mini';
import type { Clock, InteractionDates, InteractionType } from '../affinity/index.ts';
import { recordKey } from '../model/recordRef.ts';
import type { RecordId } from '../model/recordRef.ts';
import { DAY_MS } from '../model/span.ts';
import type { Span } from '../model/span.ts';
import { recordDates } from './recordDates.ts';
import type { RecordSource } from './recordDates.ts';
import { storedDateSchema } from './storedInteraction.ts';
import { walkSpan } from './walkSpan.ts';

/** Later the last known moment may be outdated, and a walk that starts there would miss newer interactions. */
const VALID_MS = 60 * 60 * 1000;

/** Records whose dates are kept for the next start. */
const MAX_SAVED = 500;

const date = z.optional(storedDateSchema);

const datesSchema = z.object({
  firstEmailDate: date,
  lastEmailDate: date,
  firstEventDate: date,
  lastEventDate: date,
  nextEventDate: date,
  lastChatMessageDate: date,
  lastInteractionDate: date,
}) satisfies z.ZodMiniType<InteractionDates>;

const savedBoundsSchema = z.object({
  record: z.string(),
  readAt: z.number(),
  dates: z.optional(datesSchema),
});

/** A record's dates, and when they were read, in milliseconds. Without dates, the service cannot tell. */
interface KnownDates {
  readonly dates: InteractionDates | undefined;
  readonly readAt: number;
}

export interface BoundsOptions {
  readonly signal?: AbortSignal;
  /** Makes a new request even when the dates are known. */
  readonly fresh?: boolean;
}

interface PendingRequest {
  readonly response: Promise<InteractionDates | undefined>;
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
  readonly #known = new Map<string, KnownDates>();
  #onChange: (() => void) | undefined;
  readonly #pending = new Map<string, PendingRequest>();

  constructor(source: RecordSource, clock: Pick<Clock, 'now'>) {
    this.#source = source;
    this.#clock = clock;
  }

  /** Undefined where the service cannot tell. Rejects as the library does, or with the signal's reason. */
  async get(record: RecordId, { signal, fresh }: BoundsOptions = {}): Promise<InteractionDates | undefined> {
    const known = fresh === true ? undefined : this.#known.get(recordKey(record));
    if (known && this.#clock.now() - known.readAt < VALID_MS) return known.dates;
    signal?.throwIfAborted();
    return this.#wait(
      recordKey(record),
      this.#pending.get(recordKey(record)) ?? this.#request(record),
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

  forget(record: RecordId): void {
    if (this.#known.delete(recordKey(record))) this.#onChange?.();
  }

  /** Called after the known dates changed. */
  onDidChange(listener: () => void): void {
    this.#onChange = listener;
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

  #request(record: RecordId): PendingRequest {
    const key = recordKey(record);
    const controller = new AbortController();
    const pending: PendingRequest = {
      response: this.#read(record, controller.signal),
      controller,
      waiting: 0,
    };
    this.#pending.set(key, pending);
    const settle = () => {
      if (this.#pending.get(key) === pending) this.#pending.delete(key);
    };
    pending.response.then(settle, settle);
    return pending;
  }

  async #read(record: RecordId, signal: AbortSignal): Promise<InteractionDates | undefined> {
    const readAt = this.#clock.now();
    const dates = await recordDates(this.#source, record, signal);
    if (!signal.aborted) this.#learn(recordKey(record), { dates, readAt });
    return dates;
  }

  #learn(record: string, known: KnownDates): void {
    // Deleting first moves the record to the end, among those read last.
    this.#known.delete(record);
    this.#known.set(record, known);
    this.#onChange?.();
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
function spanOfOutdated(type: InteractionType, { dates, readAt }: KnownDates, now: number): Span | undefined {
  const then = walkSpan(type, dates, readAt);
  if (then.to.getTime() < readAt - DAY_MS) return undefined;
  return { from: then.from, to: walkSpan(type, undefined, now).to };
}
