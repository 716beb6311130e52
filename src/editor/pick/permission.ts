import { wholeHistory } from '../../timeline/wholeHistory.ts';
import { MOST_UNASKED } from '../../timeline/requestEstimate.ts';

/** About how many requests the rest takes, and how many at least. */
export interface RequestsLeft {
  readonly about: number;
  readonly least: number;
}

/** Asks whether so many requests may be made. */
export type Confirm = (requests: number) => Promise<boolean>;

/** The one for the record's dates, and the page that the reader waits for, besides those ahead of it. */
const besides = 2;
/** So many pages ahead of the reader keep the client's six places busy. */
const leastLookahead = 5;

/**
 * Asks once before a reading makes more requests than need no question: at its beginning, or as soon as a guess turns out
 * to have been too low. So that it can still stop at that number, it looks ahead no further than the guess leaves room.
 */
export class Permission {
  readonly #confirm: Confirm;
  readonly #guess: number;
  #isGiven = false;
  #read = 0;

  constructor(confirm: Confirm, guess: number) {
    this.#confirm = confirm;
    this.#guess = guess;
  }

  get lookahead(): number {
    if (this.#isGiven) return wholeHistory.lookahead;
    return Math.max(leastLookahead, MOST_UNASKED - besides - this.#guess);
  }

  /** Whether the reading may begin. */
  async begins(): Promise<boolean> {
    if (this.#guess > MOST_UNASKED) this.#isGiven = await this.#confirm(this.#guess);
    return this.#isGiven || this.#guess <= MOST_UNASKED;
  }

  /** Whether the next page may be read. The pages ahead may have been asked for already, and count. */
  async goesOn({ about, least }: RequestsLeft, lookahead: number): Promise<boolean> {
    this.#read += 1;
    if (this.#isGiven || this.#read + lookahead + besides <= MOST_UNASKED) return true;
    const isLowGuess = this.#read + least > MOST_UNASKED || this.#read >= MOST_UNASKED;
    if (isLowGuess) this.#isGiven = await this.#confirm(this.#read + about);
    return this.#isGiven || !isLowGuess;
  }
}
