import type { InteractionPage } from '../resources/interactionPage.ts';
import { Urgency } from '../transport/urgency.ts';
import type { Priority } from '../transport/urgency.ts';
import { ChainProgress } from './chainProgress.ts';
import type { TimeSpan } from './timeSpan.ts';
import type { WalkPlan } from './walkPlan.ts';

/** A page, or the reason why there is none, in its place. */
type Entry = { readonly page: InteractionPage } | { readonly reason: unknown };

/** The pages of one chunk: each is asked for with the token of the one before. */
interface Chain {
  readonly chunk: number;
  readonly range: TimeSpan;
  readonly ready: Entry[];
  token: string | undefined;
  arriving: Promise<void> | undefined;
  urgency: Urgency | undefined;
  readonly progress: ChainProgress;
  ended: boolean;
}

export interface FedPage {
  readonly chunk: number;
  readonly range: TimeSpan;
  readonly page: InteractionPage;
}

type LoadPage = (range: TimeSpan, token: string | undefined, urgency: Urgency) => Promise<InteractionPage>;

/**
 * Hands out the pages of all chunks in order, while it may ask for up to `lookahead` of them before the
 * reader does. Pages of one chunk depend on each other, so what can be asked for side by side are the next
 * pages of several chunks; the ones that are read first go first, and the one that the reader waits for before all.
 */
export class PageFeed {
  readonly #chains: readonly Chain[];
  readonly #lookahead: number;
  readonly #load: LoadPage;
  readonly #priority: Priority | undefined;
  /** Pages asked for and not handed out yet. */
  #outstanding = 0;
  #current = 0;
  #readerWaits = false;
  #failed = false;

  constructor({ chunks, start, lookahead, priority }: WalkPlan, load: LoadPage) {
    const chains = chunks.map((range, chunk): Chain => {
      const token = chunk === start.chunk ? start.token : undefined;
      const progress = new ChainProgress(range);
      return {
        chunk,
        range,
        ready: [],
        token,
        arriving: undefined,
        urgency: undefined,
        progress,
        ended: false,
      };
    });
    this.#chains = chains.slice(start.chunk);
    this.#lookahead = lookahead;
    this.#load = load;
    this.#priority = priority;
  }

  /**
   * Nothing after the last page. A failure is thrown when the reader gets to it; the pages before it are not
   * lost.
   */
  async next(): Promise<FedPage | undefined> {
    const chain = this.#chains[this.#current];
    if (!chain) return undefined;
    this.#readerWaits = true;
    if (chain.ready.length === 0) {
      if (chain.arriving) chain.urgency?.raise();
      else this.#ask(chain, false);
    }
    this.#askAhead();
    if (chain.ready.length === 0) await chain.arriving;
    const entry = chain.ready.shift();
    this.#readerWaits = false;
    this.#outstanding -= 1;
    if (!entry) return undefined;
    if ('reason' in entry) throw entry.reason;
    if (chain.ended && chain.ready.length === 0) this.#current += 1;
    return { chunk: chain.chunk, range: chain.range, page: entry.page };
  }

  #askAhead(): void {
    const most = this.#lookahead + (this.#readerWaits ? 1 : 0);
    for (const chain of this.#chains.slice(this.#current)) {
      // Nothing behind a failure will be read, so nothing more is asked for ahead of it.
      if (this.#failed || this.#outstanding >= most) return;
      if (!chain.arriving && !chain.ended) this.#ask(chain, true);
    }
  }

  #ask(chain: Chain, isAhead: boolean): void {
    this.#outstanding += 1;
    const urgency = new Urgency(this.#priority, { isAhead, behind: () => this.#pagesBehind(chain) });
    chain.urgency = urgency;
    chain.arriving = this.#arrival(chain, urgency);
  }

  /** Never rejects: nobody may be there yet to hear of it. */
  async #arrival(chain: Chain, urgency: Urgency): Promise<void> {
    try {
      const page = await this.#load(chain.range, chain.token, urgency);
      chain.ready.push({ page });
      chain.token = page.nextPageToken;
      chain.progress.take(page);
      chain.ended = page.nextPageToken === undefined;
    } catch (reason) {
      chain.ready.push({ reason });
      this.#failed = true;
    }
    chain.arriving = undefined;
    this.#askAhead();
  }

  /** A chunk of which nothing is known is guessed to be like the nearest one: a busy year has busy neighbours. */
  #pagesBehind(chain: Chain): number {
    if (chain.progress.pagesLeft !== undefined) return chain.progress.pagesLeft;
    const place = this.#chains.indexOf(chain);
    for (let away = 1; away < this.#chains.length; away += 1) {
      const guess = this.#chains[place - away]?.progress.pages ?? this.#chains[place + away]?.progress.pages;
      if (guess !== undefined) return guess;
    }
    return Infinity;
  }
}
