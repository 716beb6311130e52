import type { InteractionPage } from '../resources/interactionPage.ts';
import type { TimeSpan } from './timeSpan.ts';

/**
 * Guesses how many pages a chunk has, from how much of its span the pages so far reach over. Nothing but the order of
 * asking depends on it: when the longest chain of pages is asked for last, everybody waits for it.
 */
export class ChainProgress {
  readonly #range: TimeSpan;
  #pages = 0;
  #earliest = Infinity;
  #latest = -Infinity;
  #isWhole = false;

  constructor(range: TimeSpan) {
    this.#range = range;
  }

  take({ items, nextPageToken }: InteractionPage): void {
    this.#pages += 1;
    this.#isWhole = nextPageToken === undefined;
    for (const { date } of items) {
      this.#earliest = Math.min(this.#earliest, date.getTime());
      this.#latest = Math.max(this.#latest, date.getTime());
    }
  }

  /** Of the whole chunk; undefined as long as nothing can be guessed. */
  get pages(): number | undefined {
    if (this.#isWhole) return this.#pages;
    const { start, end } = this.#range;
    const covered = (this.#latest - this.#earliest) / (end - start);
    return covered > 0 ? Math.max(this.#pages, this.#pages / covered) : undefined;
  }

  /** Of `pages`, those that have not come. */
  get pagesLeft(): number | undefined {
    return this.pages && this.pages - this.#pages;
  }
}
