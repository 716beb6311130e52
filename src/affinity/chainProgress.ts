import type { InteractionPage } from './interactionPage.ts';
import type { TimeSpan } from './timeSpan.ts';

/**
 * Guesses how many pages a chunk still has, from how much of its span the pages so far reach over. Nothing but the
 * order of asking depends on it: when the longest chain of pages is asked for last, everybody waits for it.
 */
export class ChainProgress {
  readonly #range: TimeSpan;
  #pages = 0;
  #earliest = Infinity;
  #latest = -Infinity;

  constructor(range: TimeSpan) {
    this.#range = range;
  }

  take({ items }: InteractionPage): void {
    this.#pages += 1;
    for (const { date } of items) {
      this.#earliest = Math.min(this.#earliest, date.getTime());
      this.#latest = Math.max(this.#latest, date.getTime());
    }
  }

  /** `Infinity` as long as nothing can be guessed: what may be longest is to be known soon. */
  get pagesLeft(): number {
    const { start, end } = this.#range;
    const covered = (this.#latest - this.#earliest) / (end - start);
    return covered > 0 ? Math.max(0, this.#pages / covered - this.#pages) : Infinity;
  }
}
