import type { Clock, Interaction, Note } from '../../affinity/index.ts';
import { toKnownPerson } from '../../directory/toKnownPerson.ts';
import { canBeLogged } from '../../model/interactionTypes.ts';
import { participants } from '../../model/participants.ts';
import { titleOf } from '../../model/titleOf.ts';
import type { AttachSubject, Draft, NoteSubject } from '../model/draft.ts';
import type { SaveProblem, Sent } from '../model/draftOutcome.ts';
import type { InteractionReader } from '../model/interactionReading.ts';
import { addNote } from './addNote.ts';
import { compareNoteIds } from './compareNoteIds.ts';
import type { Lookup } from './lookup.ts';
import type { NoteClient } from './noteClient.ts';
import type { SaveJob, SaveResult } from './saveDraft.ts';
import { isForbidden, isNotFound, saveOutcome, saveProblem } from './saveOutcome.ts';
import type { SaveOutcome } from './saveOutcome.ts';
import { sendWrite } from './sendWrite.ts';
import { withDeadline } from './withDeadline.ts';
import { findNote, isOnRecords, recordsOf } from './writeNote.ts';
import type { AddedNote, NoteRecords } from './writeNote.ts';

/** V2 may see a note of V1 only after a second or two. A note is put on its records as often as that; it is safe to repeat. */
const waitsMs = [0, 1_000, 2_000];

const deadline = { ms: 60_000, message: 'the note was not put on its records within a minute' };

/** The note of a logged interaction is on the records that were chosen, or a separate note is. */
export interface Attached {
  readonly kind: 'attached';
  readonly subject: AttachSubject;
  readonly records: NonNullable<Draft['alsoOn']>;
  /** The separate note. */
  readonly note?: AddedNote;
  readonly proven?: boolean;
}

/** The step that is left of a draft whose interaction is logged: to put its note on the records. */
export function attachSubject(interaction: Interaction, draft: Draft): AttachSubject {
  const { id, noteIds, date } = interaction;
  const title = titleOf({ title: interaction.title });
  return {
    kind: 'attach',
    type: canBeLogged(interaction.type) ? interaction.type : draft.type,
    id,
    date: date.toISOString(),
    people: participants(interaction).map((person) => toKnownPerson(person)),
    way: draft.recordsWay ?? 'own',
    ...(title === '' ? {} : { title }),
    ...(noteIds[0] === undefined ? {} : { noteId: noteIds[0] }),
  };
}

/** Puts the note of a logged interaction on records. The interaction is never sent again. */
export async function attachNote(job: SaveJob, subject: AttachSubject): Promise<SaveResult> {
  const { client, draft } = job;
  const records = draft.alsoOn ?? [];
  if (records.length === 0) return { kind: 'problems', problems: [{ at: 'alsoOn', code: 'no-records' }] };
  const { noting } = client;
  if (noting === undefined) return { kind: 'problems', problems: [{ at: 'form', code: 'signed-out' }] };
  if (subject.way === 'separate') return attachSeparate(job, subject);
  const wanted = recordsOf(records);
  let detour: Detour | undefined;
  const write = async (): Promise<SaveOutcome<true>> => {
    const outcome = await attachOwn({ ...job, noting, subject, wanted });
    if (outcome.kind !== 'detour') return outcome;
    detour = outcome;
    return { kind: 'refused', problem: outcome.problem };
  };
  const result = await sendWrite(job, { type: subject.type, ...wanted }, write, () =>
    attached(subject, draft),
  );
  if (detour === undefined) return result;
  return { kind: 'rerouted', ...(detour.isGone ? { isGone: true } : {}) };
}

/** Tells whether the last attempt took effect. Rejects when the service cannot be asked. */
export async function findAttached(
  client: InteractionReader & { readonly noting: NoteClient },
  draft: Draft & { readonly subject: AttachSubject },
  sent: Sent,
  signal: AbortSignal,
): Promise<Lookup<Attached>> {
  const { subject } = draft;
  const { companyIds = [], opportunityIds = [] } = sent;
  const records = { companyIds, opportunityIds };
  if (subject.way === 'separate') {
    const place = { subject: separateNote(subject), records };
    const lookup = await findNote(client.noting, place, draft, sent, signal);
    return lookup.kind === 'found'
      ? { kind: 'found', found: { ...attached(subject, draft), note: lookup.found, proven: true } }
      : lookup;
  }
  const note = await readOwn(client, subject, signal);
  return note !== 'gone' && note !== 'none' && isOnRecords(note, records)
    ? { kind: 'found', found: { ...attached(subject, draft), proven: true } }
    : { kind: 'absent' };
}

async function attachSeparate(job: SaveJob, subject: AttachSubject): Promise<SaveResult> {
  const result = await addNote(job, separateNote(subject));
  if (result.kind !== 'noted') return result;
  const { note, proven } = result;
  return { ...attached(subject, job.draft), note, ...(proven === undefined ? {} : { proven }) };
}

/** A note of its own on the records alone, with the text of the interaction. */
function separateNote({ type, id, date }: AttachSubject): NoteSubject {
  return { kind: 'note', type, id, date, people: [], route: 'records' };
}

function attached(subject: AttachSubject, { alsoOn = [] }: Draft): Attached {
  return { kind: 'attached', subject, records: alsoOn };
}

/** The note can't be put on records, so that only a separate one can. `isGone`: the interaction was deleted. */
interface Detour {
  readonly kind: 'detour';
  readonly problem: SaveProblem;
  readonly isGone?: boolean;
}

interface OwnJob {
  readonly client: InteractionReader;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly draft: Draft;
  readonly noting: NoteClient;
  readonly subject: AttachSubject;
  readonly wanted: NoteRecords;
}

type OwnOutcome = Detour | SaveOutcome<true>;

/** Adds the records to those that the note is on already. Repeated, because the same lists may be sent twice. */
async function attachOwn(job: OwnJob): Promise<OwnOutcome> {
  let last: OwnOutcome = { kind: 'refused', problem: { kind: 'timeout', said: [] } };
  const attempts = withDeadline(job.clock, deadline, async (signal) => {
    for (const waitMs of waitsMs) {
      if (waitMs > 0) await job.clock.sleep(waitMs, signal);
      last = await attempt(job, signal);
      if (!isWorthRepeating(last)) break;
    }
  });
  await attempts.catch((error: unknown) => {
    // An attempt before this one may have taken effect.
    if (last.kind !== 'unknown') last = { kind: 'refused', problem: saveProblem(error) };
  });
  return isMissing(last) ? whyNotFound(job, last.problem) : last;
}

function isWorthRepeating(outcome: OwnOutcome): boolean {
  return outcome.kind === 'unknown' || isMissing(outcome);
}

function isMissing(outcome: OwnOutcome): outcome is OwnOutcome & { kind: 'refused' | 'unknown' } {
  return outcome.kind === 'refused' && outcome.problem.kind === 'not-found';
}

async function attempt(
  { client, noting, subject, wanted, draft }: OwnJob,
  signal: AbortSignal,
): Promise<OwnOutcome> {
  const { v2, learned } = noting;
  const note = await readOwn(client, subject, signal);
  if (note === 'gone' || note === 'none')
    return {
      kind: 'detour',
      problem: { kind: 'not-found', said: [] },
      ...(note === 'gone' && { isGone: true }),
    };
  if (isOnRecords(note, wanted)) return { kind: 'saved', saved: true };
  try {
    const ids = await compareNoteIds(noting, note, draft.text, signal);
    if (ids !== 'same')
      return { kind: ids === 'different' ? 'detour' : 'refused', problem: { kind: 'not-found', said: [] } };
  } catch (error) {
    if (!isForbidden(error) && !isNotFound(error)) throw error;
    learned.lacksV2Notes = true;
    return { kind: 'detour', problem: saveProblem(error) };
  }
  const outcome = await saveOutcome(async () => {
    await v2.notes.update(note.id, joined(note, wanted));
    return true as const;
  });
  if (outcome.kind !== 'refused' || outcome.problem.kind !== 'forbidden') return outcome;
  learned.lacksV2Notes = true;
  return { kind: 'detour', problem: outcome.problem };
}

/** The beta of V2 is switched off, or a record is hidden: only then the note can be sent as it is. */
async function whyNotFound(
  { client, noting, subject, draft }: OwnJob,
  problem: SaveProblem,
): Promise<OwnOutcome> {
  const { learned, v2 } = noting;
  try {
    const note = await readOwn(client, subject);
    if (note === 'gone' || note === 'none')
      return { kind: 'detour', problem, ...(note === 'gone' && { isGone: true }) };
    if ((await compareNoteIds(noting, note, draft.text)) === 'same') {
      await v2.notes.update(note.id, joined(note, { companyIds: [], opportunityIds: [] }));
      return { kind: 'refused', problem: { ...problem, at: 'alsoOn' } };
    }
  } catch (error) {
    if (!isNotFound(error)) return { kind: 'refused', problem };
    learned.lacksV2Notes = true;
  }
  return { kind: 'detour', problem };
}

/** Lists of V2 replace those that are there. */
function joined(note: NoteRecords, wanted: NoteRecords): NoteRecords {
  return {
    companyIds: [...new Set([...note.companyIds, ...wanted.companyIds])],
    opportunityIds: [...new Set([...note.opportunityIds, ...wanted.opportunityIds])],
  };
}

/** The note of the interaction as V1 has it. `gone`: the interaction was deleted; `none`: it has no note any more. */
async function readOwn(
  { interactions, notes }: InteractionReader,
  { type, id, noteId }: AttachSubject,
  signal?: AbortSignal,
): Promise<Note | 'gone' | 'none'> {
  const known = noteId === undefined ? undefined : await unlessGone(notes.get(noteId, { signal }));
  if (known !== undefined) return known;
  const interaction = await unlessGone(interactions.get(id, type, { signal }));
  if (interaction === undefined) return 'gone';
  const own = interaction.noteIds.find((one) => one !== noteId);
  return (own === undefined ? undefined : await unlessGone(notes.get(own, { signal }))) ?? 'none';
}

/** Undefined for what Affinity doesn't have any more. */
async function unlessGone<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
