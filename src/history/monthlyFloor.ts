import type { RateLimits } from '../affinity/index.ts';

/** Why reading in the background was stopped. */
export class BelowFloor extends Error {
  /** Requests that the firm has left this month, by the last answer. */
  readonly remaining: number;
  readonly floor: number;

  constructor(remaining: number, floor: number) {
    super(`${remaining} requests are left this month, fewer than the ${floor} that are kept.`);
    this.name = 'BelowFloor';
    this.remaining = remaining;
    this.floor = floor;
  }
}

/** By its name: who stops and who is stopped may be in different bundles, with a copy of the class each. */
export function isBelowFloor(reason: unknown): reason is BelowFloor {
  return (
    reason instanceof Error && reason.name === 'BelowFloor' && 'remaining' in reason && 'floor' in reason
  );
}

/** Stops reading in the background as soon as the firm has fewer requests left this month than are to be kept. */
export class MonthlyFloor {
  readonly #floor: () => number;
  #remaining: number | undefined;
  #below = new AbortController();

  /** The floor is asked for anew each time, as it can be changed meanwhile; 0 never stops anything. */
  constructor(floor: () => number) {
    this.#floor = floor;
  }

  /** How many are kept. */
  get keeps(): number {
    return this.#floor();
  }

  /** What an answer said. What it does not say is as it was before. */
  learn({ org }: Pick<RateLimits, 'org'>): void {
    this.#remaining = org.remaining ?? this.#remaining;
    this.#check();
  }

  /** Aborted with `BelowFloor`, now or later. */
  signal(): AbortSignal {
    // After a new month, or with another floor, what was stopped before may go on.
    if (this.#below.signal.aborted) this.#below = new AbortController();
    this.#check();
    return this.#below.signal;
  }

  #check(): void {
    const floor = this.#floor();
    if (this.#remaining !== undefined && this.#remaining < floor)
      this.#below.abort(new BelowFloor(this.#remaining, floor));
  }
}
