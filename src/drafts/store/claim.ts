import type { FieldProblem } from '../checks/fieldProblem.ts';

/** What another window has done to a draft, or is doing: `gone` is saved or discarded, `busy` is being sent. */
export type Elsewhere = 'gone' | 'changed' | 'busy';

/** `unwritten`: it cannot be kept that it is being sent, so that it must not be. */
export type Claim = 'claimed' | 'unwritten' | Elsewhere;

/** Why nothing was sent. */
export function claimProblem(claim: Exclude<Claim, 'claimed'>): FieldProblem {
  return { at: 'form', code: claim === 'unwritten' ? claim : `${claim}-elsewhere` };
}
