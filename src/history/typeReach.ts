import type { TypeId } from '../model/interactionTypes.ts';
import type { InteractionTimeline } from './interactionTimeline.ts';

/** How far back one type of a record is loaded. */
export interface TypeReach {
  readonly type: TypeId;
  readonly state: 'none' | 'part' | 'all';
  /** Everything since this moment is loaded. Of `none` it is absent. */
  readonly from?: Date | undefined;
}

/** Everything since then is loaded of all types, and nothing is known to be older; undefined while something is missing. */
export function wholeSince(reach: readonly TypeReach[]): Date | undefined {
  const starts = reach.map(({ state, from }) => (state === 'all' ? from?.getTime() : undefined));
  const known = starts.filter((start) => start !== undefined);
  return known.length < reach.length || known.length === 0 ? undefined : new Date(Math.min(...known));
}

export function reachOf({ type, state }: Pick<InteractionTimeline, 'type' | 'state'>): TypeReach {
  const { allLoaded, since, coverage } = state;
  if (allLoaded) return { type, state: 'all', from: since };
  return coverage === undefined ? { type, state: 'none' } : { type, state: 'part', from: coverage.from };
}
