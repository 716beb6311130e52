import type { RateLimit } from './rateLimits.ts';
import { untilAborted } from './untilAborted.ts';
import type { Clock } from './untilAborted.ts';
import type { Urgency } from './urgency.ts';

/** With a smaller share of the minute's requests left, requests that can wait do so until the minute is over. */
const SCARCE_SHARE = 0.1;
const MINUTE_SECONDS = 60;

/** A time until which the service accepts no requests of this key, or few enough that urgent ones go first. */
interface Hold {
  /** Reading of the clock, which may be set back meanwhile. */
  until: number;
  /** The length that was named. */
  readonly ms: number;
}

/** Runs while a request waits for the end of a hold. */
interface Alarm {
  readonly target: Hold;
  readonly controller: AbortController;
}

interface Waiting {
  readonly urgency: Urgency;
  readonly enter: () => void;
}

/**
 * Lets a limited number of requests through at a time: urgent ones first, otherwise in order of arrival, and none while
 * the service accepts none.
 */
export class RequestGate {
  readonly #clock: Clock;
  readonly #waiting: Waiting[] = [];
  #free: number;
  #isSettling = false;
  #hold: Hold | undefined;
  #scarcity: Hold | undefined;
  #alarm: Alarm | undefined;

  constructor(places: number, clock: Clock) {
    this.#free = places;
    this.#clock = clock;
  }

  async pass<Result>(work: () => Promise<Result>, urgency: Urgency, signal?: AbortSignal): Promise<Result> {
    // A hold may begin in the moment in which a place becomes free.
    for (;;) {
      await this.#takePlace(urgency, signal);
      if (!this.#hold) break;
      this.#leavePlace();
    }
    try {
      signal?.throwIfAborted();
      return await work();
    } finally {
      this.#leavePlace();
    }
  }

  /** Holds all requests back, and resolves when the time is over. */
  async holdBack(ms: number, signal?: AbortSignal): Promise<void> {
    await this.#sitOut(this.close(ms), ms, signal);
  }

  /** Holds all requests back. A longer hold that is already there stays. */
  close(ms: number): Hold {
    const hold = this.#holdOf(ms);
    if (!this.#hold || this.#msLeft(this.#hold) < ms) this.#hold = hold;
    this.#admit();
    return hold;
  }

  /** Takes note of how many requests a response says are left this minute. */
  learn({ limit, remaining, resetSeconds = MINUTE_SECONDS }: RateLimit): void {
    if (limit === undefined || remaining === undefined) return;
    const isScarce = remaining < limit * SCARCE_SHARE && limit !== Infinity;
    // The end of the minute stays where it is, whichever response names it.
    if (!isScarce) this.#scarcity = undefined;
    else if (!this.#isScarce) this.#scarcity = this.#holdOf(resetSeconds * 1000);
    this.#admit();
  }

  get #isScarce(): boolean {
    return this.#scarcity !== undefined && this.#msLeft(this.#scarcity) > 0;
  }

  #holdOf(ms: number): Hold {
    return { until: this.#clock.now() + ms, ms };
  }

  /** At most the length that was named: when the clock is set back, the hold starts again. */
  #msLeft(hold: Hold): number {
    const now = this.#clock.now();
    hold.until = Math.min(hold.until, now + hold.ms);
    return hold.until - now;
  }

  /** The first request that has slept through a hold ends it for all others. */
  async #sitOut(hold: Hold, ms: number, signal?: AbortSignal): Promise<void> {
    if (ms > 0) await untilAborted(this.#clock.sleep(ms, signal), signal);
    this.#end(hold);
  }

  #end(hold: Hold): void {
    if (this.#hold === hold) this.#hold = undefined;
    if (this.#scarcity === hold) this.#scarcity = undefined;
    this.#admit();
  }

  /** Requests that are held back queue here too, so that the most urgent one goes first afterwards. */
  async #takePlace(urgency: Urgency, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const waiting = { urgency, enter };
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(signal?.reason);
        this.#admit();
      };
      this.#waiting.push(waiting);
      signal?.addEventListener('abort', giveUp, { once: true });
      urgency.onRaise = () => this.#admit();
      this.#admit();
    });
  }

  /**
   * A response often leads to another request a moment later, such as the next page of a chunk. Requests that can wait
   * let that moment pass, because the new one may be more urgent.
   */
  #leavePlace(): void {
    this.#free += 1;
    if (!this.#isSettling) {
      this.#isSettling = true;
      setTimeout(() => {
        this.#isSettling = false;
        this.#admit();
      });
    }
    this.#admit();
  }

  #admit(): void {
    for (let next = this.#next(); next && this.#free > 0; next = this.#next()) {
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      this.#free -= 1;
      next.enter();
    }
    this.#setAlarm();
  }

  /** Sleeps to the end of a hold, and only while a request waits for it, so that no timer is left behind. */
  #setAlarm(): void {
    const isHeldByScarcity = this.#isScarce && this.#waiting.some(({ urgency }) => urgency.canWait);
    const target =
      this.#waiting.length > 0 ? (this.#hold ?? (isHeldByScarcity ? this.#scarcity : undefined)) : undefined;
    if (this.#alarm?.target === target) return;
    this.#alarm?.controller.abort();
    this.#alarm = target && { target, controller: new AbortController() };
    if (this.#alarm) void this.#wakeAfter(this.#alarm);
  }

  /** The most urgent request that may enter now, and the earliest of equals. */
  #next(): Waiting | undefined {
    if (this.#hold) return undefined;
    const isForUrgent = this.#isSettling || this.#isScarce;
    let next: Waiting | undefined;
    for (const waiting of this.#waiting) {
      if (isForUrgent && waiting.urgency.canWait) continue;
      if (!next || waiting.urgency.goesBefore(next.urgency)) next = waiting;
    }
    return next;
  }

  /** Never rejects. */
  async #wakeAfter({ target, controller: { signal } }: Alarm): Promise<void> {
    const ms = this.#msLeft(target);
    try {
      if (ms > 0) await untilAborted(this.#clock.sleep(ms, signal), signal);
    } catch {
      // No request waits any more, or another hold took over.
      if (signal.aborted) return;
    }
    this.#end(target);
  }
}
