import type { Interaction } from '../affinity/index.ts';
import { earliest, spanBetween } from '../model/span.ts';
import type { Span } from '../model/span.ts';
import type { Stretch } from './stretch.ts';

/** Rows that were read longer ago are read again for a brief or an answer, which are about the last contact. */
const FRESH_MS = 10 * 60_000;

const nothingLoaded = { items: [], unreadable: 0, allLoaded: false, canLookFurtherBack: false } as const;

/** The current work of a timeline: its first page, older pages, or its newest page again. */
export type Activity = 'load' | 'older' | 'refresh';

/** The state of one type of one record, as the tree draws it. Every change makes a new object. */
export interface TimelineState {
  readonly status: 'not-loaded' | 'loading' | 'loaded' | 'failed';
  /** With status `loading` only. */
  readonly activity?: Activity;
  /** With status `failed` only; loaded rows stay. An `AffinityError`, unless there is a bug. */
  readonly failure?: { readonly error: Error; readonly during: Activity };
  /** Newest first, at equal moments by id descending. */
  readonly items: readonly Interaction[];
  /** Number of interactions that could not be read. */
  readonly unreadable: number;
  /**
   * The span whose interactions are all in `items`. Until everything is loaded, there may be more at the exact moment
   * `from`. Absent while no span is completely known, and shorter than the rows while their order is not proven.
   */
  readonly coverage?: Span;
  /** The span that the last click crossed without a result; absent when it found something. */
  readonly skipped?: Span;
  /** True when everything between `since` and the end of `coverage` is loaded. */
  readonly allLoaded: boolean;
  /** With `allLoaded` only: the end of the walk. It is the record's first known moment, so there may be earlier ones. */
  readonly since?: Date;
  /** Everything is loaded, and there is time before the first known moment. */
  readonly canLookFurtherBack: boolean;
  /** When the newest page was last read. */
  readonly readAt?: Date;
  /** When the oldest rows were read; a refresh reads the newest page only. */
  readonly oldestReadAt?: Date;
  /** Rows before it were not read again at `readAt`; absent when all were read in one go. */
  readonly freshFrom?: Date;
  /** The rows come from a snapshot and are not checked yet. */
  readonly restored: boolean;
}

export interface TimelineFacts {
  readonly stretch: Stretch | undefined;
  readonly activity: Activity | undefined;
  readonly failure: TimelineState['failure'] | undefined;
  readonly skipped: Span | undefined;
  readonly restored: boolean;
}

export function timelineState({
  stretch,
  activity,
  failure,
  skipped,
  restored,
}: TimelineFacts): TimelineState {
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
    ...(stretch.freshFrom === undefined ? {} : { freshFrom: new Date(stretch.freshFrom) }),
  };
}

/** What was kept from before a restart is outdated, whatever its age. */
export function isOutdated({ restored, readAt }: TimelineState, now: number): boolean {
  return restored || readAt === undefined || now - readAt.getTime() > FRESH_MS;
}

export type ReadTimes = Pick<TimelineState, 'freshFrom' | 'oldestReadAt' | 'readAt'>;

/** When the rows at a moment were read, in milliseconds. A refresh reads only the newest ones again. */
export function readAt({ freshFrom, readAt: newest, oldestReadAt }: ReadTimes, moment: number): number {
  const isFresh = freshFrom === undefined || moment >= freshFrom.getTime();
  return (isFresh ? newest : (oldestReadAt ?? newest))?.getTime() ?? 0;
}
