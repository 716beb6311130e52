import type { TimelineState } from '../../history/timelineState.ts';
import { typeDescription } from '../words/typeDescription.ts';

/** Whether two states of a type differ in its last row at most. */
export function looksAlike(one: TimelineState, other: TimelineState): boolean {
  return (
    one.items === other.items &&
    one.unreadable === other.unreadable &&
    one.allLoaded === other.allLoaded &&
    typeDescription(one) === typeDescription(other)
  );
}
