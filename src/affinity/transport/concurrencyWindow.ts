import type { Clock } from './untilAborted.ts';

/** One more place is tried after this many responses per place without a refusal. */
const RESPONSES_PER_PLACE = 3;

/** Limits every wait here. A response this recent shows that requests get through. */
const MAX_WAIT_MS = 2000;
const MIN_WAIT_MS = 10;

/** Ends the repeats also when the clock is set back, and the last response seems recent for hours. */
const MAX_REFUSALS_IN_A_ROW = 50;

/** Assumed for the duration of a request before the first response. */
const UNKNOWN_DURATION_MS = 50;

/** The weight of the latest duration in the average. */
const LATEST_WEIGHT = 0.2;

/** A client with only one place leaves it free for up to this share of a request's duration. */
const MAX_PAUSE_SHARE = 0.5;

/** Room for one request. The counters are those of the window when the place was taken. */
export interface Place {
  readonly takenAt: number;
  readonly cuts: number;
  readonly responses: number;
  state: 'in flight' | 'waiting' | 'left';
}

/**
 * Limits the requests in flight. The service does not tell its own limit on concurrent requests. So the window halves
 * on a refusal, and widens by one place after a while without any, as in the congestion control of TCP. Several clients
 * with one key get equal shares in that way.
 */
export class ConcurrencyWindow {
  readonly #max: number;
  readonly #clock: Clock;
  #size: number;
  #inFlight = 0;
  #waiting = 0;
  /** Counts how often the window was cut, so that a burst of refusals cuts it once. */
  #cuts = 0;
  #responses = 0;
  #responsesInARow = 0;
  #refusalsInARow = 0;
  #lastResponseAt = -Infinity;
  #durationMs: number | undefined;
  #remaining: number | undefined;
  #isKeyShared = false;

  constructor(max: number, clock: Clock) {
    this.#max = max;
    this.#size = max;
    this.#clock = clock;
  }

  get hasRoom(): boolean {
    return this.#inFlight + this.#waiting < this.#size;
  }

  /** Another client of the key gets through: the minute's requests decreased by more than this client's own one. */
  get isKeyShared(): boolean {
    return this.#isKeyShared;
  }

  take(): Place {
    this.#inFlight += 1;
    return {
      takenAt: this.#clock.now(),
      cuts: this.#cuts,
      responses: this.#responses,
      state: 'in flight',
    };
  }

  leave(place: Place): void {
    if (place.state === 'in flight') this.#inFlight -= 1;
    if (place.state === 'waiting') this.#waiting -= 1;
    place.state = 'left';
  }

  /** Takes note of how many requests of this key each response says are left this minute. */
  learn(remaining: number | undefined): void {
    this.#isKeyShared = (this.#remaining ?? 0) - (remaining ?? Infinity) > 1;
    this.#remaining = remaining;
  }

  /**
   * Takes note of a response that is not a refusal, and returns the milliseconds for which the client sends nothing.
   * A client with only one place has to pause. Otherwise its next request always comes first, and no other client ever
   * gets through.
   */
  respond({ takenAt }: Place): number {
    const now = this.#clock.now();
    const duration = Math.max(0, now - takenAt);
    const average = this.#durationMs ?? duration;
    this.#durationMs = average + LATEST_WEIGHT * (duration - average);
    this.#lastResponseAt = now;
    this.#responses += 1;
    this.#responsesInARow += 1;
    this.#refusalsInARow = 0;
    const longest = Math.min(MAX_WAIT_MS, MAX_PAUSE_SHARE * this.#durationMs);
    const pauseMs = this.#size === 1 && this.#cuts > 0 ? Math.random() * longest : 0;
    if (this.#responsesInARow >= RESPONSES_PER_PLACE * this.#size && this.#size < this.#max) {
      this.#size = Math.min(this.#max, this.#size + 1);
      this.#responsesInARow = 0;
    }
    return pauseMs;
  }

  /**
   * Takes note of a refusal, and returns the milliseconds to wait before the request is repeated. It returns `undefined`
   * when no other request of this client gets through. The place stays taken, unless others fill the window.
   */
  refuse(place: Place): number | undefined {
    const waitMs = this.#othersGetThrough(place) ? this.#waitMs() : undefined;
    // A request that was sent before the last cut says nothing about the new size.
    if (place.cuts === this.#cuts) {
      this.#size = Math.max(1, Math.floor(Math.min(this.#size, this.#inFlight + this.#waiting) / 2));
      this.#cuts += 1;
    }
    this.#responsesInARow = 0;
    this.#refusalsInARow += 1;
    this.leave(place);
    if (waitMs !== undefined && this.hasRoom) {
      this.#waiting += 1;
      place.state = 'waiting';
    }
    return waitMs;
  }

  #othersGetThrough({ responses }: Place): boolean {
    if (this.#inFlight > 1 || this.#responses > responses) return true;
    const isRecent = this.#clock.now() - this.#lastResponseAt < MAX_WAIT_MS;
    return isRecent && this.#refusalsInARow < MAX_REFUSALS_IN_A_ROW;
  }

  /** A place becomes free within the duration of a request. Jitter keeps clients apart. */
  #waitMs(): number {
    const duration = Math.max(MIN_WAIT_MS, this.#durationMs ?? UNKNOWN_DURATION_MS);
    const longest = Math.min(MAX_WAIT_MS, this.#refusalsInARow > 0 ? duration : duration / 2);
    return longest * (0.5 + Math.random() / 2);
  }
}
