import type { Clock, InteractionService } from '../../affinity/index.ts';
import type { Draft } from '../model/draft.ts';
import type { SaveProblem } from '../model/draftOutcome.ts';
import { draftToRestore } from '../model/newDraft.ts';
import type { DraftStart } from '../model/newDraft.ts';
import type { DraftStore } from '../store/draftStore.ts';
import { findDeleted } from './deletionAttempts.ts';
import type { Deleted } from './deletionAttempts.ts';
import type { FoundNeighbour } from './findNeighbours.ts';
import { saveProblem } from './saveOutcome.ts';

/**
 * Makes a draft of a deleted interaction and ends the deletion. The draft is then sent like any other, so that nothing is
 * lost on the way. Undefined when the deletion cannot be undone.
 */
export async function undoDeletion(
  drafts: DraftStore,
  start: DraftStart,
  { deletion, claim }: Pick<Deleted, 'deletion' | 'claim'>,
): Promise<Draft | undefined> {
  const { undo } = deletion;
  const draft = undo.kind === 'possible' ? draftToRestore(start, deletion, undo.entry) : undefined;
  if (draft !== undefined) {
    drafts.keep(draft);
    await drafts.flush();
  }
  await claim.finish();
  return draft;
}

/**
 * Looks up the deleted interaction before its draft logs it again. Undefined when it is gone, and for a draft that restores
 * nothing. It looks several times, because the deletion may have taken place a moment ago.
 */
export async function findRestored(
  interactions: Pick<InteractionService, 'get'>,
  {
    draft: { subject },
    clock,
  }: { readonly draft: Pick<Draft, 'subject'>; readonly clock: Pick<Clock, 'sleep'> },
): Promise<RestoredResult | undefined> {
  if (subject.kind !== 'create' || subject.restores === undefined) return undefined;
  try {
    const lookup = await findDeleted(interactions, subject.restores, clock);
    if (lookup.kind !== 'found') return undefined;
    return { kind: 'neighbours', neighbours: [{ interaction: lookup.found, sameTime: true }] };
  } catch (error) {
    return { kind: 'refused', problem: saveProblem(error) };
  }
}

/** `neighbours`: the interaction still exists. `refused`: the service could not be asked. */
type RestoredResult =
  | { readonly kind: 'neighbours'; readonly neighbours: readonly FoundNeighbour[] }
  | { readonly kind: 'refused'; readonly problem: SaveProblem };
