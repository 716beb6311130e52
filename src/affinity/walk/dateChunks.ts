import type { WalkOrder } from './interactionWalk.ts';
import { longestSpanMs, type TimeSpan } from './timeSpan.ts';

/**
 * Cuts a span into chunks that one request may ask for, in the order in which they are read. Neighbours share
 * an end, since whether the service takes an end as its own or not is written nowhere. The short chunk comes
 * last.
 */
export function* dateChunks(span: TimeSpan, order: WalkOrder): Generator<TimeSpan> {
  if (order === 'oldest-first') {
    for (let { start } = span; start < span.end; start += longestSpanMs) {
      yield { start, end: Math.min(start + longestSpanMs, span.end) };
    }
    return;
  }
  for (let { end } = span; end > span.start; end -= longestSpanMs) {
    yield { start: Math.max(end - longestSpanMs, span.start), end };
  }
}
