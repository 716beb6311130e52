import type { WalkOrder } from './interactionWalk.ts';
import { LONGEST_SPAN_MS } from './timeSpan.ts';
import type { TimeSpan } from './timeSpan.ts';

/**
 * Cuts a span into chunks that one request may ask for, in the order in which they are read. Neighbours share
 * an end, since whether the service takes an end as its own or not is written nowhere. The short chunk comes
 * last.
 */
export function* dateChunks(span: TimeSpan, order: WalkOrder): Generator<TimeSpan> {
  if (order === 'oldest-first') {
    for (let { start } = span; start < span.end; start += LONGEST_SPAN_MS) {
      yield { start, end: Math.min(start + LONGEST_SPAN_MS, span.end) };
    }
    return;
  }
  for (let { end } = span; end > span.start; end -= LONGEST_SPAN_MS) {
    yield { start: Math.max(end - LONGEST_SPAN_MS, span.start), end };
  }
}
