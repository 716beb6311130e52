import type { Clock } from '../../affinity/index.ts';
import { earlierSending } from '../model/draftOutcome.ts';
import type { SaveProblem } from '../model/draftOutcome.ts';
import type { SaveQuestion, SaveResult } from '../writing/saveDraft.ts';
import { DateField } from './dateField.ts';
import { FormDraft } from './formDraft.ts';
import type { FormParts } from './formParts.ts';
import { entryOf } from './formValues.ts';
import { PeopleField } from './peopleField.ts';
import { SaveAttempts } from './saveAttempts.ts';
import { unreached } from './unreached.ts';

export interface DraftSendingParts extends Pick<
  FormParts,
  'draft' | 'store' | 'connection' | 'clock' | 'dayFirst'
> {
  /** Questions that need not be asked. */
  readonly answered?: readonly SaveQuestion[];
}

/**
 * Sends a draft without a form. What became of it is kept with it, and a question is a result: only a form can ask it.
 * One whose last save may have taken effect is looked for first. Never rejects.
 */
export async function sendDraft(parts: DraftSendingParts): Promise<SaveResult> {
  const { store, clock } = parts;
  const draft = new FormDraft(parts.draft, { store, clock, onChange });
  const date = new DateField(parts.dayFirst, onChange);
  const directory = () => parts.connection()?.directory;
  const people = new PeopleField(parts.draft.people, { directory, onChange });
  const attempts = new SaveAttempts(draft, { ...parts, onStage: onChange });
  try {
    if (parts.draft.outcome.state === 'unknown' && parts.answered?.includes('unknownOutcome') !== true) {
      const result = await attempts.verify();
      const isToBeSent =
        result.kind === 'problems' && result.problems.some(({ code }) => code === 'not-saved');
      if (!isToBeSent) return result;
    }
    const result = await attempts.run(async () => {
      date.read(draft.current.date);
      // Begun and never entered: it goes the way of Enter, as in a form.
      people.addTyped(draft.current.peopleText ?? '');
      people.lookUpAll();
      await people.settled(clock);
      draft.amend((current) => ({ ...current, people: people.people, peopleText: '' }));
      return entryOf(draft.current, people.chips, await date.settled());
    });
    const problem = result.kind === 'problems' ? unreached(result.problems, people.chips) : undefined;
    return problem === undefined ? result : turnedDown(draft, problem, clock);
  } finally {
    draft.dispose();
    people.dispose();
  }
}

/** There is nothing to be answered, so it is a state of the draft. What may have arrived before stays as unknown. */
function turnedDown(draft: FormDraft, problem: SaveProblem, clock: Pick<Clock, 'now'>): SaveResult {
  const { outcome } = draft.current;
  const at = new Date(clock.now()).toISOString();
  if (outcome.state !== 'unknown')
    draft.record({ state: 'refused', problem, at, ...earlierSending(outcome) });
  return { kind: 'refused', problem };
}

/** Nobody looks on. */
function onChange(): void {}
