import type { TimelineState } from '../../timeline/timelineState.ts';
import { typeDescription } from './typeDescription.ts';

/** Whether two states of a type differ in its last row at most. */
export function looksAlike(one: TimelineState, other: TimelineState): boolean {
  return (
    one.items === other.items &&
    one.unreadable === other.unreadable &&
    one.allLoaded === other.allLoaded &&
    typeDescription(one) === typeDescription(other)
  );
}
