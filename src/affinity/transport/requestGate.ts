import { AffinityError } from './affinityError.ts';
import { ConcurrencyWindow } from './concurrencyWindow.ts';
import type { Place } from './concurrencyWindow.ts';
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
  readonly enter: (place: Place) => void;
}

export interface Passage {
  readonly urgency: Urgency;
  /** With `false` the request is sent once. */
  readonly retry: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Lets a limited number of requests through at a time: urgent ones first, otherwise in order of arrival, and none while
 * the service accepts none.
 */
export class RequestGate {
  readonly #clock: Clock;
  readonly #window: ConcurrencyWindow;
  readonly #queue: Waiting[] = [];
  #isSettling = false;
  #hold: Hold | undefined;
  #scarcity: Hold | undefined;
  #alarm: Alarm | undefined;

  constructor(maxConcurrency: number, clock: Clock) {
    this.#window = new ConcurrencyWindow(maxConcurrency, clock);
    this.#clock = clock;
  }

  /**
   * Sends a request in its turn. When the limit on concurrent requests refuses it, it is sent again after a short wait,
   * for as long as other requests get through.
   *
   * @throws the error of the request that is not repeated here, or the signal's reason once it is aborted
   */
  async pass<Result>(send: () => Promise<Result>, { urgency, retry, signal }: Passage): Promise<Result> {
    for (;;) {
      const place = await this.#takePlace(urgency, signal);
      try {
        const result = await send();
        this.#respond(place);
        return result;
      } catch (error) {
        if (!isCrowded(error)) {
          if (hasAnswer(error)) this.#respond(place);
          throw error;
        }
        const waitMs = this.#window.refuse(place);
        if (!retry || waitMs === undefined) throw error;
        this.#admit();
        await untilAborted(this.#clock.sleep(waitMs, signal), signal);
      } finally {
        this.#leavePlace(place);
      }
    }
  }

  /** Another client of the key gets through. */
  get isKeyShared(): boolean {
    return this.#window.isKeyShared;
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
    this.#window.learn(remaining);
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

  async #takePlace(urgency: Urgency, signal?: AbortSignal): Promise<Place> {
    for (;;) {
      const place = await this.#nextPlace(urgency, signal);
      // A hold may begin, and the signal may abort, in the moment in which a place becomes free.
      if (!this.#hold && signal?.aborted !== true) return place;
      this.#leavePlace(place);
      signal?.throwIfAborted();
    }
  }

  /** Requests that are held back queue here too, so that the most urgent one goes first afterwards. */
  async #nextPlace(urgency: Urgency, signal?: AbortSignal): Promise<Place> {
    signal?.throwIfAborted();
    return new Promise<Place>((resolve, reject) => {
      const enter = (place: Place) => {
        signal?.removeEventListener('abort', giveUp);
        resolve(place);
      };
      const waiting = { urgency, enter };
      const giveUp = () => {
        this.#queue.splice(this.#queue.indexOf(waiting), 1);
        reject(signal?.reason);
        this.#admit();
      };
      this.#queue.push(waiting);
      signal?.addEventListener('abort', giveUp, { once: true });
      urgency.onRaise = () => this.#admit();
      this.#admit();
    });
  }

  #respond(place: Place): void {
    const pauseMs = this.#window.respond(place);
    if (pauseMs > 0) this.close(pauseMs);
  }

  /**
   * A response often leads to another request a moment later, such as the next page of a chunk. Requests that can wait
   * let that moment pass, because the new one may be more urgent.
   */
  #leavePlace(place: Place): void {
    this.#window.leave(place);
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
    for (let next = this.#next(); next && this.#window.hasRoom; next = this.#next()) {
      this.#queue.splice(this.#queue.indexOf(next), 1);
      next.enter(this.#window.take());
    }
    this.#setAlarm();
  }

  /** Sleeps to the end of a hold, and only while a request waits for it, so that no timer is left behind. */
  #setAlarm(): void {
    const isHeldByScarcity = this.#isScarce && this.#queue.some(({ urgency }) => urgency.canWait);
    const target =
      this.#queue.length > 0 ? (this.#hold ?? (isHeldByScarcity ? this.#scarcity : undefined)) : undefined;
    if (this.#alarm?.target === target) return;
    // A reason of its own saves the stack of an AbortError, which is never shown.
    this.#alarm?.controller.abort('replaced');
    this.#alarm = target && { target, controller: new AbortController() };
    if (this.#alarm) void this.#wakeAfter(this.#alarm);
  }

  /** The most urgent request that may enter now, and the earliest of equals. */
  #next(): Waiting | undefined {
    if (this.#hold) return undefined;
    const isForUrgent = this.#isSettling || this.#isScarce;
    let next: Waiting | undefined;
    for (const waiting of this.#queue) {
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

function isCrowded(error: unknown): boolean {
  return error instanceof AffinityError && error.limit === 'concurrency';
}

/** The service answered. A 5xx says nothing, because a server in front of it may have sent it. */
function hasAnswer(error: unknown): boolean {
  return (
    error instanceof AffinityError &&
    error.status !== undefined &&
    error.kind !== 'rate-limited' &&
    error.kind !== 'server'
  );
}
