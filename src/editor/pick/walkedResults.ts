import type { Interaction, WalkPage } from '../../affinity/index.ts';

/** Chunks without anything that one step crosses before it stops and says so. */
const mostEmptyPages = 3;

export interface WalkedState {
  readonly status: 'loading' | 'waiting' | 'finished' | 'failed';
  readonly items: readonly Interaction[];
  readonly unreadable: number;
  /** How far back everything is shown; undefined before the first answer. */
  readonly backTo?: Date;
  readonly error?: unknown;
}

/** Starts the walk, or goes on after the page with that cursor. */
type Pages = (resumeFrom: string | undefined) => AsyncIterator<WalkPage, void>;

/** The results of a walk, a page at a time. After a failure the same page is asked for again. */
export class WalkedResults {
  readonly #walk: Pages;
  readonly #onChange: () => void;
  #pages: AsyncIterator<WalkPage, void>;
  #cursor: string | undefined;
  #state: WalkedState = { status: 'waiting', items: [], unreadable: 0 };

  constructor(walk: Pages, onChange: () => void) {
    this.#walk = walk;
    this.#onChange = onChange;
    this.#pages = walk(undefined);
  }

  get state(): WalkedState {
    return this.#state;
  }

  /** Loads the next page that holds something, over a few empty ones at most. Never rejects. */
  async more(): Promise<void> {
    if (this.#state.status === 'loading' || this.#state.status === 'finished') return;
    this.#show({ status: 'loading' });
    try {
      for (let page = 0; page < mostEmptyPages; page += 1) {
        const step = await this.#pages.next();
        if (step.done === true) return this.#show({ status: 'finished' });
        this.#add(step.value);
        if (step.value.cursor === undefined) return this.#show({ status: 'finished' });
        if (step.value.items.length > 0) break;
      }
      this.#show({ status: 'waiting' });
    } catch (error) {
      this.#pages = this.#walk(this.#cursor);
      this.#show({ status: 'failed', error });
    }
  }

  #add(page: WalkPage): void {
    this.#cursor = page.cursor;
    const { items, unreadable } = this.#state;
    const oldest = page.items.at(-1)?.date ?? page.range.startTime;
    this.#show({
      items: [...items, ...page.items],
      unreadable: unreadable + page.rejected.length,
      backTo: page.nextPageToken === undefined ? page.range.startTime : oldest,
    });
  }

  #show(change: Partial<WalkedState>): void {
    this.#state = { ...this.#state, ...change };
    this.#onChange();
  }
}
