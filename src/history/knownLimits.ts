import type { RateLimit, RateLimits } from '../affinity/index.ts';

/** Below this share of a minute's requests the client holds background requests back until the next minute. */
const SCARCE_SHARE = 0.1;

const MINUTE_MS = 60_000;

/** The limits that a response reported, and when it came. Moments are milliseconds since the epoch. */
export interface KnownLimits extends RateLimits {
  readonly receivedAt: number;
}

/** When the counter of a limit is reset. The user's limit is per minute, whatever the response said. */
export function renewedAt(limits: KnownLimits, name: keyof RateLimits): number | undefined {
  const { resetSeconds } = limits[name];
  const resetMs = resetSeconds === undefined ? undefined : resetSeconds * 1000;
  if (name === 'org') return resetMs === undefined ? undefined : limits.receivedAt + resetMs;
  return limits.receivedAt + Math.min(resetMs ?? MINUTE_MS, MINUTE_MS);
}

/** The limit as reported, until it is reset; undefined from then to the next response. */
export function currentLimit(
  limits: KnownLimits,
  name: keyof RateLimits,
  now: number,
): RateLimit | undefined {
  const until = renewedAt(limits, name);
  return until === undefined || now < until ? limits[name] : undefined;
}

/** When background requests continue, by limits just reported; undefined when they need not wait. */
export function shortageUntil(limits: RateLimits | undefined, now: number): Date | undefined {
  const { limit, remaining, resetSeconds } = limits?.user ?? {};
  if (limit === undefined || remaining === undefined || limit === Infinity) return undefined;
  if (remaining >= limit * SCARCE_SHARE) return undefined;
  return new Date(now + (resetSeconds === undefined ? MINUTE_MS : resetSeconds * 1000));
}
