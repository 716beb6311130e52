import type { Clock } from '../../affinity/index.ts';
import type { SaveProblem } from '../model/draftOutcome.ts';
import { withDeadline } from './withDeadline.ts';

/** Lookups take place at once, after 2 s and after 5 s. */
const waitsMs = [0, 2_000, 3_000];

const deadline = { ms: 60_000, message: 'no clear answer within a minute' };

/** The result of looking for an interaction, after a write whose response was lost. */
export type Lookup<Found> =
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unclear'; readonly why: UnclearReason };

/**
 * Why a lookup is inconclusive. `alike`: an interaction matches, but it may have existed before. `differs`: the state is
 * neither the old nor the new one. `unreadable`: the service returned an interaction that cannot be read.
 */
export type UnclearReason = 'alike' | 'differs' | 'unreadable';

/** Why an unknown outcome stays unknown after a lookup. */
export type LookupFailure =
  | { readonly kind: 'unclear'; readonly why: UnclearReason }
  | { readonly kind: 'failed'; readonly problem: SaveProblem }
  | { readonly kind: 'signed-out' };

type Look<Found> = (signal: AbortSignal) => Promise<Lookup<Found>>;

/**
 * Looks until the interaction is visible, because a write may take effect a moment after its response was lost. Rejects
 * when a request fails or a minute has passed.
 */
export function pollUntilVisible<Found>(
  look: Look<Found>,
  clock: Pick<Clock, 'sleep'>,
): Promise<Lookup<Found>> {
  return poll(look, ({ kind }) => kind !== 'absent', clock);
}

/** Looks until the interaction is gone. Rejects when a request fails or a minute has passed. */
export function pollUntilGone<Found>(look: Look<Found>, clock: Pick<Clock, 'sleep'>): Promise<Lookup<Found>> {
  return poll(look, ({ kind }) => kind === 'absent', clock);
}

async function poll<Found>(
  look: Look<Found>,
  isSettled: (lookup: Lookup<Found>) => boolean,
  clock: Pick<Clock, 'sleep'>,
): Promise<Lookup<Found>> {
  return withDeadline(clock, deadline, async (signal) => {
    let lookup: Lookup<Found> = { kind: 'absent' };
    for (const waitMs of waitsMs) {
      if (waitMs > 0) await clock.sleep(waitMs, signal);
      lookup = await look(signal);
      if (isSettled(lookup)) break;
    }
    return lookup;
  });
}
