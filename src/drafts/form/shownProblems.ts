import { checkEntry } from '../checks/checkEntry.ts';
import type { Entry } from '../checks/entry.ts';
import type { FieldProblem } from '../checks/fieldProblem.ts';
import type { DraftOutcome } from '../model/draftOutcome.ts';
import type { Elsewhere } from '../store/claim.ts';

const places: readonly FieldProblem['at'][] = ['form', 'type', 'date', 'people', 'direction', 'text'];

const early: ReadonlySet<FieldProblem['code']> = new Set([
  'date-not-understood',
  'date-partly-understood',
  'date-does-not-exist',
  'date-without-day',
  'zone-unknown',
  'year-too-early',
  'year-too-late',
  'too-many-people',
  'text-too-long',
]);

export interface ProblemsSource {
  readonly entry: Entry;
  /** After the first attempt to save, everything is said; before, only what is wrong and not merely unfinished. */
  readonly all: boolean;
  /** Until its text has been read, the date is neither there nor missing. */
  readonly isRead: boolean;
  readonly outcome: DraftOutcome;
  /** Of the last attempt: what no check of the entry tells. Gone with the next change. */
  readonly ofAttempt: readonly FieldProblem[];
  /** What another window has done to the draft. */
  readonly elsewhere?: Elsewhere | undefined;
  readonly leftOut: number;
}

/** The problems that a form shows now, each once, in the order of its fields. */
export function shownProblems({
  entry,
  all,
  isRead,
  outcome,
  ofAttempt,
  elsewhere,
  leftOut,
}: ProblemsSource): readonly FieldProblem[] {
  const checked = checkEntry(entry).filter((problem) =>
    all ? !isUnderWay(problem, isRead) : early.has(problem.code),
  );
  // What the other window was about when the attempt came upon it is over.
  const lasting = ofAttempt.filter(({ code }) => elsewhere === undefined || code !== 'busy-elsewhere');
  const problems: FieldProblem[] = [...checked, ...lasting];
  if (elsewhere !== undefined) problems.push({ at: 'form', code: `${elsewhere}-elsewhere` });
  if (leftOut > 0) problems.push({ at: 'people', code: 'people-left-out', count: leftOut });
  if (outcome.state === 'refused') {
    problems.push({ at: outcome.problem.at ?? 'form', code: 'refused', problem: outcome.problem });
  }
  const unique = [...new Map(problems.map((problem) => [`${problem.at} ${problem.code}`, problem])).values()];
  return unique.toSorted((one, other) => places.indexOf(one.at) - places.indexOf(other.at));
}

/** Names that are being looked up are no mistake of the user, nor is a date that is being read. */
function isUnderWay({ code }: FieldProblem, isRead: boolean): boolean {
  return code === 'unresolved' || (code === 'date-missing' && !isRead);
}
