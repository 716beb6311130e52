export const DAY_MS = 24 * 60 * 60 * 1000;

/** Milliseconds since the epoch; tests pass their own. */
export interface Clock {
  now(): number;
}
