import { AffinityError } from '../../affinity/index.ts';
import type { Clock, InteractionService } from '../../affinity/index.ts';
import type { Draft } from '../model/draft.ts';
import type { SaveProblem } from '../model/draftOutcome.ts';
import { lookWhetherGone } from './deleteInteraction.ts';
import type { FoundNeighbour } from './neighbours.ts';
import { saveProblem } from './saveProblem.ts';

/**
 * What a draft that brings back something deleted is answered with where that is there after all, or cannot be looked for.
 * Undefined where it is gone, and for all other drafts. One look is not enough to say that it is there: it may have been
 * deleted a moment ago, and what brings it back is the only copy.
 */
export async function lookForRestored(
  interactions: Pick<InteractionService, 'get'>,
  {
    draft: { subject },
    clock,
  }: { readonly draft: Pick<Draft, 'subject'>; readonly clock: Pick<Clock, 'sleep'> },
): Promise<StillThere | undefined> {
  if (subject.kind !== 'create' || subject.restores === undefined) return undefined;
  const { type, id } = subject.restores;
  try {
    if (await lookWhetherGone(interactions, { type, id }, clock)) return undefined;
    const interaction = await interactions.get(id, type);
    return { kind: 'neighbours', neighbours: [{ interaction, sameTime: true }] };
  } catch (error) {
    const isGone = error instanceof AffinityError && error.kind === 'not-found';
    return isGone ? undefined : { kind: 'refused', problem: saveProblem(error) };
  }
}

type StillThere =
  | { readonly kind: 'neighbours'; readonly neighbours: readonly FoundNeighbour[] }
  | { readonly kind: 'refused'; readonly problem: SaveProblem };
