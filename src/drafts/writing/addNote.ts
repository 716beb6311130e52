import { noteToSend } from '../../model/cleanText.ts';
import type { Draft, NoteSubject } from '../model/draft.ts';
import { keepUndated, sentTimes } from '../model/draftOutcome.ts';
import type { Sent } from '../model/draftOutcome.ts';
import { isInteractionGone } from './isInteractionGone.ts';
import type { NoteClient } from './noteClient.ts';
import type { NoteSaved, SaveJob, SaveResult } from './saveDraft.ts';
import { isForbidden, saveProblem } from './saveOutcome.ts';
import { sendWrite } from './sendWrite.ts';
import {
  htmlOf,
  isTimeRefused,
  noteOfEarlier,
  notesSince,
  recordsOf,
  routeWithoutV2,
  writeNote,
} from './writeNote.ts';
import type { AddedNote, NotePlace, NoteWrite } from './writeNote.ts';

type Refused = Extract<SaveResult, { readonly kind: 'refused' }>;

/** Adds a note to an interaction, or changes one that was added before. */
export async function addNote(job: SaveJob, subject: NoteSubject): Promise<SaveResult> {
  const { entry, client, draft } = job;
  const { noting } = client;
  if (noting === undefined) return { kind: 'problems', problems: [{ at: 'form', code: 'signed-out' }] };
  job.onStage('reading');
  const place = { subject, records: recordsOf(draft.alsoOn) };
  if (hasNoTarget(subject, draft))
    return { kind: 'problems', problems: [{ at: 'alsoOn', code: 'no-records' }] };
  const [before, html] = await Promise.all([notesBefore(noting, draft, place), htmlOf(entry.text)]);
  const text = noteToSend(entry.text);
  if (job.mayExist && subject.noteId === undefined) {
    if ('error' in before) return cannotLook(job, subject, before.error);
    const earlier = resultOfEarlier(before.notes, place, text, draft);
    if (earlier !== undefined) return earlier;
  }
  const alike = 'error' in before ? {} : { alike: before.notes.map(({ id }) => id) };
  const fields = { type: subject.type, text, ...alike, ...place.records };
  const result = await sendDated(job, noting, fields, { ...place, html });
  if (result.kind !== 'refused') return result;
  if (await isGone(job, noting, subject, result)) return { kind: 'rerouted', isGone: true };
  return rerouted(result, noting, subject, draft.alsoOn);
}

/** Without its interaction, a note is on people and records only. */
function hasNoTarget({ isGone: isAlone, people }: NoteSubject, { alsoOn = [] }: Draft): boolean {
  return isAlone === true && people.length === 0 && alsoOn.length === 0;
}

/** The service has many words for an interaction or a note that it can't find, so it is asked for the interaction. */
async function isGone(
  { client }: SaveJob,
  noting: NoteClient,
  subject: NoteSubject,
  { problem }: Refused,
): Promise<boolean> {
  const mayBeGone = ['invalid-request', 'not-found', 'forbidden'].includes(problem.kind);
  return subject.route !== 'records' && mayBeGone && isInteractionGone(client, noting, subject);
}

/** Sends a note with a time, and once more without one when the service refuses that of this machine. */
async function sendDated(
  job: SaveJob,
  noting: NoteClient,
  fields: Omit<Sent, 'at' | 'earlier'>,
  note: Omit<NoteWrite, 'isUndated' | 'sentAt'>,
): Promise<SaveResult> {
  const { learned } = noting;
  const { route, noteId } = note.subject;
  const isDated = route === 'records' && noteId === undefined;
  const send = (isUndated: boolean) =>
    sendWrite(
      job,
      { ...fields, ...(isDated && isUndated ? { undated: true } : {}) },
      ({ at: sentAt }) => writeNote(noting, { ...note, sentAt, isUndated }),
      noted,
    );
  const isUndated = learned.refusesCreatedAt === true;
  const result = await send(isUndated);
  if (isUndated || !isDated || result.kind !== 'refused' || !isTimeRefused(result.problem)) return result;
  learned.refusesCreatedAt = true;
  return send(true);
}

/** Without a right to V2, an earlier attempt through V2 can't have taken effect. */
function cannotLook({ clock, draft }: SaveJob, subject: NoteSubject, error: unknown): SaveResult {
  const route =
    isForbidden(error) && subject.route === 'interaction' ? routeWithoutV2(subject, draft.alsoOn) : undefined;
  if (route !== undefined) return { kind: 'rerouted', route };
  const problem = saveProblem(error, clock.now());
  return { kind: 'problems', problems: [{ at: 'form', code: 'cannot-look', problem }] };
}

/** An earlier attempt has taken effect, or may have: then only the user can tell. */
function resultOfEarlier(
  notes: Awaited<ReturnType<typeof notesSince>>,
  place: NotePlace,
  text: string,
  { outcome }: Draft,
): SaveResult | undefined {
  const { subject, records } = place;
  const same = noteOfEarlier(notes, place, text, outcome);
  if (same === undefined) return undefined;
  const api = subject.route === 'interaction' ? 'v2' : 'v1';
  if (same !== 'unclear') return { kind: 'noted', note: { id: same.id, api, subject }, proven: true };
  const earlier = sentTimes(outcome);
  const sent = {
    type: subject.type,
    text,
    ...records,
    earlier,
    at: earlier.at(-1) ?? '',
    ...keepUndated(outcome),
  };
  return { kind: 'unknown', problem: { kind: 'interrupted', said: [] }, sent };
}

function noted(note: AddedNote): NoteSaved {
  return { kind: 'noted', note };
}

async function notesBefore(client: NoteClient, draft: Draft, place: NotePlace) {
  try {
    return { notes: await notesSince(client, place, draft) };
  } catch (error) {
    return { error };
  }
}

/** Notes are a beta of V2: where it is switched off, V2 answers 404; without a right to V2, it answers 403. */
function rerouted(
  refused: Refused,
  { learned }: NoteClient,
  subject: NoteSubject,
  alsoOn: Draft['alsoOn'] = [],
): SaveResult {
  const isV2 = subject.route === 'interaction' && ['forbidden', 'not-found'].includes(refused.problem.kind);
  const route = isV2 && subject.noteId === undefined ? routeWithoutV2(subject, alsoOn) : undefined;
  if (route === undefined) return refused;
  // A record of *Also on* may be the one that is hidden or deleted.
  if (alsoOn.length === 0) learned.lacksV2Notes = true;
  return { kind: 'rerouted', route };
}
