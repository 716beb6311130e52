import type { ConfirmRequests } from '../../history/requestPermission.ts';
import { SharedQuestion } from '../../history/sharedQuestion.ts';
import type { HistoryEnd, HistoryProgress } from '../../history/wholeHistories.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { RecordCoverage } from './recordCoverage.ts';

export interface ReadRestOptions {
  readonly confirm: ConfirmRequests;
  readonly signal: AbortSignal;
  readonly onProgress: (record: RecordRef, progress: HistoryProgress) => void;
}

/** Reads the records that aren't covered, one after another, with one question for all of them. */
export async function readRest(
  { histories }: Pick<AccountSession, 'histories'>,
  coverage: readonly RecordCoverage[],
  { confirm, signal, onProgress }: ReadRestOptions,
): Promise<HistoryEnd> {
  const open = coverage.filter(({ isComplete }) => !isComplete);
  const question = new SharedQuestion(confirm);
  let estimate = open.reduce((sum, { requestsLeft }) => sum + requestsLeft, 0);
  if (!(await question.mayMake(estimate))) return { kind: 'declined' };
  for (const { record, requestsLeft } of open) {
    estimate -= requestsLeft;
    const rest = estimate;
    const { end, requests } = await histories.read(record, {
      withTexts: true,
      signal,
      confirm: (needed) => question.mayMake(needed + rest),
      onProgress: (progress) => onProgress(record, progress),
    });
    if (end.kind !== 'complete') return end;
    question.made(requests);
    // The estimate was too low, and each record alone may stay below the limit.
    if (rest > 0 && !(await question.mayMake(rest))) return { kind: 'declined' };
  }
  return { kind: 'complete' };
}
