/** No walk goes back further: the service holds nothing older. */
export const earliest = new Date('2000-01-01T00:00:00Z');

/** A span of instants, free of any time zone. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** Of two moments in milliseconds since the epoch; undefined when nothing lies between them. */
export function spanBetween(from: number, to: number): Span | undefined {
  return from < to ? { from: new Date(from), to: new Date(to) } : undefined;
}
