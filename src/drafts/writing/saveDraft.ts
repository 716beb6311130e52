import type {
  Clock,
  Interaction,
  InteractionService,
  NewInteraction,
  PersonService,
} from '../../affinity/index.ts';
import type { PeopleDirectory } from '../../directory/peopleDirectory.ts';
import { noteToSend } from '../../model/cleanText.ts';
import { canBeLogged } from '../../model/interactionTypes.ts';
import { pick } from '../../model/pick.ts';
import { checkEntry, dateDoubts } from '../checks/checkEntry.ts';
import { knownPeople } from '../checks/entry.ts';
import type { Entry } from '../checks/entry.ts';
import type { FieldProblem } from '../checks/fieldProblem.ts';
import { fieldsNotTaken, interactionFields, requestFields, sentFields } from '../checks/interactionFields.ts';
import type { AnsweredField } from '../checks/interactionFields.ts';
import type { Draft, NoteRoute, UpdateBase, UpdateSubject } from '../model/draft.ts';
import type { SaveProblem, Sent, SentFields } from '../model/draftOutcome.ts';
import type { InteractionReader } from '../model/interactionReading.ts';
import { optionalValues } from '../model/optionalFields.ts';
import type { OptionalValues } from '../model/optionalFields.ts';
import type { Claim } from '../store/draftFile.ts';
import { addNote } from './addNote.ts';
import { attachNote } from './attachNote.ts';
import type { Attached } from './attachNote.ts';
import { findRecordsWay } from './compareNoteIds.ts';
import { findNeighbours } from './findNeighbours.ts';
import type { FoundNeighbour } from './findNeighbours.ts';
import type { NoteClient } from './noteClient.ts';
import { saveOutcome, saveProblem } from './saveOutcome.ts';
import { sendWrite } from './sendWrite.ts';
import { findRestored } from './undoDeletion.ts';
import { prepareUpdate, updateInteraction } from './updateInteraction.ts';
import type { LearnedRules } from './updateInteraction.ts';
import type { UpdateConflict } from './updatePlan.ts';
import type { AddedNote } from './writeNote.ts';

const MAX_NEIGHBOURS_SHOWN = 10;

/** A question that the user answers by saving again. `longAgo`: the date is meant as it was read. */
export type SaveQuestion = 'neighbours' | 'conflict' | 'unknownOutcome' | 'longAgo';

/** The steps of a save, in their order. `checking` looks up a save whose outcome is unknown. */
export type SavingStage = 'people' | 'neighbours' | 'reading' | 'sending' | 'checking';

/** The services that a save needs, for the account of the draft. */
export interface SavingClient extends InteractionReader {
  readonly interactions: Pick<InteractionService, 'list' | 'get' | 'create' | 'update'>;
  readonly learned?: LearnedRules | undefined;
  /** Absent where no notes are written. */
  readonly noting?: NoteClient | undefined;
}

/** The services that work on a draft needs, for the account of the draft. */
export interface DraftConnection extends SavingClient {
  readonly persons: Pick<PersonService, 'search'>;
  readonly directory: Pick<PeopleDirectory, 'resolve'>;
}

export interface SaveJob {
  readonly draft: Draft;
  readonly entry: Entry;
  readonly client: SavingClient;
  readonly clock: Clock;
  /** Questions that the user has answered. */
  readonly despite: ReadonlySet<SaveQuestion>;
  /** The interaction may exist already, so nothing is created before the service was asked. */
  readonly mayExist: boolean;
  /** With `conflict`: the version of others that the user has seen. */
  readonly accepted?: UpdateBase | undefined;
  readonly onStage: (stage: SavingStage) => void;
  /** Stores that the draft is being sent before the request goes out, so that a crash cannot lead to a duplicate. */
  readonly claim: (draft: Draft) => Promise<Claim>;
}

export interface Saved {
  readonly kind: 'saved';
  readonly interaction: Interaction;
  /** The text of its note afterwards, as far as it is known. */
  readonly text?: string | undefined;
  /** The response was lost, and a lookup has found the interaction. */
  readonly proven?: boolean;
  /** Fields that were sent and that the service did not take. Absent when it took all of them. */
  readonly notTaken?: readonly AnsweredField[];
  /** The result of putting its note on the records of *Also on*, if there are any. */
  readonly attach?: SaveResult;
}

/** A note was added to an interaction, or one that was added before was changed. */
export interface NoteSaved {
  readonly kind: 'noted';
  readonly note: AddedNote;
  readonly proven?: boolean;
}

/**
 * V2 does not take the note. Nothing was saved; the next attempt goes the way of `route`, or puts a separate note on the
 * records. `isGone`: the interaction was deleted, and its note with it.
 */
export interface Rerouted {
  readonly kind: 'rerouted';
  readonly route?: NoteRoute;
  readonly isGone?: true;
}

export type SaveResult =
  | Saved
  | NoteSaved
  | Attached
  | Rerouted
  | { readonly kind: 'problems'; readonly problems: readonly FieldProblem[] }
  | { readonly kind: 'neighbours'; readonly neighbours: readonly FoundNeighbour[] }
  | { readonly kind: 'conflict'; readonly conflict: UpdateConflict }
  /** The last save may have taken effect, and the user has not confirmed to send the draft again. */
  | { readonly kind: 'open-outcome' }
  | { readonly kind: 'refused'; readonly problem: SaveProblem }
  | { readonly kind: 'unknown'; readonly problem: SaveProblem; readonly sent: Sent };

/** Checks a draft, asks the service what has to be asked first, and sends at most one write. Never rejects. */
export async function saveDraft(job: SaveJob): Promise<SaveResult> {
  const { draft, entry, despite } = job;
  const problems = checkEntry(entry);
  if (problems.length > 0) return { kind: 'problems', problems };
  const doubts = despite.has('longAgo') ? [] : dateDoubts(entry);
  if (doubts.length > 0) return { kind: 'problems', problems: doubts };
  if (draft.outcome.state === 'unknown' && !despite.has('unknownOutcome')) return { kind: 'open-outcome' };
  const { subject } = draft;
  switch (subject.kind) {
    case 'create':
      return create(job);
    case 'update':
      return update(job, subject);
    case 'note':
      return addNote(job, subject);
    case 'attach':
      return attachNote(job, subject);
  }
}

async function create(job: SaveJob): Promise<SaveResult> {
  const { entry, client, clock, despite } = job;
  const data = newInteraction(entry);
  if (data === undefined) return { kind: 'problems', problems: checkEntry(entry) };
  job.onStage('neighbours');
  if (await mustTellWay(job)) return { kind: 'rerouted' };
  const restored = despite.has('neighbours') ? undefined : await findRestored(client.interactions, job);
  if (restored !== undefined) return restored;
  const question = { type: data.type, people: knownPeople(entry.people), date: data.date };
  const { found, isComplete, failure } = await findNeighbours(client.interactions, question, clock);
  if (found.length > 0 && !despite.has('neighbours')) {
    return { kind: 'neighbours', neighbours: found.slice(0, MAX_NEIGHBOURS_SHOWN) };
  }
  if (job.mayExist && !isComplete && !despite.has('neighbours')) {
    const problem = failure === undefined ? undefined : saveProblem(failure, clock.now());
    return { kind: 'problems', problems: [{ at: 'form', code: 'cannot-look', problem }] };
  }
  const alike = isComplete ? { alike: found.map(({ interaction }) => interaction.id) } : {};
  const sent = { type: data.type, ...sentFields(data), ...alike };
  return sendWrite(job, sent, () => saveOutcome(() => client.interactions.create(data)), savedResult);
}

/** The user is told of a separate note before anything is sent. */
async function mustTellWay({ draft, client: { noting }, clock }: SaveJob): Promise<boolean> {
  const { alsoOn = [], recordsWay } = draft;
  if (alsoOn.length === 0 || recordsWay === 'separate' || noting === undefined) return false;
  return (await findRecordsWay(noting, clock)) === 'separate';
}

async function update(job: SaveJob, subject: UpdateSubject): Promise<SaveResult> {
  const { entry, client, despite, accepted } = job;
  job.onStage('reading');
  const updateEntry = { ...entry, base: subject.base };
  const seen = despite.has('conflict') ? accepted : undefined;
  const prepared = await prepareUpdate(client, subject, updateEntry, seen);
  switch (prepared.kind) {
    case 'done':
      return { kind: 'saved', interaction: prepared.interaction, text: prepared.text };
    case 'locked':
      return { kind: 'problems', problems: [prepared.problem] };
    case 'conflict':
    case 'refused':
      return prepared;
    case 'send':
      break;
  }
  const { changes, theirs } = prepared;
  const fields = sentFields(changes);
  const before = sentFields(requestFields(theirs, interactionFields));
  const was = pick(before, Object.keys(fields) as (keyof SentFields)[]);
  const sent = { type: subject.type, ...fields, was };
  const write = () => updateInteraction(client, subject, changes, theirs);
  return sendWrite(job, sent, write, (saved) => ({ text: theirs.text, ...savedResult(saved, sent) }));
}

/** The data of a create call. Undefined for an entry that the checks reject. */
function newInteraction(entry: Entry): LoggedInteraction | undefined {
  const { type, when, people, text } = entry;
  if (when.kind !== 'read' || !canBeLogged(type)) return undefined;
  return {
    type,
    personIds: knownPeople(people).map(({ id }) => id),
    content: noteToSend(text),
    date: when.instant,
    ...optionalValues(entry),
  };
}

/** A create call whose date is an instant, which cannot be misread. */
type LoggedInteraction = NewInteraction & OptionalValues & { readonly date: Date };

function savedResult(interaction: Interaction, sent: SentFields): Saved {
  const notTaken = fieldsNotTaken(interaction, sent);
  return {
    kind: 'saved',
    interaction,
    ...pick(sent, ['text']),
    ...(notTaken.length === 0 ? {} : { notTaken }),
  };
}
