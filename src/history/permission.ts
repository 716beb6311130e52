import { MOST_UNASKED } from './requestEstimate.ts';
import { wholeHistory } from './wholeHistory.ts';

/**
 * Without permission no more pages are asked for ahead of the reader. It keeps the client's six places busy, and is what a
 * history costs at most beyond the limit when its many pages lie so far back that no guess could know of them.
 */
const UNASKED_LOOKAHEAD = MOST_UNASKED / 2 - 1;

/** About how many requests the rest takes, and how many at least. */
export interface RequestsLeft {
  readonly about: number;
  readonly least: number;
}

/** Asks whether so many requests may be made. */
export type Confirm = (requests: number) => Promise<boolean>;

/**
 * Asks once before a reading makes more requests than need no question: at its beginning, or as soon as what it finds
 * shows that the guess was too low.
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
    return this.#isGiven ? wholeHistory.lookahead : UNASKED_LOOKAHEAD;
  }

  /** Whether the reading may begin. */
  async begins(): Promise<boolean> {
    if (this.#guess > MOST_UNASKED) this.#isGiven = await this.#confirm(this.#guess);
    return this.#isGiven || this.#guess <= MOST_UNASKED;
  }

  /** Whether the next page may be read. */
  async goesOn({ about, least }: RequestsLeft): Promise<boolean> {
    this.#read += 1;
    if (this.#isGiven) return true;
    const isLowGuess = this.#read + least > MOST_UNASKED || this.#read >= MOST_UNASKED;
    if (isLowGuess) this.#isGiven = await this.#confirm(this.#read + about);
    return this.#isGiven || !isLowGuess;
  }
}
