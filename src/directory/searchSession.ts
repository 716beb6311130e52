import type { Clock } from '../affinity/index.ts';

/** Typing must pause this long before a search is sent. */
const PAUSE_MS = 150;

/** A search with pages. The `next` of a page is passed as `from` to get the following one. */
export interface SearchSource<Item, From> {
  search(term: string, from: From | undefined, signal: AbortSignal): Promise<SearchPage<Item, From>>;
}

export interface SearchPage<Item, From> {
  readonly items: readonly Item[];
  readonly next?: From | undefined;
  /** Errors of the parts that failed while others succeeded. */
  readonly failures?: readonly unknown[];
}

export interface SearchState<Item> {
  readonly term: string;
  /** `found` includes an empty result. A `failed` search can keep items that were found before. */
  readonly status: 'idle' | 'searching' | 'found' | 'failed';
  /** Until the answer to a new term arrives, the items of the last one stay, so that the list does not flicker. */
  readonly items: readonly Item[];
  readonly hasMore: boolean;
  readonly failures: readonly unknown[];
}

export interface SearchSessionOptions<Item> {
  readonly clock: Pick<Clock, 'sleep'>;
  readonly onChange: (state: SearchState<Item>) => void;
}

/**
 * Search as you type, for quick picks and the form: waits for a pause, cancels outdated requests, and never shows an
 * older answer after a newer term. Failures are part of the state.
 */
export class SearchSession<Item, From = string> {
  #state: SearchState<Item> = { term: '', status: 'idle', items: [], hasMore: false, failures: [] };
  #next: From | undefined;
  /** The start of the last requested page, and the items before it. */
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

  /** Takes the whole text of the field after each change. */
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
    void this.#searchAfterPause(term, signal);
  }

  /** Loads the next page, unless there is none or a search is running. */
  async more(): Promise<void> {
    const { term, status, hasMore } = this.#state;
    if (!hasMore || status === 'searching') return;
    const signal = this.#begin();
    this.#show({ ...this.#state, status: 'searching', failures: [] });
    await this.#search(term, { from: this.#next, before: this.#state.items }, signal);
  }

  /** Asks for the failed page again at once. */
  async retry(): Promise<void> {
    if (this.#state.status !== 'failed') return;
    const signal = this.#begin();
    this.#show({ ...this.#state, status: 'searching', failures: [] });
    await this.#search(this.#state.term, this.#asked, signal);
  }

  /** Stops a running search; no state is reported any more. */
  dispose(): void {
    this.#current.abort();
  }

  #begin(): AbortSignal {
    this.#current.abort();
    this.#current = new AbortController();
    return this.#current.signal;
  }

  async #searchAfterPause(term: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#options.clock.sleep(PAUSE_MS, signal);
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
