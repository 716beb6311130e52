import { limitsOfHeaders } from './rateLimits.ts';

const ASCTIME = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;

/** Milliseconds that an answer asks to wait before the next attempt; nothing when it names no time. */
export function serverWait(status: number, headers: Headers, now: number): number | undefined {
  const retryAfter = retryAfterMs(headers.get('retry-after'), now);
  // Every answer carries the resets, so they say something about the wait only when a limit was reached.
  if (retryAfter !== undefined || status !== 429) return retryAfter;
  const { user, org } = limitsOfHeaders(headers);
  // With the month used up, the end of the minute would be the wrong thing to wait for.
  const seconds =
    org.remaining === 0 && org.resetSeconds !== undefined ? org.resetSeconds : user.resetSeconds;
  return seconds === undefined || seconds === Infinity ? undefined : seconds * 1000;
}

function retryAfterMs(header: string | null, now: number): number | undefined {
  const value = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  // Dates of HTTP are always in GMT, and only the form of `asctime` does not say so (RFC 9110, 5.6.7);
  // `Date.parse` alone would make a date of nearly everything.
  const text = ASCTIME.test(value) ? `${value} GMT` : value;
  const date = text.endsWith('GMT') ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
