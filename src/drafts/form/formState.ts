import type { WhenReading } from '../../dates/when.ts';
import type { FieldProblem } from '../checks/fieldProblem.ts';
import type { Chip } from '../model/chips.ts';
import type { Draft } from '../model/draft.ts';
import type { KeepState } from '../store/draftFile.ts';
import type { FoundNeighbour } from '../writing/neighbours.ts';
import type { UpdateConflict } from '../writing/updatePlan.ts';
import type { DateField } from './dateField.ts';
import type { FormAttribution } from './formAttribution.ts';
import type { FormDraft } from './formDraft.ts';
import type { FormParts } from './formParts.ts';
import { entryOf } from './formValues.ts';
import type { SavingStage } from './formWording.ts';
import type { PeopleField } from './peopleField.ts';
import type { SaveAttempts } from './saveAttempts.ts';
import { shownProblems } from './shownProblems.ts';

/** Everything that a form knows, as data; its view is a function of this. */
export interface FormState {
  readonly draft: Draft;
  readonly attribution: FormAttribution;
  /** Of the page. */
  readonly zone: string;
  readonly when: WhenReading | undefined;
  readonly chips: readonly Chip[];
  readonly problems: readonly FieldProblem[];
  /** Said to send again although the last save may have taken effect. */
  readonly sendsAgain: boolean;
  readonly neighbours: readonly FoundNeighbour[];
  readonly conflict: UpdateConflict | undefined;
  readonly saving: SavingStage | undefined;
  readonly keepState: KeepState;
  readonly keptAt: Date | undefined;
  /** The user has chosen that drafts are not written anywhere. */
  readonly inMemory: boolean;
}

export interface FormPieces {
  readonly draft: FormDraft;
  readonly date: DateField;
  readonly people: PeopleField;
  readonly attempts: SaveAttempts;
  readonly zone: string;
}

/** What the pieces of a form know by now. */
export function formState(
  { attribution, inMemory }: Pick<FormParts, 'attribution' | 'inMemory'>,
  pieces: FormPieces,
): FormState {
  const { keepState, keptAt, elsewhere, current: draft } = pieces.draft;
  const { wasTried, neighbours, conflict, sendsAgain, stage: saving, problems: ofAttempt } = pieces.attempts;
  const [when, chips] = [pieces.date.reading, pieces.people.chips];
  const { outcome } = draft;
  const entry = entryOf(draft, chips, when);
  const isRead = when !== undefined;
  const problems = shownProblems({
    entry,
    all: wasTried,
    isRead,
    outcome,
    elsewhere,
    ofAttempt,
    leftOut: pieces.people.leftOut,
  });
  const kept = { keepState, keptAt, inMemory: inMemory() };
  return {
    draft,
    attribution,
    zone: pieces.zone,
    when,
    chips,
    problems,
    neighbours,
    conflict,
    sendsAgain,
    saving,
    ...kept,
  };
}
