import { invalidArgument } from '../transport/affinityError.ts';
import type { QueryParameter, RequestTarget } from '../transport/apiRequest.ts';
import { isAbsent } from '../transport/checkedArgument.ts';
import type { Priority } from '../transport/urgency.ts';
import { readCursor } from './walkCursor.ts';
import type { WalkIdentity, WalkPosition } from './walkCursor.ts';

/** The longest range of one request. The API says one year, which its reference client reads as 365 days. */
export const LONGEST_SPAN_MS = 365 * 24 * 60 * 60 * 1000;

const start: WalkPosition = { chunk: 0, tokens: [], seen: [] };

/** Two instants in milliseconds since the epoch. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

/** The order in which the chunks of a range are read. Inside a chunk, the service's own order stays. */
export type WalkOrder = 'newest-first' | 'oldest-first';

export interface WalkOptions {
  /** Defaults to `newest-first`. */
  readonly order?: WalkOrder | undefined;
  /** Limits the pages that are requested before the reader wants them, in flight and waiting. Defaults to 0. */
  readonly lookahead?: number | undefined;
  /** The `cursor` of a page of an earlier walk over the same query. */
  readonly resumeFrom?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Requests ahead of the reader give way to others of the same priority. Defaults to `interactive`. */
  readonly priority?: Priority | undefined;
}

/** A query whose arguments were checked. */
export interface WalkRequest {
  readonly target: RequestTarget;
  readonly span: TimeSpan;
  /** The query named no end, so the span ends when the walk was made. */
  readonly isOpenEnded: boolean;
  /** All parameters that are the same on every page. */
  readonly filters: readonly QueryParameter[];
}

/** A copy of all arguments, so that later changes to them do not reach the walk. */
export interface WalkPlan {
  readonly target: RequestTarget;
  readonly span: TimeSpan;
  /** In reading order. */
  readonly chunks: readonly TimeSpan[];
  readonly identity: WalkIdentity;
  readonly start: WalkPosition;
  readonly lookahead: number;
  readonly signal: AbortSignal | undefined;
  readonly priority: Priority | undefined;
}

/** @throws AffinityError `invalid-argument` */
export function planWalk(
  { target, span, isOpenEnded, filters }: WalkRequest,
  options: WalkOptions,
): WalkPlan {
  const order = checkedOrder(target, options.order ?? 'newest-first');
  const query = `${order} ${span.start} ${new URLSearchParams([...filters]).toString()}`;
  const sought: WalkIdentity = { query, end: span.end, openEnd: isOpenEnded };
  const cursor = checkedCursor(target, options.resumeFrom, sought);
  const identity = cursor ? { query, end: cursor.end, openEnd: cursor.openEnd } : sought;
  const walked = { start: span.start, end: identity.end };
  const chunks = [...dateChunks(walked, order)];
  if (cursor && !chunks[cursor.chunk]) throw noCursor(target);
  return {
    target,
    span: walked,
    chunks,
    identity,
    start: cursor ?? start,
    lookahead: checkedLookahead(target, options.lookahead ?? 0),
    signal: options.signal,
    priority: options.priority,
  };
}

/**
 * Cuts a span into chunks that one request may ask for; the short one comes last. Neighbours share an end, because the
 * docs do not say whether the service includes `end_time`.
 */
function* dateChunks(span: TimeSpan, order: WalkOrder): Generator<TimeSpan> {
  if (order === 'oldest-first') {
    for (let { start: from } = span; from < span.end; from += LONGEST_SPAN_MS) {
      yield { start: from, end: Math.min(from + LONGEST_SPAN_MS, span.end) };
    }
    return;
  }
  for (let { end } = span; end > span.start; end -= LONGEST_SPAN_MS) {
    yield { start: Math.max(end - LONGEST_SPAN_MS, span.start), end };
  }
}

/** A query without an end of its own continues over the range of the cursor's walk. */
function checkedCursor(target: RequestTarget, resumeFrom: unknown, sought: WalkIdentity) {
  if (isAbsent(resumeFrom)) return undefined;
  const cursor = typeof resumeFrom === 'string' ? readCursor(resumeFrom) : undefined;
  if (!cursor) throw noCursor(target);
  const isSameEnd = cursor.end === sought.end || (cursor.openEnd && sought.openEnd);
  if (cursor.query === sought.query && isSameEnd) return cursor;
  throw invalidArgument(target, 'resumeFrom is the cursor of another query');
}

function noCursor(target: RequestTarget) {
  return invalidArgument(target, 'resumeFrom is not the cursor of a walk');
}

function checkedOrder(target: RequestTarget, order: WalkOrder): WalkOrder {
  if (order === 'newest-first' || order === 'oldest-first') return order;
  throw invalidArgument(target, 'order must be newest-first or oldest-first');
}

function checkedLookahead(target: RequestTarget, lookahead: number): number {
  if (Number.isInteger(lookahead) && lookahead >= 0) return lookahead;
  throw invalidArgument(target, 'lookahead must be an integer of at least 0');
}
