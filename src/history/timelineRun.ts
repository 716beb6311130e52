import { PAGE_SIZE } from '../model/span.ts';
import type { Edits } from './loadedStretches.ts';
import type { SavedStretch } from './savedStretch.ts';
import type { Stretch } from './stretch.ts';
import type { Activity } from './timelineState.ts';

/** One click asks for at most so many pages. */
export const PAGES_PER_CLICK = 3;

/** What the user started, and what was saved or deleted here since: no answer on its way can know of it. */
export interface Run {
  readonly activity: Activity;
  readonly forgetsOlder: boolean;
  readonly controller: AbortController;
  readonly edits: Edits;
  promise: Promise<void>;
}

/** How far a refresh reads, and whether it may leave what it did not reach as it is. */
export interface RefreshGoal {
  readonly mostPages: number;
  readonly keepsUnread: boolean;
  isReachedBy(newest: Stretch): boolean;
}

/** Down to where the rows are known already. */
export function meeting(known: Stretch): RefreshGoal {
  return { mostPages: PAGES_PER_CLICK, keepsUnread: true, isReachedBy: (newest) => newest.meets(known) };
}

/**
 * Down to where the rows of a snapshot end, none of which was checked since: so many pages as they take, and one
 * for what is new. What lies deeper then is left to the next clicks, as nobody would ever check it.
 */
export function checking({ from, rows }: SavedStretch): RefreshGoal {
  const mostPages = Math.max(PAGES_PER_CLICK, Math.ceil(rows.length / PAGE_SIZE) + 1);
  return { mostPages, keepsUnread: false, isReachedBy: (newest) => newest.from <= from };
}
