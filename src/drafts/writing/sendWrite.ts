import type { FieldProblem } from '../checks/fieldProblem.ts';
import { keepUndated, sentTimes } from '../model/draftOutcome.ts';
import type { Sent } from '../model/draftOutcome.ts';
import type { Claim } from '../store/draftFile.ts';
import type { SaveJob, SaveResult } from './saveDraft.ts';
import type { SaveOutcome } from './saveOutcome.ts';

/** Claims the draft, sends one write, and says what came of it. `resultOf` is asked for a write that took effect. */
export async function sendWrite<Written>(
  job: SaveJob,
  fields: Omit<Sent, 'at' | 'earlier'>,
  write: (sent: Sent) => Promise<SaveOutcome<Written>>,
  resultOf: (written: Written, sent: Sent) => SaveResult,
): Promise<SaveResult> {
  const earlier = sentTimes(job.draft.outcome);
  const sent: Sent = {
    at: new Date(job.clock.now()).toISOString(),
    revision: job.draft.revision,
    ...fields,
    ...(earlier.length === 0 ? {} : { earlier }),
    ...keepUndated(job.draft.outcome),
  };
  job.onStage('sending');
  const claim = await job.claim({ ...job.draft, outcome: { state: 'sending', sent } });
  if (claim !== 'claimed') return { kind: 'problems', problems: [claimProblem(claim)] };
  const outcome = await write(sent);
  switch (outcome.kind) {
    case 'saved':
      return resultOf(outcome.saved, sent);
    case 'refused':
      return { kind: 'refused', problem: outcome.problem };
    case 'unknown':
      return { kind: 'unknown', problem: outcome.problem, sent };
  }
}

/** The problem to show when a draft could not be claimed. */
export function claimProblem(claim: Exclude<Claim, 'claimed'>): FieldProblem {
  return { at: 'form', code: claim === 'unwritten' ? claim : `${claim}-elsewhere` };
}
