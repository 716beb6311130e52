import type { Note } from '../../affinity/index.ts';
import { typeOfV2, v2TypeName } from '../../model/interactionTypes.ts';
import { noteText, noteTypes } from '../../model/noteText.ts';
import { DAY_MS } from '../../model/span.ts';
import { sameSecond } from '../checks/entry.ts';
import type { Draft, NoteRoute, NoteSubject } from '../model/draft.ts';
import { keepUndated, sentTimes } from '../model/draftOutcome.ts';
import type { SaveProblem, Sent } from '../model/draftOutcome.ts';
import type { Lookup } from './lookup.ts';
import { fallbackRoute } from './noteClient.ts';
import type { NoteClient } from './noteClient.ts';
import { isNotFound, saveOutcome } from './saveOutcome.ts';
import type { SaveOutcome } from './saveOutcome.ts';

/** The clocks of this machine and of the service may differ by this much, also because one of them was set meanwhile. */
const CLOCK_SKEW_MS = 2 * DAY_MS;

/** A note on records names a time this long before it is sent, so that a clock that is a little ahead does no harm. */
const BEFORE_SENDING_MS = 5_000;

/** V1 lists all notes of the user. At most this many pages of 500 are read. */
const MAX_PAGES = 40;

/** A note that was added to an interaction. */
export interface AddedNote {
  readonly id: number;
  readonly api: 'v1' | 'v2';
  readonly subject: NoteSubject;
  /** The text that was sent, without formatting. Absent when only a lookup found the note. */
  readonly text?: string;
}

/** A note of the user that the target has, with what its text is compared by. */
interface FoundNote {
  readonly id: number;
  readonly key: string;
  readonly createdAt: Date | undefined;
}

/** The place of a note: on its interaction, below the note that it replies to, or on its people and records. */
export interface NotePlace {
  readonly subject: NoteSubject;
  readonly records: NoteRecords;
}

/** The records that a note is on besides the interaction, by kind. */
export interface NoteRecords {
  readonly companyIds: readonly number[];
  readonly opportunityIds: readonly number[];
}

/** Sends the note, or the changes of one that was saved before. */
export function writeNote(client: NoteClient, write: NoteWrite): Promise<SaveOutcome<AddedNote>> {
  const { subject } = write;
  const api = subject.route === 'interaction' ? 'v2' : 'v1';
  const { text } = noteText({ content: write.html, type: noteTypes.richText });
  return saveOutcome(async () => ({ id: await written(client, write), api, subject, text }));
}

export interface NoteWrite extends NotePlace {
  readonly html: string;
  readonly sentAt: string;
  /** It names no time, because the service has refused that of this machine. */
  readonly isUndated: boolean;
}

/** Takes back a note that was added. One that is gone already counts as deleted. */
export function deleteNote({ notes, v2 }: NoteClient, { id, api }: AddedNote): Promise<SaveOutcome<boolean>> {
  return saveOutcome(async () => {
    try {
      return await (api === 'v2' ? v2.notes : notes).delete(id);
    } catch (error) {
      if (isNotFound(error)) return true;
      throw error;
    }
  });
}

/** The HTML of a note that was typed. The parser is loaded when the first note is sent. */
export async function htmlOf(text: string): Promise<string> {
  const { noteHtml } = await import('../../notes/noteHtml.ts');
  return noteHtml(text);
}

/** The route to go on with after V2 did not take the note; undefined where there is no other. */
export function routeWithoutV2(subject: NoteSubject, alsoOn: Draft['alsoOn'] = []): NoteRoute | undefined {
  const route = fallbackRoute(subject.parentId, alsoOn.length > 0);
  const hasTarget = route === 'reply' || subject.people.length > 0 || alsoOn.length > 0;
  return hasTarget ? route : undefined;
}

/** The user's notes at a place since the draft was begun. Rejects when the service cannot be asked. */
export async function notesSince(
  client: NoteClient,
  place: NotePlace,
  { createdAt, outcome }: Pick<Draft, 'createdAt' | 'outcome'>,
  signal?: AbortSignal,
): Promise<readonly FoundNote[]> {
  const times = [createdAt, ...sentTimes(outcome)].map((time) => Date.parse(time));
  const from = new Date(Math.min(...times) - CLOCK_SKEW_MS);
  return place.subject.route === 'interaction'
    ? notesOfV2(client, place.subject, from, signal)
    : notesOfV1(client, place, from, signal);
}

/** Looks for the note that was sent: by the same creator, at the same place, with the same words, and not there before. */
export async function findNote(
  client: NoteClient,
  place: NotePlace,
  draft: Pick<Draft, 'createdAt' | 'outcome'>,
  sent: Sent,
  signal?: AbortSignal,
): Promise<Lookup<AddedNote>> {
  const { subject } = place;
  const notes = await notesSince(client, place, draft, signal);
  const same = notes.filter(({ key }) => isSameNote(key, sent.text ?? ''));
  const api = subject.route === 'interaction' ? 'v2' : 'v1';
  const { noteId } = subject;
  if (noteId !== undefined) {
    const isChanged = same.some(({ id }) => id === noteId);
    return isChanged ? { kind: 'found', found: { id: noteId, api, subject } } : { kind: 'absent' };
  }
  const fresh = same.filter(({ id }) => sent.alike?.includes(id) !== true);
  const [only, ...more] =
    subject.route === 'records' ? ofAttempts(fresh, [...(sent.earlier ?? []), sent.at]) : fresh;
  // The note of another meeting with the same people may have the same words.
  if (only === undefined) return fresh.length === 0 ? { kind: 'absent' } : { kind: 'unclear', why: 'alike' };
  // A note with the same words may have been there before, or been sent by another window.
  if (sent.alike === undefined && more.length > 0) return { kind: 'unclear', why: 'alike' };
  return { kind: 'found', found: { id: only.id, api, subject } };
}

/**
 * The note of an earlier attempt, which may have taken effect after the lookup that missed it. `unclear`: an attempt named no
 * time, and a note with the same words may be its own or that of another meeting.
 */
export function noteOfEarlier(
  notes: readonly FoundNote[],
  { subject }: NotePlace,
  typed: string,
  outcome: Draft['outcome'],
): FoundNote | 'unclear' | undefined {
  const same = notes.filter(({ key }) => isSameNote(key, typed));
  if (subject.route !== 'records') return same[0];
  const [own] = ofAttempts(same, sentTimes(outcome));
  return own ?? (same.length > 0 && keepUndated(outcome).undated === true ? 'unclear' : undefined);
}

/** True for a note with the words of the typed text. Formatting and punctuation may come back in another form. */
export function isSameNote(key: string, typed: string): boolean {
  return key === wordsOf({ content: typed, type: noteTypes.plain }) || key === markdownKey(typed);
}

async function written(
  client: NoteClient,
  { subject, records, html, sentAt, isUndated }: NoteWrite,
): Promise<number> {
  const { route, type, id, noteId, parentId, people } = subject;
  const content = { content: html, html: true };
  const personIds = people.map((person) => person.id);
  if (route === 'interaction') {
    const { notes } = client.v2;
    if (noteId !== undefined) return (await notes.update(noteId, { html, ...records })).id;
    const interaction = { type: v2TypeName(type), id };
    return (await notes.create({ html, interaction, ...filled(records) })).id;
  }
  if (noteId !== undefined) return (await client.notes.update(noteId, { content: html })).id;
  return route === 'reply'
    ? (await client.notes.create({ ...content, parentId })).id
    : (await client.notes.create({ ...content, personIds, ...records, ...(isUndated ? {} : dated(sentAt)) }))
        .id;
}

/** The time by which a note is recognized: V1 can't tie it to its meeting, so people and words may be those of another one. */
function dated(sentAt: string): { readonly createdAt: Date } {
  return { createdAt: timeOf(sentAt) };
}

/** The service takes no time in the future, and this machine's clock may be ahead. */
export function isTimeRefused({ kind, said }: SaveProblem): boolean {
  return kind === 'invalid-request' && said.some((words) => /created_?at|future/iu.test(words));
}

function timeOf(sentAt: string): Date {
  return new Date(Date.parse(sentAt) - BEFORE_SENDING_MS);
}

/** The notes that were sent at one of these times. The service may keep no milliseconds. */
function ofAttempts(notes: readonly FoundNote[], times: readonly string[]): readonly FoundNote[] {
  return notes.filter(({ createdAt }) =>
    times.some((time) => {
      const wanted = timeOf(time);
      if (createdAt === undefined || !sameSecond(createdAt, wanted)) return false;
      return createdAt.getMilliseconds() === 0 || createdAt.getTime() === wanted.getTime();
    }),
  );
}

export function recordsOf(alsoOn: Draft['alsoOn'] = []): NoteRecords {
  const idsOf = (kind: 'company' | 'opportunity') =>
    alsoOn.flatMap((record) => (record.kind === kind ? [record.id] : []));
  return { companyIds: idsOf('company'), opportunityIds: idsOf('opportunity') };
}

/** A new note leaves out the lists that are empty. */
function filled(records: NoteRecords): Partial<NoteRecords> {
  const { companyIds, opportunityIds } = records;
  return {
    ...(companyIds.length > 0 ? { companyIds } : {}),
    ...(opportunityIds.length > 0 ? { opportunityIds } : {}),
  };
}

async function notesOfV2(
  { v2, userId }: NoteClient,
  { type, id }: NoteSubject,
  createdFrom: Date,
  signal?: AbortSignal,
): Promise<readonly FoundNote[]> {
  const found: FoundNote[] = [];
  for await (const note of v2.notes.iterate({ createdFrom, creatorId: userId }, { signal })) {
    if (note.type !== 'interaction') continue;
    const isHere = typeOfV2(note.interaction.type) === type && note.interaction.id === id;
    const content = note.content.html ?? '';
    if (!isHere) continue;
    found.push({
      id: note.id,
      key: wordsOf({ content, type: noteTypes.richText }),
      createdAt: note.createdAt,
    });
  }
  return found;
}

async function notesOfV1(
  { notes, userId }: NoteClient,
  place: NotePlace,
  from: Date,
  signal?: AbortSignal,
): Promise<readonly FoundNote[]> {
  const found: Note[] = [];
  let pageToken: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await notes.list({ creatorId: userId, pageSize: 500, pageToken }, { signal });
    found.push(...answer.items);
    pageToken = answer.nextPageToken;
    if (pageToken === undefined) {
      return found
        .filter((note) => isAtPlace(note, place) && (note.createdAt ?? from) >= from)
        .map((note) => ({ id: note.id, key: wordsOf(note), createdAt: note.createdAt }));
    }
  }
  throw new RangeError('The user has more notes than can be looked through.');
}

function isAtPlace(note: Note, { subject, records }: NotePlace): boolean {
  const { parentId, interactionId, personIds, associatedPersonIds } = note;
  if (subject.route === 'reply') return parentId === subject.parentId;
  const about = new Set([...personIds, ...associatedPersonIds]);
  const isAbout = subject.people.every(({ id }) => about.has(id)) && isOnRecords(note, records);
  return parentId === undefined && interactionId === undefined && isAbout;
}

export function isOnRecords(note: NoteRecords, { companyIds, opportunityIds }: NoteRecords): boolean {
  return (
    companyIds.every((id) => note.companyIds.includes(id)) &&
    opportunityIds.every((id) => note.opportunityIds.includes(id))
  );
}

/** The letters and digits of a note. The addresses of its links are left out: in HTML they are no text. */
export function wordsOf(note: Parameters<typeof noteText>[0]): string {
  return markdownKey(noteText(note).text);
}

function markdownKey(text: string): string {
  const bare = text
    .replaceAll(/\]\([^()\s]*\)/g, ']')
    .replaceAll(/^[ \t>]*\d{1,9}[.)][ \t]/gm, '')
    .replaceAll(/^\[[^\]\n]+\]:.*$/gm, '');
  const letters = bare.replaceAll(/[^\p{L}\p{N}]+/gu, '');
  return letters === '' ? bare.replaceAll(/[\s\\]+/gu, '') : letters;
}
