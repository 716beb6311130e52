import { AffinityError } from '../../affinity/index.ts';
import type { Clock, InteractionService, InteractionType } from '../../affinity/index.ts';
import { saveOutcome } from './saveOutcome.ts';
import type { SaveOutcome } from './saveOutcome.ts';
import { spacedLooks } from './spacedLooks.ts';
import type { Sight } from './spacedLooks.ts';

/** Deletes, once. `gone-before`: there was nothing to delete any more, so it was somebody else. */
export async function deleteInteraction(
  interactions: Pick<InteractionService, 'delete'>,
  { type, id }: { readonly type: InteractionType; readonly id: number },
): Promise<SaveOutcome<'deleted' | 'gone-before'>> {
  const outcome = await saveOutcome<'deleted' | 'gone-before' | 'declined'>(async () => {
    try {
      return (await interactions.delete(id, type)) ? 'deleted' : 'declined';
    } catch (error) {
      if (error instanceof AffinityError && error.kind === 'not-found') return 'gone-before';
      throw error;
    }
  });
  if (outcome.kind !== 'saved') return outcome;
  const { saved } = outcome;
  return saved === 'declined'
    ? { kind: 'refused', problem: { kind: 'invalid-request', said: [] } }
    : { kind: 'saved', saved };
}

/** `still-there`: the answer was lost, and somebody has looked. */
export type DeletionOutcome = SaveOutcome<'deleted' | 'gone-before'> | { readonly kind: 'still-there' };

/**
 * Deletes, once, and where the answer was lost looks whether it is gone. `unknown` is left only when nobody could look.
 */
export async function deleteWithProof(
  interactions: Pick<InteractionService, 'delete' | 'get'>,
  { type, id }: { readonly type: InteractionType; readonly id: number },
  clock: Pick<Clock, 'sleep'>,
): Promise<DeletionOutcome> {
  const outcome = await deleteInteraction(interactions, { type, id });
  if (outcome.kind !== 'unknown') return outcome;
  const isGone = await lookWhetherGone(interactions, { type, id }, clock).catch(() => undefined);
  if (isGone === undefined) return outcome;
  return isGone ? { kind: 'saved', saved: 'deleted' } : { kind: 'still-there' };
}

/** Looks until it is gone, or for as long as a deletion may take to take effect. Rejects when nobody can look. */
export async function lookWhetherGone(
  interactions: Pick<InteractionService, 'get'>,
  ref: { readonly type: InteractionType; readonly id: number },
  clock: Pick<Clock, 'sleep'>,
): Promise<boolean> {
  const sight = await spacedLooks((signal) => look(interactions, ref, signal), clock);
  return sight.kind === 'there';
}

async function look(
  interactions: Pick<InteractionService, 'get'>,
  { type, id }: { readonly type: InteractionType; readonly id: number },
  signal: AbortSignal,
): Promise<Sight<'gone'>> {
  try {
    await interactions.get(id, type, { signal });
    return { kind: 'absent' };
  } catch (error) {
    if (error instanceof AffinityError && error.kind === 'not-found') return { kind: 'there', found: 'gone' };
    throw error;
  }
}
