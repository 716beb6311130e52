import type { RateLimits } from '../affinity/index.ts';

/** As the client does: with a smaller share left of a minute's requests, those in the background wait for the next one. */
const SCARCE_SHARE = 0.1;
const MINUTE_MS = 60_000;

/** When background requests go on, by what an answer of that moment said; undefined when they need not wait. */
export function shortageUntil(limits: RateLimits | undefined, now: number): Date | undefined {
  const { limit, remaining, resetSeconds } = limits?.user ?? {};
  if (limit === undefined || remaining === undefined || limit === Infinity) return undefined;
  if (remaining >= limit * SCARCE_SHARE) return undefined;
  return new Date(now + (resetSeconds === undefined ? MINUTE_MS : resetSeconds * 1000));
}
