import type { RateLimits } from '../affinity/index.ts';

/** The reason why background reading was stopped. */
export class BelowFloor extends Error {
  /** Requests that the firm has left this month, by the last response. */
  readonly remaining: number;
  readonly floor: number;

  constructor(remaining: number, floor: number) {
    super(`${remaining} requests are left this month, fewer than the ${floor} that are kept.`);
    this.name = 'BelowFloor';
    this.remaining = remaining;
    this.floor = floor;
  }
}

/** Compares the name, since the two sides may be in different bundles with a copy of the class each. */
export function isBelowFloor(reason: unknown): reason is BelowFloor {
  return (
    reason instanceof Error && reason.name === 'BelowFloor' && 'remaining' in reason && 'floor' in reason
  );
}

/** Stops background reading when the firm has fewer requests left this month than the floor. */
export class MonthlyFloor {
  readonly #floor: () => number;
  #remaining: number | undefined;
  #below = new AbortController();

  /** `floor` is read each time, as the setting can change; 0 never stops anything. */
  constructor(floor: () => number) {
    this.#floor = floor;
  }

  /** Requests that are kept for others. */
  get keeps(): number {
    return this.#floor();
  }

  /** Takes the limits of a response. A limit that it leaves out stays as it was. */
  learn({ org }: Pick<RateLimits, 'org'>): void {
    this.#remaining = org.remaining ?? this.#remaining;
    this.#check();
  }

  /** Aborts with `BelowFloor`, now or later. */
  signal(): AbortSignal {
    // In a new month, or with another floor, reading may start again.
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
