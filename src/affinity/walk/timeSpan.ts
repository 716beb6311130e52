/** Two instants in milliseconds since the epoch. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

/** The most that one request may ask for. The API says one year; its reference reads that as 365 days. */
export const longestSpanMs = 365 * 24 * 60 * 60 * 1000;
