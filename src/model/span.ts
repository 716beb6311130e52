export const DAY_MS = 24 * 60 * 60 * 1000;

/** One request covers at most this. The service says one year; its reference client reads that as 365 days. */
export const CHUNK_MS = 365 * DAY_MS;

/** Interactions on one page, which is also the service's maximum. Source: V1 docs. */
export const PAGE_SIZE = 100;

/** No walk goes back further: the service holds nothing older. */
export const earliest = new Date('2000-01-01T00:00:00Z');

/** A span of instants, free of any time zone. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** The span of two moments in milliseconds since the epoch; undefined when nothing lies between them. */
export function spanBetween(from: number, to: number): Span | undefined {
  return from < to ? { from: new Date(from), to: new Date(to) } : undefined;
}
