import type { Clock } from '../affinity/index.ts';

/** Passes on that something changed, at most once in so many milliseconds; the last change is never left out. */
export class Throttle {
  readonly #call: () => void;
  readonly #everyMs: number;
  readonly #clock: Pick<Clock, 'now' | 'sleep'>;
  #lastCall = -Infinity;
  #isWaiting = false;

  constructor(call: () => void, everyMs: number, clock: Pick<Clock, 'now' | 'sleep'>) {
    this.#call = call;
    this.#everyMs = everyMs;
    this.#clock = clock;
  }

  soon(): void {
    if (this.#isWaiting) return;
    const wait = this.#lastCall + this.#everyMs - this.#clock.now();
    if (wait <= 0) this.now();
    else void this.#after(wait);
  }

  now(): void {
    this.#lastCall = this.#clock.now();
    this.#call();
  }

  async #after(wait: number): Promise<void> {
    this.#isWaiting = true;
    await this.#clock.sleep(wait);
    this.#isWaiting = false;
    this.now();
  }
}
