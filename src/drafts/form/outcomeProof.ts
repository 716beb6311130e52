import type { Interaction } from '../../affinity/index.ts';
import type { FieldProblem } from '../checks/fieldProblem.ts';
import type { Sent } from '../model/draftOutcome.ts';
import { readInteraction, updateBase } from '../model/interactionReading.ts';
import { saveProblem } from '../writing/saveProblem.ts';
import type { Unclear } from '../writing/spacedLooks.ts';
import { verifyOutcome } from '../writing/verifyOutcome.ts';
import type { FormDraft } from './formDraft.ts';
import type { FormParts } from './formParts.ts';

export type OutcomeProof =
  | { readonly kind: 'saved'; readonly interaction: Interaction }
  /** `isSettled`: it is known what became of it; else it is as unknown as before. */
  | { readonly kind: 'problem'; readonly problem: FieldProblem; readonly isSettled: boolean };

type ProofParts = Pick<FormParts, 'connection' | 'clock'>;

/**
 * Looks what became of a claimed draft whose answer was lost. The claim is held until that has ended, whatever is typed
 * meanwhile, so that nobody sends it again in between; what was found out is recorded before this resolves.
 */
export async function outcomeProof(draft: FormDraft, sent: Sent, parts: ProofParts): Promise<OutcomeProof> {
  draft.holdClaim();
  const found = await look(draft, sent, parts);
  draft.endClaim();
  switch (found.kind) {
    case 'saved':
      await draft.discard();
      return found;
    case 'saved-before':
      draft.amend(found.asChange);
      draft.record({ state: 'open' });
      return settled({ at: 'form', code: 'saved-before' });
    case 'not-saved':
      draft.record({ state: 'open', wasSent: true });
      return settled({ at: 'form', code: 'not-saved' });
    case 'unclear':
      draft.keep();
      return { kind: 'problem', problem: { at: 'form', code: 'unclear', why: found.why }, isSettled: false };
    case 'failed':
      draft.keep();
      return { kind: 'problem', problem: found.problem, isSettled: false };
  }
}

type Found =
  | { readonly kind: 'saved'; readonly interaction: Interaction }
  | { readonly kind: 'saved-before'; readonly asChange: Parameters<FormDraft['amend']>[0] }
  | { readonly kind: 'not-saved' }
  | { readonly kind: 'unclear'; readonly why: Unclear }
  | { readonly kind: 'failed'; readonly problem: FieldProblem };

async function look(draft: FormDraft, sent: Sent, { connection, clock }: ProofParts): Promise<Found> {
  const client = connection();
  if (client === undefined) return { kind: 'failed', problem: { at: 'form', code: 'signed-out' } };
  try {
    const found = await verifyOutcome(client, draft.current, clock);
    if (found.kind !== 'saved' || !isChangedSince(draft, sent)) return found;
    // What was typed after it had been sent is not in what was saved, and goes on as a change of it.
    const ref = { type: sent.type, id: found.interaction.id };
    const base = updateBase(await readInteraction(client, ref));
    return {
      kind: 'saved-before',
      asChange: (current) => ({ ...current, type: ref.type, subject: { kind: 'update', ...ref, base } }),
    };
  } catch (error) {
    return { kind: 'failed', problem: { at: 'form', code: 'refused', problem: saveProblem(error) } };
  }
}

function isChangedSince({ current }: FormDraft, { revision }: Sent): boolean {
  return revision !== undefined && revision !== current.revision;
}

function settled(problem: FieldProblem): OutcomeProof {
  return { kind: 'problem', problem, isSettled: true };
}
