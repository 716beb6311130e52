import { l10n } from 'vscode';
import { AffinityError } from '../../affinity/index.ts';
import type { DraftSubject } from '../../drafts/model/draft.ts';
import type { SaveProblem } from '../../drafts/model/draftOutcome.ts';
import { failureWords } from './failureWords.ts';
import type { Failure, FailureWords, Task } from './failureWords.ts';
import { formatRecent } from './formatMoment.ts';

const SERVICE = 'Affinity';

const firstExplained = new WeakMap<AffinityError, number>();

export interface Explanation {
  /** The failure, then the next step. */
  readonly message: string;
  /** The reason alone, for a row in a narrow side bar. */
  readonly short: string;
  readonly action: FailureWords['action'];
}

export interface ExplainOptions {
  readonly task?: 'read' | 'sign-in';
  /** The host, where it is not obvious that it is Affinity's. */
  readonly service?: string;
  readonly now?: number;
}

/** Says what failed. Apart from the service's own messages and the code of a certificate nothing technical is shown. */
export function explain(
  error: unknown,
  { task = 'read', service = SERVICE, now = Date.now() }: ExplainOptions = {},
): Explanation {
  const failure = failureOf(error, { task, service, now });
  const { happened, short, action } = failureWords[failure.kind];
  return {
    message: joinSentences(happened(failure), adviceFor(failure)),
    short: short(failure),
    action,
  };
}

/** The task that a failure of a draft belongs to. A note is a change of an interaction. */
export function taskOf(kind: DraftSubject['kind']): Task & ('create' | 'update') {
  return kind === 'create' ? 'create' : 'update';
}

/** Why the service did not accept a write, with its own words, and what to do next. */
export function refusalWords(problem: SaveProblem, task: Task): string {
  return joinSentences(refusalReason(problem, task), adviceFor(failureOfProblem(problem, task)));
}

/** Why the service did not do what it was asked for, with its own words. */
export function refusalReason(problem: SaveProblem, task: Task): string {
  const failure = failureOfProblem(problem, task);
  const { happened, quotesService = false } = failureWords[failure.kind];
  const quote =
    quotesService && problem.said.length > 0
      ? l10n.t('Affinity says: {0}', problem.said.join(' '))
      : undefined;
  return joinSentences(happened(failure), quote);
}

/** Why the outcome of a write is unknown. */
export function unconfirmedReason(problem: SaveProblem, task: 'create' | 'update'): string {
  const failure = failureOfProblem(problem, task);
  const { happened, unconfirmed = happened } = failureWords[failure.kind];
  return unconfirmed(failure);
}

/** The state of a draft that was not sent, in a few words for its row. */
export function notSentWords(problem: SaveProblem): string {
  const failure = failureOfProblem(problem, 'create');
  return failureWords[failure.kind].notSent(failure);
}

/** The condition that has to end before the same request can succeed. */
export function waitOf({ kind }: SaveProblem): FailureWords['waitsFor'] {
  return failureWords[kind].waitsFor;
}

/** Each argument is a whole sentence. */
export function joinSentences(...sentences: readonly (string | undefined)[]): string {
  return sentences.filter((one) => one !== undefined).join(' ');
}

function adviceFor(failure: Failure): string | undefined {
  const { advice } = failureWords[failure.kind];
  const { task } = failure;
  const isSave = task === 'create' || task === 'quick-log' || task === 'update';
  return (advice[task] ?? (isSave ? advice.save : undefined))?.(failure);
}

function failureOf(error: unknown, { task, service, now }: Required<ExplainOptions>): Failure {
  if (!(error instanceof AffinityError)) return { kind: 'unexpected', task, service, said: [] };
  const { kind, status, code, details } = error;
  return { kind, task, service, said: details, status, code, until: endOfLimit(error, now) };
}

function failureOfProblem({ kind, said, status, code, retryAt }: SaveProblem, task: Task): Failure {
  const end = retryAt === undefined ? undefined : new Date(retryAt);
  const until = end && { text: formatRecent(end), isOver: end.getTime() <= Date.now() };
  return { kind, task, service: SERVICE, said, status, code, until };
}

/** A row is drawn again long after its failure; the end of the limit counts from the first time. */
function endOfLimit(error: AffinityError, now: number): Failure['until'] {
  if (error.retryAfterMs === undefined) return undefined;
  const since = firstExplained.get(error) ?? now;
  firstExplained.set(error, since);
  const end = new Date(since + error.retryAfterMs);
  return { text: formatRecent(end, new Date(now)), isOver: false };
}
