import type { Clock, Interaction, WalkOptions, WalkPage } from '../affinity/index.ts';
import { earliest } from '../model/span.ts';
import type { Span } from '../model/span.ts';
import { isBelowFloor } from './monthlyFloor.ts';
import type { BelowFloor } from './monthlyFloor.ts';
import { Permission } from './permission.ts';
import type { Confirm, RequestsLeft } from './permission.ts';
import { leastRequestsFor, requestsFor } from './requestEstimate.ts';
import { Throttle } from './throttle.ts';
import { wholeHistory } from './wholeHistory.ts';

/** Chunks without anything that one step crosses before it stops and says so. */
const MOST_EMPTY_PAGES = 3;
const SHOW_EVERY_MS = 200;

export interface WalkedState {
  /** `loading` is a page that was asked for, `reading` all of them. */
  readonly status: 'loading' | 'reading' | 'waiting' | 'finished' | 'failed';
  /** Grows in place: thousands of pages are not to be copied with each of them. */
  readonly items: readonly Interaction[];
  readonly unreadable: number;
  /** How far back everything is shown; undefined before the first answer. */
  readonly backTo?: Date;
  /** What is walked; undefined before it is known. */
  readonly span?: Span;
  /** Whether the span ends where the record's dates say, and not where the user does. */
  readonly canLookFurtherBack: boolean;
  readonly error?: unknown;
  /** Why it does not go on reading all. */
  readonly stopped?: BelowFloor | undefined;
  /** Whether it was the whole that was read, or failed, last. */
  readonly whole: boolean;
}

/** What is walked, and how. */
export interface WalkSource {
  /** Whether `span` is what the record's dates tell, so that there may be more before it. */
  readonly isHint: boolean;
  readonly span: (signal: AbortSignal) => Promise<Span>;
  readonly pages: (span: Span, options: WalkOptions) => AsyncGenerator<WalkPage, void>;
}

export interface WalkedParts {
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  readonly onChange: () => void;
  readonly confirm: Confirm;
  /** Aborted with `BelowFloor` when reading all must leave the firm's requests to others. */
  readonly floor: () => AbortSignal;
}

/** The results of a walk, a page at a time or all. After a failure the same page is asked for again. */
export class WalkedResults {
  readonly #source: WalkSource;
  readonly #throttle: Throttle;
  readonly #confirm: Confirm;
  readonly #floor: () => AbortSignal;
  readonly #items: Interaction[] = [];
  readonly #gone = new AbortController();
  #reading: AbortController | undefined;
  /** The walk page by page, until another one goes on. */
  #pages: AsyncGenerator<WalkPage, void> | undefined;
  #cursor: string | undefined;
  #state: WalkedState;
  /** How many were there before the span that is walked now. */
  #before = 0;

  constructor(source: WalkSource, { clock, onChange, confirm, floor }: WalkedParts) {
    this.#source = source;
    this.#confirm = confirm;
    this.#floor = floor;
    const show = (): void => {
      if (!this.#gone.signal.aborted) onChange();
    };
    this.#throttle = new Throttle(show, SHOW_EVERY_MS, clock);
    this.#state = {
      status: 'waiting',
      items: this.#items,
      unreadable: 0,
      canLookFurtherBack: source.isHint,
      whole: false,
    };
  }

  get state(): WalkedState {
    return this.#state;
  }

  /** How many requests the rest takes; undefined when it is not known yet what is walked. */
  get requestsLeft(): RequestsLeft | undefined {
    const { span, backTo } = this.#state;
    if (span === undefined) return undefined;
    const rest = { from: span.from, to: backTo ?? span.to };
    const read = { span: { from: rest.to, to: span.to }, count: this.#items.length - this.#before };
    return { about: requestsFor(rest, read), least: leastRequestsFor(rest, read) };
  }

  /** Loads the next page that holds something, over a few empty ones at most. Never rejects. */
  async more(): Promise<void> {
    if (!this.#canAsk) return;
    this.#show({ status: 'loading', whole: false, stopped: undefined });
    try {
      this.#pages ??= this.#walk({ signal: this.#gone.signal });
      for (let page = 0; page < MOST_EMPTY_PAGES; page += 1) {
        const found = await this.#next(this.#pages);
        if (found === 'end') return this.#show({ status: 'finished' });
        if (found > 0) break;
      }
      this.#show({ status: 'waiting' });
    } catch (error) {
      this.#pages = undefined;
      this.#show({ status: 'failed', error });
    }
  }

  /** Reads all that is left, the years side by side, until it is stopped. Never rejects. */
  async all(signal?: AbortSignal): Promise<void> {
    if (!this.#canAsk) return;
    const reading = new AbortController();
    this.#reading = reading;
    const stops = [reading.signal, this.#gone.signal, this.#floor(), ...(signal ? [signal] : [])];
    const until = AbortSignal.any(stops);
    this.#show({ status: 'reading', whole: true, stopped: undefined });
    try {
      await this.#pages?.return();
      const isEnd = await this.#readAll(until);
      this.#show({ status: isEnd ? 'finished' : 'waiting' });
    } catch (error) {
      if (until.aborted) this.#show({ status: 'waiting', ...stoppedBy(until.reason) });
      else this.#show({ status: 'failed', error });
    } finally {
      this.#pages = undefined;
    }
  }

  /** Stops reading all. What was read stays, and whatever is asked for next goes on from there. */
  stop(): void {
    this.#reading?.abort();
  }

  /** After the end: what may lie before the record's first known moment. */
  async furtherBack(): Promise<void> {
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
    await this.more();
  }

  /** Nothing is asked for or shown any more. */
  dispose(): void {
    this.#gone.abort();
  }

  /** Whether it came to the end, and was not refused the requests for it. */
  async #readAll(signal: AbortSignal): Promise<boolean> {
    await this.#know(signal);
    const permission = new Permission(this.#confirm, this.requestsLeft?.about ?? 0);
    if (!(await permission.begins())) return false;
    const { lookahead } = permission;
    const pages = this.#walk({ ...wholeHistory, lookahead, signal });
    while ((await this.#next(pages)) !== 'end') {
      this.#throttle.soon();
      if (await permission.goesOn(this.requestsLeft ?? { about: 0, least: 0 })) continue;
      await pages.return();
      return false;
    }
    return true;
  }

  get #canAsk(): boolean {
    return this.#state.status === 'waiting' || this.#state.status === 'failed';
  }

  async *#walk(options: WalkOptions & { readonly signal: AbortSignal }): AsyncGenerator<WalkPage, void> {
    const span = await this.#know(options.signal);
    yield* this.#source.pages(span, { ...options, resumeFrom: this.#cursor });
  }

  async #know(signal: AbortSignal): Promise<Span> {
    if (this.#state.span !== undefined) return this.#state.span;
    const span = await this.#source.span(signal);
    this.#state = { ...this.#state, span, canLookFurtherBack: this.#source.isHint && span.from > earliest };
    return span;
  }

  /** How many the next page brought. */
  async #next(pages: AsyncGenerator<WalkPage, void>): Promise<number | 'end'> {
    const step = await pages.next();
    if (step.done === true) return 'end';
    const found = this.#add(step.value);
    return step.value.cursor === undefined ? 'end' : found;
  }

  #add(page: WalkPage): number {
    this.#cursor = page.cursor;
    const fresh = page.items.filter((one) => !this.#isAtJoint(one));
    for (const one of fresh) this.#items.push(one);
    const oldest = page.items.at(-1)?.date ?? page.range.startTime;
    this.#state = {
      ...this.#state,
      unreadable: this.#state.unreadable + page.rejected.length,
      backTo: page.nextPageToken === undefined ? page.range.startTime : oldest,
    };
    return fresh.length;
  }

  /** Whether it is one that the span before has shown already: both spans include their joint. */
  #isAtJoint({ type, id, date }: Interaction): boolean {
    if (this.#before === 0 || date.getTime() !== this.#state.span?.to.getTime()) return false;
    return this.#items.slice(0, this.#before).some((known) => known.type === type && known.id === id);
  }

  #show(change: Partial<WalkedState>): void {
    this.#state = { ...this.#state, ...change };
    this.#throttle.now();
  }
}

function stoppedBy(reason: unknown): Pick<WalkedState, 'stopped'> {
  return isBelowFloor(reason) ? { stopped: reason } : {};
}
