import { CHUNK_MS, PAGE_SIZE } from '../model/span.ts';
import type { Span } from '../model/span.ts';

/** More requests than these are asked about before they are made. */
export const MOST_UNASKED = 50;

const yearsOf = (span: Span): number => Math.ceil(lengthOf(span) / CHUNK_MS);

const lengthOf = ({ from, to }: Span): number => Math.max(0, to.getTime() - from.getTime());

/** How many interactions were found in a part of a walk that is read already. */
export interface ReadPart {
  readonly span: Span;
  readonly count: number;
}

/**
 * About how many requests a span takes: one for each year, and more for those that hold more than a page, as dense as
 * what was read of the walk. Where nothing was read it is the least that it can be.
 */
export function requestsFor(span: Span, read?: ReadPart): number {
  return yearsOf(span) + fullPages(span, read);
}

/** How many requests a span takes if the pages fall well: fewer only when it is less dense than what was read. */
export function leastRequestsFor(span: Span, read?: ReadPart): number {
  return Math.max(yearsOf(span), fullPages(span, read));
}

function fullPages(span: Span, read: ReadPart | undefined): number {
  const density = read && lengthOf(read.span) > 0 ? read.count / lengthOf(read.span) : 0;
  return Math.floor((density * lengthOf(span)) / PAGE_SIZE);
}
