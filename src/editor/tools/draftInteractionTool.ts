import { readWhen } from '../../dates/readWhen.ts';
import { hostZone } from '../../dates/wallTime.ts';
import type { WhenRead } from '../../dates/whenReading.ts';
import { hasDirection } from '../../model/interactionTypes.ts';
import { draftAnswer } from '../../tools/draftAnswer.ts';
import { draftFromTool, peopleOfDraft } from '../../tools/draftFromTool.ts';
import { ToolError } from '../../tools/toolError.ts';
import { typeIdOf } from '../../tools/toolInputs.ts';
import type { ToolInputs } from '../../tools/toolInputs.ts';
import { draftStart } from '../drafts/draftStart.ts';
import type { FormsOnDemand } from '../form/formsOnDemand.ts';
import { isDayFirst } from '../words/isDayFirst.ts';
import { toolWords } from '../words/toolWords.ts';
import type { ModelTool } from './modelTool.ts';
import { namedRecord } from './namedRecord.ts';
import { OpenedForms } from './openedForms.ts';
import { peopleById } from './peopleById.ts';

/** At most this many forms that a tool opened may wait for the user. */
const MOST_OPEN_FORMS = 5;

type Input = ToolInputs['affinity_draft_interaction'];

/**
 * Opens a form that is filled in, beside all other forms and drafts. Nothing is sent: the user reviews it and saves, or
 * closes it.
 */
export function draftInteractionTool(
  forms: Pick<FormsOnDemand, 'get'>,
): ModelTool<'affinity_draft_interaction'> {
  const opened = new OpenedForms();
  return {
    notice: ({ type }) => toolWords.draft(typeIdOf(type)),
    subject: ({ record }) => record,
    invoke: async (input, call) => {
      const { session, here } = call;
      const reading = await readingOf(input);
      const at = reading?.instant;
      const people = peopleOfDraft(input.people ?? []);
      const known = await peopleById(people.ids, call);
      const about = input.record && (await namedRecord(input.record, call));
      const loaded = await forms.get();
      call.checkAccount();
      const isTimeAssumed = reading?.notes.some(({ code }) => code === 'time-assumed') ?? false;
      const answer = { at, isTimeAssumed, names: people.names.length, zone: here.zone };
      const again = opened.find(loaded, session, input);
      if (again !== undefined) {
        loaded.reveal(again);
        return draftAnswer({ ...answer, isAgain: true });
      }
      if (opened.count(loaded) >= MOST_OPEN_FORMS) throw tooManyForms();
      const draft = { ...input, type: typeIdOf(input.type), people: { ...people, known }, about, at };
      const id = loaded.showNew((newId) => draftFromTool(draftStart(session, newId), draft));
      opened.add(session, input, id);
      return draftAnswer({ ...answer, isAgain: false });
    },
  };
}

/** The date as the form will read it; undefined without one. */
async function readingOf({ type, direction, date }: Input): Promise<WhenRead | undefined> {
  if (direction !== undefined && !hasDirection(typeIdOf(type)))
    throw new ToolError('direction is for chat messages only. Leave it out and call the tool again.');
  if (date === undefined) return undefined;
  const reading = await readWhen(date, { now: new Date(), zone: hostZone(), dayFirst: isDayFirst() });
  if (reading.kind === 'read') return reading;
  throw new ToolError(
    'date could not be read as a day with a time. Use ISO 8601 with an offset, such as 2026-03-31T14:00:00+02:00, or English such as “yesterday 3pm”.',
  );
}

function tooManyForms(): ToolError {
  return new ToolError(
    `${MOST_OPEN_FORMS} forms that you opened are waiting for the user. Nothing was opened; ask the user to review those first.`,
  );
}
