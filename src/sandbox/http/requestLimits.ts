import type { SandboxClock } from '../store/sandboxClock.ts';

const MINUTE = 60_000;

/** The limits of the firm's plan. Source: V1 docs, Rate Limits. */
export interface LimitOptions {
  /** Per user; 900 by default. */
  readonly perMinute?: number;
  /** Shared by the whole firm; 100,000 by default. */
  readonly perMonth?: number | 'unlimited';
}

interface Allowance {
  readonly limit: number | 'unlimited';
  readonly remaining: number | 'unlimited';
  readonly reset: number;
  readonly used: number;
}

/** Counts requests in fixed windows: the minute and the calendar month (UTC). Resets are in whole seconds. */
export class RequestLimits {
  readonly #clock: SandboxClock;
  readonly #perMinute: number;
  readonly #perMonth: number | 'unlimited';
  #minute = 0;
  #month = 0;
  readonly #usedByUser = new Map<number, number>();
  #usedByFirm = 0;

  constructor(clock: SandboxClock, options: LimitOptions = {}) {
    this.#clock = clock;
    this.#perMinute = options.perMinute ?? 900;
    this.#perMonth = options.perMonth ?? 100_000;
  }

  /** Counts one request, or returns the limit that forbids it; a forbidden request is not counted. */
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
