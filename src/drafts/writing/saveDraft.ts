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
import type { DirectionId } from '../../model/interactionTypes.ts';
import { checkEntry } from '../checks/checkEntry.ts';
import { knownPeople, sameIds, sameSecond } from '../checks/entry.ts';
import type { Entry } from '../checks/entry.ts';
import type { FieldProblem } from '../checks/fieldProblem.ts';
import type { Draft, NoteRoute, NoteSubject, UpdateBase, UpdateSubject } from '../model/draft.ts';
import type { SaveProblem, Sent, SentFields } from '../model/draftOutcome.ts';
import type { InteractionReader } from '../model/interactionReading.ts';
import type { Claim } from '../store/draftFile.ts';
import { findNeighbours } from './findNeighbours.ts';
import type { FoundNeighbour } from './findNeighbours.ts';
import type { NoteClient } from './noteClient.ts';
import { htmlOf, isSameNote, notesSince, routeWithoutV2, writeNote } from './saveNote.ts';
import type { AddedNote, NoteWrite } from './saveNote.ts';
import { saveOutcome, saveProblem } from './saveOutcome.ts';
import type { SaveOutcome } from './saveOutcome.ts';
import { findRestored } from './undoDeletion.ts';
import { prepareUpdate, updateInteraction } from './updateInteraction.ts';
import type { LearnedRules } from './updateInteraction.ts';
import type { UpdateConflict } from './updatePlan.ts';

const MAX_NEIGHBOURS_SHOWN = 10;

const answeredFields: readonly AnsweredField[] = ['date', 'people', 'direction'];

/** A question that the user answers by saving again. */
export type SaveQuestion = 'neighbours' | 'conflict' | 'unknownOutcome';

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
  /** The response was lost, and a lookup has found the interaction. */
  readonly proven?: boolean;
  /** Fields that were sent and that the service did not take. Absent when it took all of them. */
  readonly notTaken?: readonly AnsweredField[];
}

type Refused = Extract<SaveResult, { readonly kind: 'refused' }>;

/** The fields that the response of a write contains. The text is not among them. */
export type AnsweredField = 'date' | 'people' | 'direction';

/** A note was added to an interaction, or one that was added before was changed. */
export interface NoteSaved {
  readonly kind: 'noted';
  readonly note: AddedNote;
  readonly proven?: boolean;
}

export type SaveResult =
  | Saved
  | NoteSaved
  /** V2 did not take the note. Nothing was saved; the next attempt goes this way. */
  | { readonly kind: 'rerouted'; readonly route: NoteRoute }
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
  if (draft.outcome.state === 'unknown' && !despite.has('unknownOutcome')) return { kind: 'open-outcome' };
  const { subject } = draft;
  switch (subject.kind) {
    case 'create':
      return create(job);
    case 'update':
      return update(job, subject);
    case 'note':
      return addNote(job, subject);
  }
}

/** The problem to show when a draft could not be claimed. */
export function claimProblem(claim: Exclude<Claim, 'claimed'>): FieldProblem {
  return { at: 'form', code: claim === 'unwritten' ? claim : `${claim}-elsewhere` };
}

async function create(job: SaveJob): Promise<SaveResult> {
  const { entry, client, clock, despite } = job;
  const data = newInteraction(entry);
  if (data === undefined) return { kind: 'problems', problems: checkEntry(entry) };
  job.onStage('neighbours');
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
  const { personIds, content, date, direction } = data;
  const fields = { type: data.type, personIds, text: content, date: date.toISOString() };
  const sent = {
    ...fields,
    ...(direction === undefined ? {} : { direction }),
    ...(isComplete ? { alike: found.map(({ interaction }) => interaction.id) } : {}),
  };
  return send(job, sent, () => saveOutcome(() => client.interactions.create(data)), savedResult);
}

async function update(job: SaveJob, subject: UpdateSubject): Promise<SaveResult> {
  const { entry, client, despite, accepted } = job;
  job.onStage('reading');
  const updateEntry = { ...entry, base: subject.base };
  const seen = despite.has('conflict') ? accepted : undefined;
  const prepared = await prepareUpdate(client, subject, updateEntry, seen);
  switch (prepared.kind) {
    case 'done':
      return { kind: 'saved', interaction: prepared.interaction };
    case 'locked':
      return { kind: 'problems', problems: [prepared.problem] };
    case 'conflict':
    case 'refused':
      return prepared;
    case 'send':
      break;
  }
  const { changes, theirs } = prepared;
  const fields: SentFields = {
    ...(changes.personIds ? { personIds: changes.personIds } : {}),
    ...(changes.date ? { date: new Date(changes.date).toISOString() } : {}),
    ...(typeof changes.direction === 'number' ? { direction: changes.direction } : {}),
    ...(changes.content ? { text: changes.content } : {}),
  };
  const sent = { type: subject.type, ...fields, was: fieldsBefore(theirs, fields) };
  return send(job, sent, () => updateInteraction(client, subject, changes, theirs), savedResult);
}

async function addNote(job: SaveJob, subject: NoteSubject): Promise<SaveResult> {
  const { entry, client, clock, draft } = job;
  const { noting } = client;
  if (noting === undefined) return { kind: 'problems', problems: [{ at: 'form', code: 'signed-out' }] };
  job.onStage('reading');
  const [before, html] = await Promise.all([notesBefore(noting, draft, subject), htmlOf(entry.text)]);
  const text = noteToSend(entry.text);
  if (job.mayExist && subject.noteId === undefined) {
    if ('error' in before) {
      const problem = saveProblem(before.error, clock.now());
      return { kind: 'problems', problems: [{ at: 'form', code: 'cannot-look', problem }] };
    }
    const same = before.notes.find(({ key }) => isSameNote(key, text));
    const api = subject.route === 'interaction' ? 'v2' : 'v1';
    if (same !== undefined) return { kind: 'noted', note: { id: same.id, api, subject }, proven: true };
  }
  const alike = 'error' in before ? {} : { alike: before.notes.map(({ id }) => id) };
  const write = { subject, html, alsoOn: draft.alsoOn };
  const result = await send(
    job,
    { type: subject.type, text, ...alike },
    () => writeNote(noting, write),
    noted,
  );
  return result.kind === 'refused' ? rerouted(result, noting, write) : result;
}

function noted(note: AddedNote): NoteSaved {
  return { kind: 'noted', note };
}

async function notesBefore(client: NoteClient, { createdAt }: Draft, subject: NoteSubject) {
  try {
    return { notes: await notesSince(client, subject, new Date(createdAt)) };
  } catch (error) {
    return { error };
  }
}

/** Notes are a beta of V2: where it is switched off, V2 answers 404; without a right to V2, it answers 403. */
function rerouted(refused: Refused, { learned }: NoteClient, { subject, alsoOn }: NoteWrite): SaveResult {
  const isV2 = subject.route === 'interaction' && ['forbidden', 'not-found'].includes(refused.problem.kind);
  const route = isV2 && subject.noteId === undefined ? routeWithoutV2(subject, alsoOn) : undefined;
  if (route === undefined) return refused;
  // A record of *Also on* may be the one that is hidden or deleted.
  if (alsoOn === undefined || alsoOn.length === 0) learned.lacksV2Notes = true;
  return { kind: 'rerouted', route };
}

/** The data of a create call. Undefined for an entry that the checks reject. */
function newInteraction({ type, when, people, direction, text }: Entry): LoggedInteraction | undefined {
  if (when.kind !== 'read' || !canBeLogged(type)) return undefined;
  return {
    type,
    personIds: knownPeople(people).map(({ id }) => id),
    content: noteToSend(text),
    date: when.instant,
    ...(direction === undefined ? {} : { direction }),
  };
}

/** A create call whose date is an instant, which cannot be misread. */
interface LoggedInteraction extends NewInteraction {
  readonly date: Date;
  readonly direction?: DirectionId | undefined;
}

function fieldsBefore({ people, date, direction, text }: UpdateBase, sent: SentFields): SentFields {
  return {
    ...(sent.personIds ? { personIds: people.map(({ id }) => id) } : {}),
    ...(sent.date ? { date } : {}),
    ...(sent.direction !== undefined && direction !== undefined ? { direction } : {}),
    ...(sent.text !== undefined && text !== undefined ? { text } : {}),
  };
}

async function send<Written>(
  job: SaveJob,
  fields: Omit<Sent, 'at'>,
  write: () => Promise<SaveOutcome<Written>>,
  resultOf: (written: Written, sent: Sent) => Saved | NoteSaved,
): Promise<SaveResult> {
  const sent: Sent = { at: new Date(job.clock.now()).toISOString(), revision: job.draft.revision, ...fields };
  job.onStage('sending');
  const claim = await job.claim({ ...job.draft, outcome: { state: 'sending', sent } });
  if (claim !== 'claimed') return { kind: 'problems', problems: [claimProblem(claim)] };
  const outcome = await write();
  switch (outcome.kind) {
    case 'saved':
      return resultOf(outcome.saved, sent);
    case 'refused':
      return { kind: 'refused', problem: outcome.problem };
    case 'unknown':
      return { kind: 'unknown', problem: outcome.problem, sent };
  }
}

/** Compares the response with what was sent, because the service may ignore a field without an error. */
function savedResult(interaction: Interaction, { date, personIds, direction }: SentFields): Saved {
  const ids = interaction.persons.map(({ id }) => id);
  const isTaken: Readonly<Record<AnsweredField, boolean>> = {
    date: date === undefined || sameSecond(interaction.date, new Date(date)),
    people: personIds === undefined || sameIds(ids, personIds),
    direction: direction === undefined || interaction.direction === direction,
  };
  const notTaken = answeredFields.filter((field) => !isTaken[field]);
  return { kind: 'saved', interaction, ...(notTaken.length === 0 ? {} : { notTaken }) };
}
