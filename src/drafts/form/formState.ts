import type { WhenReading } from '../../dates/whenReading.ts';
import { formPlaces } from '../../protocol/formValues.ts';
import type { NoteRecord } from '../../protocol/formView.ts';
import { checkEntry } from '../checks/checkEntry.ts';
import type { FieldProblem } from '../checks/fieldProblem.ts';
import type { Chip } from '../model/chip.ts';
import type { Draft } from '../model/draft.ts';
import type { KeepState } from '../store/draftFile.ts';
import type { DraftWork } from '../writing/draftWork.ts';
import type { FoundNeighbour } from '../writing/findNeighbours.ts';
import type { LookupFailure } from '../writing/lookup.ts';
import type { SavingStage } from '../writing/saveDraft.ts';
import type { UpdateConflict } from '../writing/updatePlan.ts';
import type { FormAttribution } from './formDeps.ts';

/** Problems that are shown before the first save. All others may only mean that the entry is unfinished. */
const earlyCodes: ReadonlySet<FieldProblem['code']> = new Set([
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

/** Everything that a form shows, as data. */
export interface FormState {
  readonly draft: Draft;
  readonly attribution: FormAttribution;
  /** The time zone of the page. */
  readonly zone: string;
  readonly when: WhenReading | undefined;
  readonly chips: readonly Chip[];
  /** The people of the record that the form is about can be offered. */
  readonly offersContacts: boolean;
  /** Records that can be added to *Also on* with one click. */
  readonly suggested: readonly NoteRecord[];
  readonly problems: readonly FieldProblem[];
  /** The user has confirmed to send the draft again, although the last save may have taken effect. */
  readonly sendsAgain: boolean;
  readonly neighbours: readonly FoundNeighbour[];
  /** The neighbours were found when the draft was opened; nothing was asked yet. */
  readonly isOffer: boolean;
  readonly conflict: UpdateConflict | undefined;
  /** Why the last lookup did not settle an unknown outcome. */
  readonly lookupFailure: LookupFailure | undefined;
  readonly saving: SavingStage | undefined;
  readonly keepState: KeepState;
  readonly keptAt: Date | undefined;
  /** The user has chosen not to write drafts to disk. */
  readonly inMemory: boolean;
}

export function formState(
  work: DraftWork,
  given: Pick<FormState, 'attribution' | 'zone' | 'inMemory' | 'offersContacts' | 'suggested'>,
): FormState {
  const { keepState, keptAt, current: draft } = work.draft;
  const { neighbours, isOffer, conflict, lookupFailure, sendsAgain, stage: saving } = work.attempts;
  return {
    ...given,
    draft,
    when: work.date.reading,
    chips: work.people.chips,
    problems: shownProblems(work),
    neighbours,
    isOffer,
    conflict,
    lookupFailure,
    sendsAgain,
    saving,
    keepState,
    keptAt,
  };
}

/** The problems of a form, each once, in the order of its fields. */
function shownProblems({ draft, date, people, attempts, entry }: DraftWork): readonly FieldProblem[] {
  const { elsewhere, current } = draft;
  const isRead = date.reading !== undefined;
  const checked = checkEntry(entry).filter((problem) =>
    attempts.wasTried ? !isRunning(problem, isRead) : earlyCodes.has(problem.code),
  );
  // `elsewhere` says what the other window has done since the attempt met it.
  const lasting = attempts.problems.filter(
    ({ code }) => elsewhere === undefined || code !== 'busy-elsewhere',
  );
  const problems: FieldProblem[] = [...checked, ...lasting];
  if (elsewhere !== undefined) problems.push({ at: 'form', code: `${elsewhere}-elsewhere` });
  if (people.leftOut > 0) problems.push({ at: 'people', code: 'people-left-out', count: people.leftOut });
  if (current.outcome.state === 'refused') {
    const { problem } = current.outcome;
    problems.push({ at: problem.at ?? 'form', code: 'refused', problem });
  }
  const unique = [...new Map(problems.map((problem) => [`${problem.at} ${problem.code}`, problem])).values()];
  return unique.toSorted((one, other) => formPlaces.indexOf(one.at) - formPlaces.indexOf(other.at));
}

/** A name that is being looked up and a date that is being read are no mistakes, nor is a proposal that is just shown. */
function isRunning({ code }: FieldProblem, isRead: boolean): boolean {
  return code === 'unresolved' || code === 'proposed-found' || (code === 'date-missing' && !isRead);
}
