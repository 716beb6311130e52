import type { SendOptions } from '../transport/apiConnection.ts';
import { Urgency } from '../transport/urgency.ts';
import type { Priority } from '../transport/urgency.ts';
import type { ItemPage } from './pageWalk.ts';
import type { TimeSpan, WalkPlan } from './walkPlan.ts';

/** The list that a walk reads. */
export interface WalkSource<Item> {
  readonly loadPage: (
    range: TimeSpan,
    token: string | undefined,
    options: SendOptions,
  ) => Promise<ItemPage<Item>>;
  /** Two items with the same identity are the same. */
  readonly identityOf: (item: Item) => string;
  /** Milliseconds since the epoch. */
  readonly timeOf: (item: Item) => number;
}

export interface FedPage<Item> {
  readonly chunk: number;
  readonly range: TimeSpan;
  readonly page: ItemPage<Item>;
}

/** A page, or the reason why there is none in its place. */
type Entry<Item> = { readonly page: ItemPage<Item> } | { readonly reason: unknown };

/** The pages of one chunk, each of which needs the token of the one before. */
interface Chain<Item> {
  readonly chunk: number;
  readonly range: TimeSpan;
  readonly ready: Entry<Item>[];
  token: string | undefined;
  arriving: Promise<void> | undefined;
  urgency: Urgency | undefined;
  readonly progress: ChainProgress<Item>;
  ended: boolean;
}

/**
 * Hands out the pages of all chunks in order, and may request up to `lookahead` of them before the reader does. Pages
 * of one chunk depend on each other, so only next pages of several chunks can be requested side by side. Those that
 * are read first go first, and the one that the reader waits for before all.
 */
export class PageFeed<Item> {
  readonly #source: WalkSource<Item>;
  readonly #signal: AbortSignal;
  readonly #chains: readonly Chain<Item>[];
  readonly #lookahead: number;
  readonly #priority: Priority | undefined;
  /** Pages that were requested and not handed out yet. */
  #outstanding = 0;
  #current = 0;
  #readerWaits = false;
  #failed = false;

  constructor(plan: WalkPlan, source: WalkSource<Item>, signal: AbortSignal) {
    const { chunks, start, lookahead, priority } = plan;
    const chains = chunks.map((range, chunk): Chain<Item> => ({
      chunk,
      range,
      ready: [],
      token: chunk === start.chunk ? start.token : undefined,
      arriving: undefined,
      urgency: undefined,
      progress: new ChainProgress(range, source.timeOf),
      ended: false,
    }));
    this.#chains = chains.slice(start.chunk);
    this.#lookahead = lookahead;
    this.#priority = priority;
    this.#source = source;
    this.#signal = signal;
  }

  /**
   * Resolves with `undefined` after the last page. A failure is thrown when the reader gets to it, so the pages before
   * it are not lost.
   */
  async next(): Promise<FedPage<Item> | undefined> {
    const chain = this.#chains[this.#current];
    if (!chain) return undefined;
    this.#readerWaits = true;
    if (chain.ready.length === 0) {
      if (chain.arriving) chain.urgency?.raise();
      else this.#request(chain, false);
    }
    this.#requestAhead();
    if (chain.ready.length === 0) await chain.arriving;
    const entry = chain.ready.shift();
    this.#readerWaits = false;
    this.#outstanding -= 1;
    if (!entry) return undefined;
    if ('reason' in entry) throw entry.reason;
    if (chain.ended && chain.ready.length === 0) this.#current += 1;
    return { chunk: chain.chunk, range: chain.range, page: entry.page };
  }

  #requestAhead(): void {
    const most = this.#lookahead + (this.#readerWaits ? 1 : 0);
    for (const chain of this.#chains.slice(this.#current)) {
      // No reader gets past a failure, so nothing more is requested ahead of it.
      if (this.#failed || this.#outstanding >= most) return;
      if (!chain.arriving && !chain.ended) this.#request(chain, true);
    }
  }

  #request(chain: Chain<Item>, isAhead: boolean): void {
    this.#outstanding += 1;
    const pagesBehind = () => this.#pagesBehind(chain);
    const urgency = new Urgency(this.#priority, { isAhead, pagesBehind });
    chain.urgency = urgency;
    chain.arriving = this.#arrival(chain, urgency);
  }

  /** Never rejects, because the reader may not be waiting yet. */
  async #arrival(chain: Chain<Item>, urgency: Urgency): Promise<void> {
    try {
      const options = { signal: this.#signal, urgency };
      const page = await this.#source.loadPage(chain.range, chain.token, options);
      chain.ready.push({ page });
      chain.token = page.nextPageToken;
      chain.progress.add(page);
      chain.ended = page.nextPageToken === undefined;
    } catch (reason) {
      chain.ready.push({ reason });
      this.#failed = true;
    }
    chain.arriving = undefined;
    this.#requestAhead();
  }

  /** Without pages of its own, a chunk is estimated by the nearest one: a busy year has busy neighbours. */
  #pagesBehind(chain: Chain<Item>): number {
    if (chain.progress.pagesLeft !== undefined) return chain.progress.pagesLeft;
    const place = this.#chains.indexOf(chain);
    for (let away = 1; away < this.#chains.length; away += 1) {
      const guess = this.#chains[place - away]?.progress.pages ?? this.#chains[place + away]?.progress.pages;
      if (guess !== undefined) return guess;
    }
    return Infinity;
  }
}

/**
 * Estimates how many pages a chunk has from how much of its range the pages so far cover. Only the order of requests
 * depends on it: when the longest chain is requested last, the whole walk waits for it.
 */
export class ChainProgress<Item> {
  readonly #range: TimeSpan;
  readonly #timeOf: (item: Item) => number;
  #pages = 0;
  #earliest = Infinity;
  #latest = -Infinity;
  #isWhole = false;

  constructor(range: TimeSpan, timeOf: (item: Item) => number) {
    this.#range = range;
    this.#timeOf = timeOf;
  }

  add({ items, nextPageToken }: ItemPage<Item>): void {
    this.#pages += 1;
    this.#isWhole = nextPageToken === undefined;
    for (const item of items) {
      const time = this.#timeOf(item);
      this.#earliest = Math.min(this.#earliest, time);
      this.#latest = Math.max(this.#latest, time);
    }
  }

  /** The pages of the whole chunk; `undefined` as long as there is nothing to estimate from. */
  get pages(): number | undefined {
    if (this.#isWhole) return this.#pages;
    const { start, end } = this.#range;
    const covered = (this.#latest - this.#earliest) / (end - start);
    return covered > 0 ? Math.max(this.#pages, this.#pages / covered) : undefined;
  }

  get pagesLeft(): number | undefined {
    return this.pages && this.pages - this.#pages;
  }
}
