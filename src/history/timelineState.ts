import type { Interaction } from '../affinity/index.ts';
import { earliest, spanBetween } from '../model/span.ts';
import type { Span } from '../model/span.ts';
import type { Stretch } from './stretch.ts';

const nothingLoaded = { items: [], unreadable: 0, allLoaded: false, canLookFurtherBack: false } as const;

/** What a timeline is busy with: its first page, what is older, or its newest end once more. */
export type Activity = 'load' | 'older' | 'refresh';

/**
 * All that a tree needs to draw one type of one record. A new object after each change, never changed in
 * place.
 */
export interface TimelineState {
  readonly status: 'not-loaded' | 'loading' | 'loaded' | 'failed';
  /** With status `loading` only. */
  readonly activity?: Activity;
  /**
   * With status `failed` only; what was loaded before stays. An `AffinityError`, unless something is broken.
   */
  readonly failure?: { readonly error: Error; readonly during: Activity };
  /** Newest first, at equal moments by id descending. */
  readonly items: readonly Interaction[];
  /** How many interactions of the span read could not be understood. */
  readonly unreadable: number;
  /**
   * The span whose interactions are all in `items`: really asked for, without a hole, up to the walk's end.
   * At the very instant `from` there may be more, as long as not all is loaded. Absent as long as nothing can
   * be claimed, and shorter than the rows reach while the service has not shown its order to be newest first.
   */
  readonly coverage?: Span;
  /** What the last click crossed without finding anything; absent when it found something. */
  readonly skipped?: Span;
  /** All between `since` and the end of `coverage` is loaded. */
  readonly allLoaded: boolean;
  /** With `allLoaded` only: where the walk ended. A hint of the service, not the beginning of the world. */
  readonly since?: Date;
  /** All is loaded, and `lookFurtherBack` could still ask for something. */
  readonly canLookFurtherBack: boolean;
  /** When the newest end was last read from the service. */
  readonly readAt?: Date;
  /** When the longest unchecked of the rows were read: a refresh reads the newest page only. */
  readonly oldestReadAt?: Date;
  /** The rows come from a snapshot and were not checked since. */
  readonly restored: boolean;
}

export interface TimelineParticulars {
  readonly stretch: Stretch | undefined;
  readonly activity: Activity | undefined;
  readonly failure: TimelineState['failure'] | undefined;
  readonly skipped: Span | undefined;
  readonly restored: boolean;
}

/** Says of a timeline what can be said of it now. */
export function timelineState({
  stretch,
  activity,
  failure,
  skipped,
  restored,
}: TimelineParticulars): TimelineState {
  const settled = stretch ? 'loaded' : 'not-loaded';
  return {
    status: activity ? 'loading' : failure ? 'failed' : settled,
    ...(activity ? { activity } : {}),
    ...(failure ? { failure } : {}),
    ...(skipped ? { skipped } : {}),
    restored,
    ...(stretch ? loadedState(stretch) : nothingLoaded),
  };
}

function loadedState(stretch: Stretch) {
  const { start, done } = stretch;
  const coverage = spanBetween(stretch.from, stretch.to);
  return {
    items: stretch.rows.items,
    unreadable: stretch.unreadable.count,
    ...(coverage ? { coverage } : {}),
    allLoaded: done,
    ...(done ? { since: new Date(start) } : {}),
    canLookFurtherBack: done && start > earliest.getTime(),
    readAt: new Date(stretch.readAt),
    oldestReadAt: new Date(stretch.oldestReadAt),
  };
}
