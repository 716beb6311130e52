import type { Clock, Interaction, InteractionService } from '../../affinity/index.ts';
import type { InteractionRef } from '../../model/interactionRef.ts';
import type { TypeId } from '../../model/interactionTypes.ts';
import type { SaveProblem } from '../model/draftOutcome.ts';
import { deletionId } from '../model/keptDeletion.ts';
import type { DeletionState, KeptDeletion } from '../model/keptDeletion.ts';
import type { DeletionClaim, DeletionStore } from '../store/deletionStore.ts';
import { pollUntilGone } from './lookup.ts';
import type { Lookup } from './lookup.ts';
import { isNotFound, saveOutcome, saveProblem } from './saveOutcome.ts';
import type { SaveOutcome } from './saveOutcome.ts';

export interface DeletionAttemptsDeps {
  readonly store: DeletionStore;
  readonly interactions: Pick<InteractionService, 'delete' | 'get'>;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
}

/** An interaction that this window or an earlier attempt has deleted. It is stored until the claim ends. */
export interface Deleted {
  readonly kind: 'deleted';
  readonly deletion: KeptDeletion;
  readonly claim: DeletionClaim;
}

export type DeletionResult =
  | Deleted
  /** Someone else deleted it, so this window has nothing to undo. */
  | { readonly kind: 'gone-before' }
  | { readonly kind: 'still-there' }
  /** The service refused, and the interaction still exists. */
  | { readonly kind: 'refused'; readonly problem: SaveProblem }
  /** The outcome is unknown. The deletion is stored and can be looked up. */
  | { readonly kind: 'open'; readonly problem: SaveProblem }
  /** Nothing was sent, because the deletion could not be stored and a crash would have hidden it. */
  | { readonly kind: 'unwritten' }
  /** This window or another one is deleting it or looking it up. */
  | { readonly kind: 'busy' }
  /** Another window has found out the outcome, or the deletion was discarded. */
  | { readonly kind: 'settled' };

/** `gone-before`: there was nothing to delete. `still-there`: the response was lost, and a lookup has found it. */
export type DeletionOutcome = SaveOutcome<'deleted' | 'gone-before'> | { readonly kind: 'still-there' };

type DeletableRef = InteractionRef & { readonly type: TypeId };

/** Deletes interactions, each stored before its request goes out. Nothing here rejects. */
export class DeletionAttempts {
  readonly #deps: DeletionAttemptsDeps;

  constructor(deps: DeletionAttemptsDeps) {
    this.#deps = deps;
  }

  /** Sends one delete request for an interaction that was read before. */
  async delete(read: Omit<KeptDeletion, 'version' | 'changedAt' | 'outcome'>): Promise<DeletionResult> {
    const { store, interactions, clock } = this.#deps;
    const claim = await store.claim(read.account, deletionId(read));
    if (claim === 'busy') return { kind: 'busy' };
    const wasSent = claim.before === undefined ? {} : ({ wasSent: true } as const);
    const deletion = this.#withOutcome({ ...read, version: 1 }, { state: 'deleting', ...wasSent });
    if (!(await claim.keep(deletion))) {
      await (claim.before === undefined ? claim.finish() : claim.leave(claim.before));
      return { kind: 'unwritten' };
    }
    const outcome = await deleteAndConfirm(interactions, read, clock);
    return this.#settle({ deletion, claim, outcome });
  }

  /** Looks up a deletion whose outcome is unknown. It stays unknown when the service cannot be asked. */
  async lookAgain(account: string, id: string): Promise<DeletionResult> {
    const claim = await this.#deps.store.claim(account, id);
    if (claim === 'busy') return { kind: 'busy' };
    if (claim.before === undefined) {
      await claim.finish();
      return { kind: 'settled' };
    }
    return this.#settle({ deletion: claim.before, claim, outcome: await this.#confirm(claim.before) });
  }

  async #settle(attempt: Attempt): Promise<DeletionResult> {
    const { deletion, claim, outcome } = attempt;
    const mayBeOurs = claim.before !== undefined;
    switch (outcome.kind) {
      case 'saved':
        if (outcome.saved === 'gone-before' && !mayBeOurs) return finish(claim, { kind: 'gone-before' });
        await claim.keep(this.#withOutcome(deletion, { state: 'deleted' }));
        return { kind: 'deleted', deletion, claim };
      case 'still-there':
        return finish(claim, outcome);
      case 'refused':
        return mayBeOurs
          ? this.#refusedAgain(attempt, outcome.problem)
          : finish(claim, { kind: 'refused', problem: outcome.problem });
      case 'unknown':
        await claim.leave(this.#withOutcome(deletion, { state: 'unknown', problem: outcome.problem }));
        return { kind: 'open', problem: outcome.problem };
    }
  }

  /** The refusal says nothing about the earlier attempt, which may have taken effect. */
  async #refusedAgain({ deletion, claim }: Attempt, problem: SaveProblem): Promise<DeletionResult> {
    const outcome = await this.#confirm(deletion);
    if (outcome.kind === 'still-there') return finish(claim, { kind: 'refused', problem });
    return this.#settle({ deletion, claim, outcome });
  }

  async #confirm(deletion: KeptDeletion): Promise<DeletionOutcome> {
    const { interactions, clock } = this.#deps;
    try {
      return confirmed(await findDeleted(interactions, deletion, clock));
    } catch (error) {
      return { kind: 'unknown', problem: saveProblem(error) };
    }
  }

  #withOutcome(deletion: Omit<KeptDeletion, 'changedAt' | 'outcome'>, outcome: DeletionState): KeptDeletion {
    return { ...deletion, changedAt: new Date(this.#deps.clock.now()).toISOString(), outcome };
  }
}

/** Sends one delete request, and looks up the interaction when the response was lost. */
export async function deleteAndConfirm(
  interactions: Pick<InteractionService, 'delete' | 'get'>,
  ref: DeletableRef,
  clock: Pick<Clock, 'sleep'>,
): Promise<DeletionOutcome> {
  const outcome = await deleteInteraction(interactions, ref);
  if (outcome.kind !== 'unknown') return outcome;
  const lookup = await findDeleted(interactions, ref, clock).catch(() => undefined);
  return lookup === undefined ? outcome : confirmed(lookup);
}

/** Sends one delete request. */
export async function deleteInteraction(
  interactions: Pick<InteractionService, 'delete'>,
  { type, id }: DeletableRef,
): Promise<SaveOutcome<'deleted' | 'gone-before'>> {
  const outcome = await saveOutcome<'deleted' | 'gone-before' | 'declined'>(async () => {
    try {
      return (await interactions.delete(id, type)) ? 'deleted' : 'declined';
    } catch (error) {
      if (isNotFound(error)) return 'gone-before';
      throw error;
    }
  });
  if (outcome.kind !== 'saved') return outcome;
  const { saved } = outcome;
  return saved === 'declined'
    ? { kind: 'refused', problem: { kind: 'invalid-request', said: [] } }
    : { kind: 'saved', saved };
}

/** Looks until an interaction is gone, for as long as a deletion may take. Rejects when the service cannot be asked. */
export function findDeleted(
  interactions: Pick<InteractionService, 'get'>,
  { type, id }: DeletableRef,
  clock: Pick<Clock, 'sleep'>,
): Promise<Lookup<Interaction>> {
  return pollUntilGone(async (signal) => {
    try {
      return { kind: 'found', found: await interactions.get(id, type, { signal }) };
    } catch (error) {
      if (isNotFound(error)) return { kind: 'absent' };
      throw error;
    }
  }, clock);
}

interface Attempt {
  readonly deletion: KeptDeletion;
  readonly claim: DeletionClaim;
  readonly outcome: DeletionOutcome;
}

function confirmed({ kind }: Lookup<Interaction>): DeletionOutcome {
  return kind === 'absent' ? { kind: 'saved', saved: 'deleted' } : { kind: 'still-there' };
}

async function finish<Result>(claim: DeletionClaim, result: Result): Promise<Result> {
  await claim.finish();
  return result;
}
