import type { Clock } from '../affinity/index.ts';

/** How long typing must rest. */
const REST_MS = 150;

/** What can be searched, page by page. `next` of a page is handed back as `from` to get the one after it. */
export interface SearchSource<Item, From> {
  search(term: string, from: From | undefined, signal: AbortSignal): Promise<SearchPage<Item, From>>;
}

export interface SearchPage<Item, From> {
  readonly items: readonly Item[];
  readonly next?: From | undefined;
  /** Of parts that did not answer, while others did. */
  readonly failures?: readonly unknown[];
}

export interface SearchState<Item> {
  readonly term: string;
  /** `found` also when nothing was; `failed` with `failures`, and possibly with items found before. */
  readonly status: 'idle' | 'searching' | 'found' | 'failed';
  /** While searching for another term still those of the last one, so that a list does not flicker. */
  readonly items: readonly Item[];
  readonly hasMore: boolean;
  readonly failures: readonly unknown[];
}

export interface SearchSessionOptions<Item> {
  readonly clock: Pick<Clock, 'sleep'>;
  readonly onChange: (state: SearchState<Item>) => void;
}

/**
 * Search as you type: waits for a rest, cancels what has been overtaken, and never shows an older answer after a newer
 * question. Failures are part of the state. For quick picks and for the form alike.
 */
export class SearchSession<Item, From = string> {
  #state: SearchState<Item> = { term: '', status: 'idle', items: [], hasMore: false, failures: [] };
  #next: From | undefined;
  /** Of the last page asked for: where it started, and what stood before it. */
  #asked: Asked<Item, From> = { from: undefined, before: [] };
  #current = new AbortController();
  readonly #source: SearchSource<Item, From>;
  readonly #options: SearchSessionOptions<Item>;

  constructor(source: SearchSource<Item, From>, options: SearchSessionOptions<Item>) {
    this.#source = source;
    this.#options = options;
  }

  get state(): SearchState<Item> {
    return this.#state;
  }

  /** The user has typed; the whole text. */
  type(text: string): void {
    const term = text.trim();
    if (term === this.#state.term && this.#state.status !== 'failed') return;
    const signal = this.#begin();
    if (term === '') {
      this.#next = undefined;
      this.#show({ term, status: 'idle', items: [], hasMore: false, failures: [] });
      return;
    }
    this.#show({ ...this.#state, term, status: 'searching', hasMore: false, failures: [] });
    void this.#searchAfterRest(term, signal);
  }

  /** The next page, if there is one and nothing else is under way. */
  async more(): Promise<void> {
    const { term, status, hasMore } = this.#state;
    if (!hasMore || status === 'searching') return;
    const signal = this.#begin();
    this.#show({ ...this.#state, status: 'searching', failures: [] });
    await this.#search(term, { from: this.#next, before: this.#state.items }, signal);
  }

  /** After a failure: the same page once more, without waiting. */
  async retry(): Promise<void> {
    if (this.#state.status !== 'failed') return;
    const signal = this.#begin();
    this.#show({ ...this.#state, status: 'searching', failures: [] });
    await this.#search(this.#state.term, this.#asked, signal);
  }

  /** Stops what is under way; nothing is shown any more. */
  dispose(): void {
    this.#current.abort();
  }

  #begin(): AbortSignal {
    this.#current.abort();
    this.#current = new AbortController();
    return this.#current.signal;
  }

  async #searchAfterRest(term: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#options.clock.sleep(REST_MS, signal);
    } catch {
      return;
    }
    await this.#search(term, { from: undefined, before: [] }, signal);
  }

  async #search(term: string, asked: Asked<Item, From>, signal: AbortSignal): Promise<void> {
    this.#asked = asked;
    const { from, before } = asked;
    try {
      const { items, next, failures = [] } = await this.#source.search(term, from, signal);
      if (signal.aborted) return;
      this.#next = next;
      const status = failures.length > 0 ? 'failed' : 'found';
      this.#show({ term, status, items: [...before, ...items], hasMore: next !== undefined, failures });
    } catch (error) {
      if (signal.aborted) return;
      this.#show({ term, status: 'failed', items: before, hasMore: false, failures: [error] });
    }
  }

  #show(state: SearchState<Item>): void {
    this.#state = state;
    this.#options.onChange(state);
  }
}

interface Asked<Item, From> {
  readonly from: From | undefined;
  readonly before: readonly Item[];
}
