import type { RateLimit, RateLimits } from '../../affinity/index.ts';

const MINUTE_MS = 60_000;

/** What an answer said of the limits, and when. Moments are milliseconds since the epoch. */
export interface SaidLimits extends RateLimits {
  readonly saidAt: number;
}

/** When the requests of a limit are counted anew; a minute's at the latest when it is over, whatever was said. */
export function renewedAt(limits: SaidLimits, name: keyof RateLimits): number | undefined {
  const { resetSeconds } = limits[name];
  const resetMs = resetSeconds === undefined ? undefined : resetSeconds * 1000;
  if (name === 'org') return resetMs === undefined ? undefined : limits.saidAt + resetMs;
  return limits.saidAt + Math.min(resetMs ?? MINUTE_MS, MINUTE_MS);
}

/** The limit as long as it is what was said; afterwards nobody knows before the next answer. */
export function currentLimit(limits: SaidLimits, name: keyof RateLimits, now: number): RateLimit | undefined {
  const until = renewedAt(limits, name);
  return until === undefined || now < until ? limits[name] : undefined;
}
