import { noteToSend } from '../../model/cleanText.ts';
import type { Draft, NoteSubject } from '../model/draft.ts';
import type { NoteClient } from './noteClient.ts';
import type { NoteSaved, SaveJob, SaveResult } from './saveDraft.ts';
import { htmlOf, noteOfEarlier, notesSince, recordsOf, routeWithoutV2, writeNote } from './saveNote.ts';
import type { AddedNote, NotePlace } from './saveNote.ts';
import { saveProblem } from './saveOutcome.ts';
import { sendWrite } from './sendWrite.ts';

type Refused = Extract<SaveResult, { readonly kind: 'refused' }>;

/** Adds a note to an interaction, or changes one that was added before. */
export async function addNote(job: SaveJob, subject: NoteSubject): Promise<SaveResult> {
  const { entry, client, clock, draft } = job;
  const { noting } = client;
  if (noting === undefined) return { kind: 'problems', problems: [{ at: 'form', code: 'signed-out' }] };
  job.onStage('reading');
  const place = { subject, records: recordsOf(draft.alsoOn) };
  const [before, html] = await Promise.all([notesBefore(noting, draft, place), htmlOf(entry.text)]);
  const text = noteToSend(entry.text);
  if (job.mayExist && subject.noteId === undefined) {
    if ('error' in before) {
      const problem = saveProblem(before.error, clock.now());
      return { kind: 'problems', problems: [{ at: 'form', code: 'cannot-look', problem }] };
    }
    const { outcome } = draft;
    const same = noteOfEarlier(before.notes, place, { typed: text, outcome, learned: noting.learned });
    const api = subject.route === 'interaction' ? 'v2' : 'v1';
    if (same !== undefined) return { kind: 'noted', note: { id: same.id, api, subject }, proven: true };
  }
  const alike = 'error' in before ? {} : { alike: before.notes.map(({ id }) => id) };
  const fields = { type: subject.type, text, ...alike, ...place.records };
  const write = (sentAt: string) => writeNote(noting, { ...place, html, sentAt });
  const result = await sendWrite(job, fields, ({ at }) => write(at), noted);
  return result.kind === 'refused' ? rerouted(result, noting, subject, draft.alsoOn) : result;
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
