import type { Clock } from '../store/clock.ts';

const MINUTE = 60_000;

/** What the plan of the firm allows. Source: V1 docs, Rate Limits. */
export interface LimitOptions {
  /** Per user; 900 by default. */
  readonly perMinute?: number;
  /** Shared by the whole firm; 100,000 by default. */
  readonly perMonth?: number | 'unlimited';
  /** Requests in flight at a time; without a limit by default, since the service does not say its number. */
  readonly concurrent?: number;
}

interface Allowance {
  readonly limit: number | 'unlimited';
  readonly remaining: number | 'unlimited';
  readonly reset: number;
  readonly used: number;
}

/**
 * Counts requests in fixed windows: the minute and the calendar month (UTC). Resets are told in whole
 * seconds.
 */
export class Limits {
  readonly concurrent: number;
  readonly #clock: Clock;
  readonly #perMinute: number;
  readonly #perMonth: number | 'unlimited';
  #minute = 0;
  #month = 0;
  readonly #usedByUser = new Map<number, number>();
  #usedByFirm = 0;

  constructor(clock: Clock, options: LimitOptions = {}) {
    this.#clock = clock;
    this.#perMinute = options.perMinute ?? 900;
    this.#perMonth = options.perMonth ?? 100_000;
    this.concurrent = options.concurrent ?? Infinity;
  }

  /** Counts one request, or says which limit forbids it; a request that is forbidden costs nothing. */
  take(userId: number, isFreeOfMonth: boolean): 'minute' | 'month' | undefined {
    if (this.perMinute(userId).remaining === 0) return 'minute';
    if (!isFreeOfMonth && this.perMonth().remaining === 0) return 'month';
    this.#usedByUser.set(userId, (this.#usedByUser.get(userId) ?? 0) + 1);
    if (!isFreeOfMonth) this.#usedByFirm += 1;
    return undefined;
  }

  perMinute(userId: number | undefined): Allowance {
    this.#startNewWindows();
    const used = userId === undefined ? 0 : (this.#usedByUser.get(userId) ?? 0);
    const reset = Math.ceil(((this.#minute + 1) * MINUTE - this.#clock.now()) / 1000);
    return { limit: this.#perMinute, remaining: Math.max(0, this.#perMinute - used), reset, used };
  }

  perMonth(): Allowance {
    this.#startNewWindows();
    const now = new Date(this.#clock.now());
    const end = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
    const reset = Math.ceil((end - now.getTime()) / 1000);
    const limit = this.#perMonth;
    const remaining = limit === 'unlimited' ? limit : Math.max(0, limit - this.#usedByFirm);
    return { limit, remaining, reset, used: this.#usedByFirm };
  }

  headers(userId: number | undefined): Record<string, string> {
    const user = this.perMinute(userId);
    const org = this.perMonth();
    return {
      'X-Ratelimit-Limit-User': String(user.limit),
      'X-Ratelimit-Limit-User-Remaining': String(user.remaining),
      'X-Ratelimit-Limit-User-Reset': String(user.reset),
      'X-Ratelimit-Limit-Org': String(org.limit),
      'X-Ratelimit-Limit-Org-Remaining': String(org.remaining),
      'X-Ratelimit-Limit-Org-Reset': String(org.reset),
    };
  }

  #startNewWindows(): void {
    const now = this.#clock.now();
    const minute = Math.floor(now / MINUTE);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#usedByUser.clear();
    }
    const date = new Date(now);
    const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
    if (month !== this.#month) {
      this.#month = month;
      this.#usedByFirm = 0;
    }
  }
}
