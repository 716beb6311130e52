import { typeIds } from '../model/interactionTypes.ts';
import type { TypeId } from '../model/interactionTypes.ts';
import type { RecordRef } from '../model/recordRef.ts';
import { spanBetween } from '../model/span.ts';
import type { Span } from '../model/span.ts';
import type { InteractionTimeline } from './interactionTimeline.ts';
import { isBelowFloor } from './monthlyFloor.ts';
import type { BelowFloor } from './monthlyFloor.ts';
import {
  leastRequestsFor,
  MAX_UNCONFIRMED_REQUESTS,
  RequestPermission,
  requestsFor,
  wholeHistory,
} from './requestPermission.ts';
import type { ConfirmRequests, RequestEstimate } from './requestPermission.ts';
import type { Timelines } from './timelines.ts';

export interface RecordReadingDeps {
  readonly timelines: Pick<Timelines, 'of' | 'spanOf'>;
  readonly confirm: ConfirmRequests;
  /** Aborts with `BelowFloor` when the firm's remaining requests must be left to others. */
  readonly floor: () => AbortSignal;
  /** Called when a reading begins or ends. What it reads is reported by the timelines. */
  readonly onChange: () => void;
}

export interface ReadRestOptions {
  /** Asks before many requests are made. Without it, only as much is read as needs no question. */
  readonly asks: boolean;
}

/** Reads all that is left of a record into its timelines, all types at a time. No promise rejects. */
export class RecordReading {
  readonly #record: RecordRef;
  readonly #deps: RecordReadingDeps;
  readonly #spans = new Map<TypeId, Span>();
  readonly #disposed = new AbortController();
  #reading: AbortController | undefined;
  #stopped: BelowFloor | undefined;

  constructor(record: RecordRef, deps: RecordReadingDeps) {
    this.#record = record;
    this.#deps = deps;
  }

  /** In the order of the types. They are others when the record was unfollowed meanwhile. */
  get timelines(): readonly InteractionTimeline[] {
    return typeIds.map((type) => this.#deps.timelines.of(this.#record, type));
  }

  get isReading(): boolean {
    return this.#reading !== undefined;
  }

  /** The reason why the last reading was stopped. */
  get stopped(): BelowFloor | undefined {
    return this.#stopped;
  }

  /** Likely requests for the rest; undefined until the record's dates are known, and when everything is read. */
  get requestsLeft(): number | undefined {
    const left = this.#unread();
    return left.length === 0 || left.some(({ type }) => !this.#spans.has(type))
      ? undefined
      : this.#left().about;
  }

  /** Continues where the last reading was stopped or failed. */
  async readRest({ asks }: ReadRestOptions): Promise<void> {
    if (this.#reading !== undefined || this.#disposed.signal.aborted || this.#unread().length === 0) return;
    const reading = new AbortController();
    this.#reading = reading;
    this.#stopped = undefined;
    const signal = AbortSignal.any([reading.signal, this.#disposed.signal, this.#deps.floor()]);
    this.#deps.onChange();
    try {
      await untilAborted(this.#read(asks, signal), signal);
    } catch {
      // The signal has aborted: a failure of the service is part of its timeline's state.
      if (isBelowFloor(signal.reason)) this.#stopped = signal.reason;
    } finally {
      this.#reading = undefined;
      if (!this.#disposed.signal.aborted) this.#deps.onChange();
    }
  }

  /** Stops the reading and keeps its results. */
  stop(): void {
    this.#reading?.abort();
  }

  dispose(): void {
    this.#disposed.abort();
  }

  async #read(asks: boolean, signal: AbortSignal): Promise<void> {
    // The first pages tell how dense the rest is likely to be.
    await Promise.all(this.#unread().map((timeline) => loadOrRetry(timeline)));
    signal.throwIfAborted();
    const unread = this.#unread().filter(({ state }) => state.status !== 'failed');
    for (const { type } of unread)
      this.#spans.set(type, await this.#deps.timelines.spanOf(this.#record, type, signal));
    const { about } = this.#left();
    if (!asks && about > MAX_UNCONFIRMED_REQUESTS) return;
    const confirm = asks ? this.#deps.confirm : async () => Promise.resolve(false);
    const permission = new RequestPermission(confirm, about);
    if (!(await permission.mayStart())) return;
    signal.throwIfAborted();
    const lookahead = Math.max(1, Math.floor(permission.lookahead / Math.max(1, unread.length)));
    const { priority } = wholeHistory;
    const mayContinue = this.#sharedQuestion(permission);
    await Promise.all(
      unread.map((timeline) => timeline.loadAll({ lookahead, priority, signal, mayContinue })),
    );
  }

  /** The types are read side by side, but the user is asked once for all of them. */
  #sharedQuestion(permission: RequestPermission): () => Promise<boolean> {
    let last = Promise.resolve(true);
    return () => {
      if (permission.isGiven) return Promise.resolve(true);
      last = last.then(async (may) => may && permission.mayContinue(this.#left()));
      return last;
    };
  }

  /** Rows that were kept from an earlier session are read again. */
  #unread(): readonly InteractionTimeline[] {
    return this.timelines.filter(({ state }) => !state.allLoaded || state.restored);
  }

  #left(): RequestEstimate {
    const estimates = this.#unread().map((timeline) => this.#estimate(timeline));
    const sum = (name: keyof RequestEstimate): number =>
      estimates.reduce((total, estimate) => total + estimate[name], 0);
    return { about: sum('about'), least: sum('least') };
  }

  #estimate(timeline: InteractionTimeline): RequestEstimate {
    const whole = this.#spans.get(timeline.type);
    const { coverage, items } = timeline.state;
    const rest = whole && spanBetween(whole.from.getTime(), (coverage?.from ?? whole.to).getTime());
    if (rest === undefined) return { about: 1, least: 1 };
    const read = coverage && { span: coverage, count: items.length };
    return { about: requestsFor(rest, read), least: leastRequestsFor(rest, read) };
  }
}

/** A timeline that was loaded in this session is left as it is. */
async function loadOrRetry(timeline: InteractionTimeline): Promise<void> {
  if (timeline.state.status === 'failed') await timeline.retry();
  else if (timeline.state.restored) await timeline.refresh();
  else await timeline.load();
}

/** A page that is under way need not arrive before the user's Stop takes effect. */
async function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason as Error);
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  try {
    await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
