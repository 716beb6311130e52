import type { TypeId } from '../model/interactionTypes.ts';
import type { InteractionTimeline } from './interactionTimeline.ts';

/** How far back one type of a record is loaded. */
export interface TypeReach {
  readonly type: TypeId;
  readonly state: 'none' | 'part' | 'all';
  /** Everything since this moment is loaded. Of `none` it is absent. */
  readonly from?: Date | undefined;
}

export function reachOf({ type, state }: Pick<InteractionTimeline, 'type' | 'state'>): TypeReach {
  const { allLoaded, since, coverage } = state;
  if (allLoaded) return { type, state: 'all', from: since };
  return coverage === undefined ? { type, state: 'none' } : { type, state: 'part', from: coverage.from };
}
