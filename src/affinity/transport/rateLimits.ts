import type { ReachedLimit } from './affinityError.ts';

const ASCTIME = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;

/** The state of one limit. Missing or unreadable values are absent, and `unlimited` is `Infinity`. */
export interface RateLimit {
  readonly limit?: number;
  readonly remaining?: number;
  readonly resetSeconds?: number;
}

/** `user` counts the requests of one key per minute, `org` those of the whole firm per month. */
export interface RateLimits {
  readonly user: RateLimit;
  readonly org: RateLimit;
}

/**
 * Source: V1 docs, Rate Limits: `X-Ratelimit-Limit-User`, `-User-Remaining`, `-User-Reset`, and the same for `Org`.
 */
export function limitsOfHeaders(headers: Headers): RateLimits {
  const rate = (name: string) => {
    const header = `x-ratelimit-limit-${name}`;
    return rateLimit(headers.get(header), headers.get(`${header}-remaining`), headers.get(`${header}-reset`));
  };
  return { user: rate('user'), org: rate('org') };
}

/** Source: V1 docs, Get Rate Limit Information: `{rate: {org_monthly: {…}, api_key_per_minute: {…}}}`. */
export function limitsOfBody(body: unknown): RateLimits {
  const rates = field(body, 'rate');
  const rate = (name: string) => {
    const wire = field(rates, name);
    return rateLimit(field(wire, 'limit'), field(wire, 'remaining'), field(wire, 'reset'));
  };
  return { user: rate('api_key_per_minute'), org: rate('org_monthly') };
}

/**
 * Milliseconds that a response asks to wait before the next attempt; `undefined` when it names no time. Every response
 * carries the resets of the limits, so a reset is a wait only when its limit is used up.
 */
export function serverWait(status: number, headers: Headers, now: number): number | undefined {
  const retryAfter = retryAfterMs(headers.get('retry-after'), now);
  if (retryAfter !== undefined || status !== 429) return retryAfter;
  const { user, org } = limitsOfHeaders(headers);
  // When the month is used up, waiting for the end of the minute does not help.
  const used = [org, user].find(
    ({ remaining, resetSeconds }) => remaining === 0 && resetSeconds !== undefined,
  );
  const seconds = used?.resetSeconds;
  return seconds === undefined || seconds === Infinity ? undefined : seconds * 1000;
}

/**
 * The limit that a 429 is about. A 429 that names no wait, although requests are left, comes from the limit on
 * concurrent requests. The two others name the end of their minute or month.
 */
export function reachedLimit(
  { user, org }: RateLimits,
  waitMs: number | undefined,
): ReachedLimit | undefined {
  if (org.remaining === 0) return 'org';
  if (user.remaining === 0) return 'user';
  return waitMs === undefined ? 'concurrency' : undefined;
}

function retryAfterMs(header: string | null, now: number): number | undefined {
  const value = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  // Dates of HTTP are in GMT, and only the `asctime` form does not say so (RFC 9110, 5.6.7). `Date.parse` alone
  // would accept nearly any string.
  const text = ASCTIME.test(value) ? `${value} GMT` : value;
  const date = text.endsWith('GMT') ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function rateLimit(limit: unknown, remaining: unknown, reset: unknown): RateLimit {
  const known = { limit: read(limit), remaining: read(remaining), resetSeconds: read(reset) };
  return {
    ...(known.limit !== undefined && { limit: known.limit }),
    ...(known.remaining !== undefined && { remaining: known.remaining }),
    ...(known.resetSeconds !== undefined && { resetSeconds: known.resetSeconds }),
  };
}

/** Reads a number, a string of digits or the word `unlimited`. An empty header must not become a zero. */
function read(value: unknown): number | undefined {
  if (typeof value === 'number') return value >= 0 ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim().toLowerCase();
  if (text === 'unlimited') return Infinity;
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
