/** Whether somebody waits in front of the screen for the answer, or it can give way to those who do. */
export type Priority = 'interactive' | 'background';

/**
 * How far a request gives way to others. One that was made ahead of its reader gives way to all of its kind, until the
 * reader gets to it.
 */
export class Urgency {
  /** Called when the request is no longer ahead of its reader. */
  onRaise: (() => void) | undefined;
  readonly #isBackground: boolean;
  /** How many requests depend on this one, as far as it can be guessed now. */
  readonly #behind: () => number;
  #isAhead: boolean;

  constructor(priority: Priority = 'interactive', { isAhead = false, behind = (): number => 0 } = {}) {
    this.#isBackground = priority === 'background';
    this.#isAhead = isAhead;
    this.#behind = behind;
  }

  goesBefore(other: Urgency): boolean {
    if (this.#rank !== other.#rank) return this.#rank < other.#rank;
    return this.#isAhead && this.#behind() > other.#behind();
  }

  /** Nobody is kept waiting by its wait. */
  get canWait(): boolean {
    return this.#rank > 0;
  }

  /** Its reader has got to it. */
  raise(): void {
    this.#isAhead = false;
    this.onRaise?.();
  }

  get #rank(): number {
    return (this.#isBackground ? 2 : 0) + (this.#isAhead ? 1 : 0);
  }
}
