import type { Interaction, InteractionType } from '../affinity/index.ts';
import { interactionKey } from '../model/interactionRef.ts';
import type { TimelineState } from './timelineState.ts';
import type { TypeCoverage } from './typeHistory.ts';

/** One type of a history that is kept. */
export interface KeptType {
  readonly type: InteractionType;
  /** Newest first. */
  readonly items: readonly Interaction[];
  readonly coverage: TypeCoverage;
}

/**
 * The loaded rows of a type together with what is kept of it, as one state. Kept rows count as those of a snapshot: they are
 * as old as their reading, and a refresh is worth its requests.
 */
export function shownState(state: TimelineState, kept: KeptType | undefined): TimelineState {
  const span = kept?.coverage.span;
  const isWhole = state.allLoaded && !state.restored;
  if (kept === undefined || span === undefined || isWhole) return state;
  const { coverage } = state;
  const items = merged(state.items, kept.items);
  // Between two spans that don't meet something may be missing.
  const isGap = coverage !== undefined && (span.to < coverage.from || coverage.to < span.from);
  if (isGap) return { ...state, items };
  const from = coverage !== undefined && coverage.from < span.from ? coverage.from : span.from;
  const to = coverage !== undefined && coverage.to > span.to ? coverage.to : span.to;
  const { since: _, ...rest } = state;
  const allLoaded = kept.coverage.isComplete || state.allLoaded;
  return {
    ...rest,
    status: state.status === 'not-loaded' ? 'loaded' : state.status,
    items,
    coverage: { from, to },
    unreadable: Math.max(state.unreadable, kept.coverage.unreadable),
    allLoaded,
    ...(allLoaded && { since: from }),
    restored: true,
    ...(kept.coverage.readAt && { readAt: kept.coverage.readAt }),
  };
}

/** The loaded rows are newer. */
function merged(loaded: readonly Interaction[], kept: readonly Interaction[]): readonly Interaction[] {
  if (loaded.length === 0) return kept;
  const known = new Set(loaded.map((one) => interactionKey(one)));
  const others = kept.filter((one) => !known.has(interactionKey(one)));
  return others.length === 0 ? loaded : [...loaded, ...others].toSorted(newestFirst);
}

function newestFirst(one: Interaction, other: Interaction): number {
  return other.date.getTime() - one.date.getTime() || other.id - one.id;
}
