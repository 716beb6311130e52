/** The most that one request may ask for. The API says one year; its reference reads that as 365 days. */
export const LONGEST_SPAN_MS = 365 * 24 * 60 * 60 * 1000;

/** Two instants in milliseconds since the epoch. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}
