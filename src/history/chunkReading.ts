import type { WalkPage } from '../affinity/index.ts';

/**
 * How far down a chunk is known while its pages come in. The order inside a chunk is written down nowhere, so
 * it is watched: once it is seen to be newest first, all down to the oldest item is known. In any other
 * order, or as long as all items are of one moment, nothing is known before the last page.
 */
export class ChunkReading {
  #start: number | undefined;
  #end: number | undefined;
  #last = Infinity;
  #order: 'unseen' | 'newest-first' | 'other' = 'unseen';

  /** The moment down to which the chunk of this page is now known, in milliseconds since the epoch. */
  take(page: WalkPage): number {
    const start = page.range.startTime.getTime();
    const end = page.range.endTime.getTime();
    if (start !== this.#start || end !== this.#end) this.#enter(start, end);
    for (const { date } of page.items) this.#see(date.getTime());
    if (page.nextPageToken === undefined) return start;
    return this.#order === 'newest-first' ? Math.min(Math.max(this.#last, start), end) : end;
  }

  /** The moment down to which rows may stand, known to be complete or not. */
  lowest(known: number): number {
    return this.#order === 'newest-first' ? known : Math.min(known, this.#start ?? known);
  }

  #enter(start: number, end: number): void {
    this.#start = start;
    this.#end = end;
    this.#last = Infinity;
    this.#order = 'unseen';
  }

  #see(moment: number): void {
    if (moment > this.#last) this.#order = 'other';
    else if (moment < this.#last && this.#last !== Infinity && this.#order === 'unseen')
      this.#order = 'newest-first';
    this.#last = moment;
  }
}
