/** `interactive` is for a user who is waiting; `background` gives way to those. */
export type Priority = 'interactive' | 'background';

/**
 * Orders the requests that wait. One that was made ahead of its reader gives way to all others of its priority, until
 * the reader gets to it.
 */
export class Urgency {
  /** Called when the request is no longer ahead of its reader. */
  onRaise: (() => void) | undefined;
  readonly #isBackground: boolean;
  /** Estimates how many requests depend on this one. */
  readonly #pagesBehind: () => number;
  #isAhead: boolean;

  constructor(priority: Priority = 'interactive', { isAhead = false, pagesBehind = (): number => 0 } = {}) {
    this.#isBackground = priority === 'background';
    this.#isAhead = isAhead;
    this.#pagesBehind = pagesBehind;
  }

  goesBefore(other: Urgency): boolean {
    if (this.#rank !== other.#rank) return this.#rank < other.#rank;
    return this.#isAhead && this.#pagesBehind() > other.#pagesBehind();
  }

  /** Its wait keeps no user waiting. */
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
