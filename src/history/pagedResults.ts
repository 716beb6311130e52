import type { Clock, Interaction, WalkOptions, WalkPage } from '../affinity/index.ts';
import { earliest } from '../model/span.ts';
import type { Span } from '../model/span.ts';
import { isBelowFloor } from './monthlyFloor.ts';
import type { BelowFloor } from './monthlyFloor.ts';
import { leastRequestsFor, RequestPermission, requestsFor, wholeHistory } from './requestPermission.ts';
import type { ConfirmRequests, RequestEstimate } from './requestPermission.ts';

/** One step crosses at most this many empty chunks. */
const MAX_EMPTY_PAGES = 3;

const MIN_CHANGE_INTERVAL_MS = 200;

export interface PagedResultsState {
  /** `loading` means one page, `reading` means all of them. */
  readonly status: 'loading' | 'reading' | 'waiting' | 'finished' | 'failed';
  /** Grows in place, as copying it with each of thousands of pages would be slow. */
  readonly items: readonly Interaction[];
  readonly unreadable: number;
  /** Everything is there back to this moment; undefined before the first response. */
  readonly backTo?: Date;
  /** Undefined until the record's dates are known. */
  readonly span?: Span;
  /** True when the span ends at the record's first known moment, not at a date the user chose. */
  readonly canLookFurtherBack: boolean;
  readonly error?: unknown;
  /** The reason why reading all of it was stopped. */
  readonly stopped?: BelowFloor | undefined;
  /** True when the last reading, finished or failed, was of everything. */
  readonly whole: boolean;
}

export interface WalkSource {
  /** True when `span` comes from the record's dates, so there may be more before it. */
  readonly isHint: boolean;
  readonly span: (signal: AbortSignal) => Promise<Span>;
  readonly pages: (span: Span, options: WalkOptions) => AsyncGenerator<WalkPage, void>;
}

export interface PagedResultsDeps {
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  readonly onChange: () => void;
  readonly confirm: ConfirmRequests;
  /** Aborts with `BelowFloor` when the firm's remaining requests must be left to others. */
  readonly floor: () => AbortSignal;
}

/** The results of a walk, loaded one page at a time or all at once. After a failure the same page is requested again. */
export class PagedResults {
  readonly #source: WalkSource;
  readonly #throttle: Throttle;
  readonly #confirm: ConfirmRequests;
  readonly #floor: () => AbortSignal;
  readonly #items: Interaction[] = [];
  readonly #disposed = new AbortController();
  #reading: AbortController | undefined;
  /** The walk that `loadMore` continues. */
  #pages: AsyncGenerator<WalkPage, void> | undefined;
  #cursor: string | undefined;
  #state: PagedResultsState;
  /** Number of items from before the current span. */
  #before = 0;

  constructor(source: WalkSource, { clock, onChange, confirm, floor }: PagedResultsDeps) {
    this.#source = source;
    this.#confirm = confirm;
    this.#floor = floor;
    const notify = (): void => {
      if (!this.#disposed.signal.aborted) onChange();
    };
    this.#throttle = new Throttle(notify, MIN_CHANGE_INTERVAL_MS, clock);
    this.#state = {
      status: 'waiting',
      items: this.#items,
      unreadable: 0,
      canLookFurtherBack: source.isHint,
      whole: false,
    };
  }

  get state(): PagedResultsState {
    return this.#state;
  }

  /** Requests that the rest takes; undefined until the span is known. */
  get requestsLeft(): RequestEstimate | undefined {
    const { span, backTo } = this.#state;
    if (span === undefined) return undefined;
    const rest = { from: span.from, to: backTo ?? span.to };
    const read = { span: { from: rest.to, to: span.to }, count: this.#items.length - this.#before };
    return { about: requestsFor(rest, read), least: leastRequestsFor(rest, read) };
  }

  /** Loads the next page with results, crossing at most three empty ones. Never rejects. */
  async loadMore(): Promise<void> {
    if (!this.#canLoad) return;
    this.#show({ status: 'loading', whole: false, stopped: undefined });
    try {
      this.#pages ??= this.#walk({ signal: this.#disposed.signal });
      for (let page = 0; page < MAX_EMPTY_PAGES; page += 1) {
        const found = await this.#take(this.#pages);
        if (found === 'end') return this.#show({ status: 'finished' });
        if (found > 0) break;
      }
      this.#show({ status: 'waiting' });
    } catch (error) {
      this.#pages = undefined;
      this.#show({ status: 'failed', error });
    }
  }

  /** Reads everything that is left, with the years side by side, until it is stopped. Never rejects. */
  async loadAll(signal?: AbortSignal): Promise<void> {
    if (!this.#canLoad) return;
    const reading = new AbortController();
    this.#reading = reading;
    const stops = [reading.signal, this.#disposed.signal, this.#floor(), ...(signal ? [signal] : [])];
    const stopped = AbortSignal.any(stops);
    this.#show({ status: 'reading', whole: true, stopped: undefined });
    try {
      await this.#pages?.return();
      const isEnd = await this.#readAll(stopped);
      this.#show({ status: isEnd ? 'finished' : 'waiting' });
    } catch (error) {
      if (stopped.aborted) this.#show({ status: 'waiting', ...stoppedBy(stopped.reason) });
      else this.#show({ status: 'failed', error });
    } finally {
      this.#pages = undefined;
    }
  }

  /** Stops `loadAll`. What was read stays, and the next load continues from there. */
  stop(): void {
    this.#reading?.abort();
  }

  /** At the end: looks for results before the record's first known moment. */
  async lookFurtherBack(): Promise<void> {
    const { span, status, canLookFurtherBack } = this.#state;
    if (status !== 'finished' || span === undefined || !canLookFurtherBack) return;
    this.#cursor = undefined;
    this.#pages = undefined;
    this.#before = this.#items.length;
    this.#state = {
      ...this.#state,
      status: 'waiting',
      span: { from: earliest, to: span.from },
      backTo: span.from,
      canLookFurtherBack: false,
    };
    await this.loadMore();
  }

  /** No request is made and no change is reported after this. */
  dispose(): void {
    this.#disposed.abort();
  }

  /** True at the end of the walk, false when the user refused the requests for it. */
  async #readAll(signal: AbortSignal): Promise<boolean> {
    await this.#knownSpan(signal);
    const permission = new RequestPermission(this.#confirm, this.requestsLeft?.about ?? 0);
    if (!(await permission.mayStart())) return false;
    const { lookahead } = permission;
    const pages = this.#walk({ ...wholeHistory, lookahead, signal });
    while ((await this.#take(pages)) !== 'end') {
      this.#throttle.soon();
      if (await permission.mayContinue(this.requestsLeft ?? { about: 0, least: 0 })) continue;
      await pages.return();
      return false;
    }
    return true;
  }

  get #canLoad(): boolean {
    return this.#state.status === 'waiting' || this.#state.status === 'failed';
  }

  async *#walk(options: WalkOptions & { readonly signal: AbortSignal }): AsyncGenerator<WalkPage, void> {
    const span = await this.#knownSpan(options.signal);
    yield* this.#source.pages(span, { ...options, resumeFrom: this.#cursor });
  }

  async #knownSpan(signal: AbortSignal): Promise<Span> {
    if (this.#state.span !== undefined) return this.#state.span;
    const span = await this.#source.span(signal);
    this.#state = { ...this.#state, span, canLookFurtherBack: this.#source.isHint && span.from > earliest };
    return span;
  }

  /** Number of new results on the next page. */
  async #take(pages: AsyncGenerator<WalkPage, void>): Promise<number | 'end'> {
    const step = await pages.next();
    if (step.done === true) return 'end';
    const found = this.#add(step.value);
    return step.value.cursor === undefined ? 'end' : found;
  }

  #add(page: WalkPage): number {
    this.#cursor = page.cursor;
    const fresh = page.items.filter((one) => !this.#isRepeated(one));
    for (const one of fresh) this.#items.push(one);
    const oldest = page.items.at(-1)?.date ?? page.range.startTime;
    this.#state = {
      ...this.#state,
      unreadable: this.#state.unreadable + page.rejected.length,
      backTo: page.nextPageToken === undefined ? page.range.startTime : oldest,
    };
    return fresh.length;
  }

  /** True for a result of the span before: both spans include the moment at which they meet. */
  #isRepeated({ type, id, date }: Interaction): boolean {
    if (this.#before === 0 || date.getTime() !== this.#state.span?.to.getTime()) return false;
    return this.#items.slice(0, this.#before).some((known) => known.type === type && known.id === id);
  }

  #show(change: Partial<PagedResultsState>): void {
    this.#state = { ...this.#state, ...change };
    this.#throttle.now();
  }
}

/** Calls back at most once per interval; the last call is never lost. */
class Throttle {
  readonly #call: () => void;
  readonly #intervalMs: number;
  readonly #clock: Pick<Clock, 'now' | 'sleep'>;
  #lastCall = -Infinity;
  #isWaiting = false;

  constructor(call: () => void, intervalMs: number, clock: Pick<Clock, 'now' | 'sleep'>) {
    this.#call = call;
    this.#intervalMs = intervalMs;
    this.#clock = clock;
  }

  soon(): void {
    if (this.#isWaiting) return;
    const wait = this.#lastCall + this.#intervalMs - this.#clock.now();
    if (wait <= 0) this.now();
    else void this.#after(wait);
  }

  now(): void {
    this.#lastCall = this.#clock.now();
    this.#call();
  }

  async #after(wait: number): Promise<void> {
    this.#isWaiting = true;
    await this.#clock.sleep(wait);
    this.#isWaiting = false;
    this.now();
  }
}

function stoppedBy(reason: unknown): Pick<PagedResultsState, 'stopped'> {
  return isBelowFloor(reason) ? { stopped: reason } : {};
}
