import { checkedWalkQuery, listTarget } from '../resources/checkedQuery.ts';
import type { WalkQuery } from '../resources/interactionQuery.ts';
import type { QueryParameter } from '../transport/apiRequest.ts';
import { isAbsent } from '../transport/checkedArgument.ts';
import { invalidArgument } from '../transport/invalidArgument.ts';
import type { Priority } from '../transport/urgency.ts';
import { dateChunks } from './dateChunks.ts';
import type { WalkOptions, WalkOrder } from './interactionWalk.ts';
import type { TimeSpan } from './timeSpan.ts';
import { readCursor } from './walkCursor.ts';
import type { WalkIdentity, WalkPosition } from './walkCursor.ts';

const fromTheStart: WalkPosition = { chunk: 0, tokens: [], seen: [] };

/** All that a walk fixes when it is called, so that later changes of its arguments do not reach it. */
export interface WalkPlan {
  readonly filters: readonly QueryParameter[];
  readonly span: TimeSpan;
  /** In the order of reading. */
  readonly chunks: readonly TimeSpan[];
  readonly identity: WalkIdentity;
  readonly start: WalkPosition;
  readonly lookahead: number;
  readonly signal: AbortSignal | undefined;
  readonly priority: Priority | undefined;
}

/** @throws AffinityError `invalid-argument` */
export function planWalk(query: WalkQuery, options: WalkOptions, now: number): WalkPlan {
  const { span: asked, filters } = checkedWalkQuery(query, now);
  const order = checkedOrder(options.order ?? 'newest-first');
  const sought: WalkIdentity = {
    query: `${order} ${asked.start} ${new URLSearchParams(filters).toString()}`,
    end: asked.end,
    openEnd: isAbsent(query.endTime),
  };
  const cursor = checkedCursor(options.resumeFrom, sought);
  const { query: name, end, openEnd } = cursor ?? sought;
  const span = { start: asked.start, end };
  const chunks = [...dateChunks(span, order)];
  if (cursor && !chunks[cursor.chunk]) throw invalidArgument(listTarget, 'resumeFrom is no cursor of a walk');
  return {
    filters,
    span,
    chunks,
    identity: { query: name, end, openEnd },
    start: cursor ?? fromTheStart,
    lookahead: checkedLookahead(options.lookahead ?? 0),
    signal: options.signal,
    priority: options.priority,
  };
}

/** Without an end of its own, the query goes on over the range of the walk that the cursor comes from. */
function checkedCursor(resumeFrom: unknown, sought: WalkIdentity) {
  if (isAbsent(resumeFrom)) return undefined;
  const cursor = typeof resumeFrom === 'string' ? readCursor(resumeFrom) : undefined;
  if (!cursor) throw invalidArgument(listTarget, 'resumeFrom is no cursor of a walk');
  const sameEnd = cursor.end === sought.end || (cursor.openEnd && sought.openEnd);
  if (cursor.query === sought.query && sameEnd) return cursor;
  throw invalidArgument(listTarget, 'resumeFrom is the cursor of another query');
}

function checkedOrder(order: WalkOrder): WalkOrder {
  if (order === 'newest-first' || order === 'oldest-first') return order;
  throw invalidArgument(listTarget, 'order must be newest-first or oldest-first');
}

function checkedLookahead(lookahead: number): number {
  if (Number.isInteger(lookahead) && lookahead >= 0) return lookahead;
  throw invalidArgument(listTarget, 'lookahead must be an integer of at least 0');
}
