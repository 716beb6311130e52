import type { Clock } from './clock.ts';
import type { RateLimit } from './rateLimits.ts';
import { untilAborted } from './untilAborted.ts';
import type { Urgency } from './urgency.ts';

/** With a smaller share of the minute's requests left, those that can wait do so until the minute is over. */
const SCARCE_SHARE = 0.1;

const MINUTE_SECONDS = 60;

/** A time until which the service wants no requests of this key, or so few that the urgent ones go first. */
interface Hold {
  /** By the clock, which may be set back meanwhile. */
  until: number;
  /** For how long it was named. */
  readonly ms: number;
}

/** While somebody waits for the end of a hold. */
interface Alarm {
  readonly target: Hold;
  readonly controller: AbortController;
}

interface Waiting {
  readonly urgency: Urgency;
  readonly enter: () => void;
}

/**
 * Lets through so many requests at a time, the urgent ones first, else in the order they came, and none while the
 * service wants none.
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
    // A hold that was named just when a place was free sends back into the queue.
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

  /** Keeps everybody back for so long, and resolves for the caller when that time is over. */
  async holdBack(ms: number, signal?: AbortSignal): Promise<void> {
    await this.#sitOut(this.close(ms), ms, signal);
  }

  /** Keeps everybody back for so long. A longer time named before stays. */
  close(ms: number): Hold {
    const hold = this.#holdOf(ms);
    if (!this.#hold || this.#msLeft(this.#hold) < ms) this.#hold = hold;
    this.#admit();
    return hold;
  }

  /** What an answer said of the requests that are left this minute. */
  learn({ limit, remaining, resetSeconds = MINUTE_SECONDS }: RateLimit): void {
    if (limit === undefined || remaining === undefined) return;
    const isScarce = remaining < limit * SCARCE_SHARE && limit !== Infinity;
    // The end of a minute stays where it is, whichever answer names it.
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

  /** Never more than was named: when the clock was set back, it begins anew. */
  #msLeft(hold: Hold): number {
    const now = this.#clock.now();
    hold.until = Math.min(hold.until, now + hold.ms);
    return hold.until - now;
  }

  /** Who has slept a hold to its end ends it for all: the wait is over by the clock that was slept on. */
  async #sitOut(hold: Hold, ms: number, signal?: AbortSignal): Promise<void> {
    if (ms > 0) await untilAborted(this.#clock.sleep(ms, signal), signal);
    this.#end(hold);
  }

  #end(hold: Hold): void {
    if (this.#hold === hold) this.#hold = undefined;
    if (this.#scarcity === hold) this.#scarcity = undefined;
    this.#admit();
  }

  /** Waits outside for the end of a hold, so that the most urgent of those who wait goes first then. */
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
   * What an answer leads to, such as the next page of a chunk, is asked for a moment later. Who can wait lets that
   * moment pass, as what comes then may be more urgent.
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

  /** Sleeps to the end of what holds somebody back, and no longer than somebody is held: no timer is left behind. */
  #setAlarm(): void {
    const isAnyoneScarce = this.#isScarce && this.#waiting.some(({ urgency }) => urgency.canWait);
    const target =
      this.#waiting.length > 0 ? (this.#hold ?? (isAnyoneScarce ? this.#scarcity : undefined)) : undefined;
    if (this.#alarm?.target === target) return;
    this.#alarm?.controller.abort();
    this.#alarm = target && { target, controller: new AbortController() };
    if (this.#alarm) void this.#wakeAfter(this.#alarm);
  }

  /** The most urgent of those who may enter now; the first of them, when they are equal. */
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
      // Nobody is held any more, or by something else.
      if (signal.aborted) return;
    }
    this.#end(target);
  }
}
