import type { Clock, InteractionService } from '../../affinity/index.ts';
import type { SaveProblem } from '../model/draftOutcome.ts';
import { deletionId } from '../model/keptDeletion.ts';
import type { DeletionState, KeptDeletion } from '../model/keptDeletion.ts';
import type { DeletionClaim } from '../store/deletionClaim.ts';
import type { DeletionStore } from '../store/deletionStore.ts';
import { deleteWithProof, lookWhetherGone } from './deleteInteraction.ts';
import type { DeletionOutcome } from './deleteInteraction.ts';
import { saveProblem } from './saveProblem.ts';

export interface DeletionAttemptParts {
  readonly store: DeletionStore;
  readonly interactions: Pick<InteractionService, 'delete' | 'get'>;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
}

/** By this window or by an earlier attempt, as far as anybody can tell. It is kept until the claim is finished. */
export interface Deleted {
  readonly kind: 'deleted';
  readonly deletion: KeptDeletion;
  readonly claim: DeletionClaim;
}

export type DeletionResult =
  | Deleted
  /** Somebody else has deleted it: there is nothing of this window to be undone. */
  | { readonly kind: 'gone-before' }
  | { readonly kind: 'still-there' }
  /** It is still there. */
  | { readonly kind: 'refused'; readonly problem: SaveProblem }
  /** Nobody knows. It is kept, and can be looked for. */
  | { readonly kind: 'open'; readonly problem: SaveProblem }
  /** Nothing went out: after a crash nobody would have known of it. */
  | { readonly kind: 'unwritten' }
  /** It is being deleted or looked for at this moment, in this window or another one. */
  | { readonly kind: 'busy' }
  /** Another window has found out meanwhile, or it was discarded. */
  | { readonly kind: 'settled' };

/** Deletes what was read, once; it is kept before the request goes out. Never rejects. */
export async function deleteKept(
  parts: DeletionAttemptParts,
  read: Omit<KeptDeletion, 'version' | 'changedAt' | 'outcome'>,
): Promise<DeletionResult> {
  const claim = await parts.store.claim(read.account, deletionId(read));
  if (claim === 'busy') return { kind: 'busy' };
  const wasSent = claim.before === undefined ? {} : ({ wasSent: true } as const);
  const deletion = as(parts, { ...read, version: 1 }, { state: 'deleting', ...wasSent });
  if (!(await claim.keep(deletion))) {
    await (claim.before === undefined ? claim.finish() : claim.leave(claim.before));
    return { kind: 'unwritten' };
  }
  const outcome = await deleteWithProof(parts.interactions, read, parts.clock);
  return settle(parts, { deletion, claim, outcome });
}

/** Looks what became of a deletion whose outcome is open. When nobody can tell, it stays as it was. Never rejects. */
export async function lookAgain(
  parts: DeletionAttemptParts,
  account: string,
  id: string,
): Promise<DeletionResult> {
  const claim = await parts.store.claim(account, id);
  if (claim === 'busy') return { kind: 'busy' };
  if (claim.before === undefined) {
    await claim.finish();
    return { kind: 'settled' };
  }
  return settle(parts, { deletion: claim.before, claim, outcome: await looked(parts, claim.before) });
}

/** The user wants to know no more of it. False while somebody is at work on it. */
export async function discardDeletion(store: DeletionStore, account: string, id: string): Promise<boolean> {
  const claim = await store.claim(account, id);
  if (claim === 'busy') return false;
  await claim.finish();
  return true;
}

interface Attempt {
  readonly deletion: KeptDeletion;
  readonly claim: DeletionClaim;
  readonly outcome: DeletionOutcome;
}

async function settle(parts: DeletionAttemptParts, attempt: Attempt): Promise<DeletionResult> {
  const { deletion, claim, outcome } = attempt;
  const mayBeOurs = claim.before !== undefined;
  switch (outcome.kind) {
    case 'saved':
      if (outcome.saved === 'gone-before' && !mayBeOurs) return finished(claim, { kind: 'gone-before' });
      await claim.keep(as(parts, deletion, { state: 'deleted' }));
      return { kind: 'deleted', deletion, claim };
    case 'still-there':
      return finished(claim, outcome);
    case 'refused':
      return mayBeOurs
        ? refusedAgain(parts, attempt, outcome.problem)
        : finished(claim, { kind: 'refused', problem: outcome.problem });
    case 'unknown':
      await claim.leave(as(parts, deletion, { state: 'unknown', problem: outcome.problem }));
      return { kind: 'open', problem: outcome.problem };
  }
}

/** That this attempt did nothing says nothing of the one before it. */
async function refusedAgain(
  parts: DeletionAttemptParts,
  { deletion, claim }: Attempt,
  problem: SaveProblem,
): Promise<DeletionResult> {
  const outcome = await looked(parts, deletion);
  if (outcome.kind === 'still-there') return finished(claim, { kind: 'refused', problem });
  return settle(parts, { deletion, claim, outcome });
}

async function looked(
  { interactions, clock }: DeletionAttemptParts,
  deletion: KeptDeletion,
): Promise<DeletionOutcome> {
  try {
    const isGone = await lookWhetherGone(interactions, deletion, clock);
    return isGone ? { kind: 'saved', saved: 'deleted' } : { kind: 'still-there' };
  } catch (error) {
    return { kind: 'unknown', problem: saveProblem(error) };
  }
}

async function finished<Result>(claim: DeletionClaim, result: Result): Promise<Result> {
  await claim.finish();
  return result;
}

function as(
  { clock }: DeletionAttemptParts,
  deletion: Omit<KeptDeletion, 'changedAt' | 'outcome'>,
  outcome: DeletionState,
): KeptDeletion {
  return { ...deletion, changedAt: new Date(clock.now()).toISOString(), outcome };
}
