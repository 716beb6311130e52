import { limitsOfHeaders } from './rateLimits.ts';

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
  // Dates of HTTP are always in GMT; `Date.parse` alone would make a date of nearly everything.
  const date = value.endsWith('GMT') ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
