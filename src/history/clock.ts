/** Milliseconds since the epoch; tests pass their own. */
export interface Clock {
  now(): number;
}
