import { AffinityError } from '../../affinity/index.ts';
import type { Clock, Interaction } from '../../affinity/index.ts';
import { noteText } from '../../model/noteText.ts';
import type { NoteContent } from '../../model/noteText.ts';
import { sameNote, sameSecond, sameText, sameWords } from '../checks/entry.ts';
import { fieldsNotTaken } from '../checks/interactionFields.ts';
import type { Draft, DraftPerson } from '../model/draft.ts';
import type { Sent, SentFields } from '../model/draftOutcome.ts';
import { readInteraction } from '../model/interactionReading.ts';
import type { EditableRef, InteractionReader, InteractionReading } from '../model/interactionReading.ts';
import { pollUntilVisible } from './lookup.ts';
import type { Lookup } from './lookup.ts';
import type { SavingClient } from './saveDraft.ts';

const SECOND_MS = 1000;

/** The service lists interactions by person. At most this many people are tried. */
const MAX_PEOPLE_ASKED = 3;

const MAX_PAGES = 3;

/**
 * Finds out whether the last save of a draft took effect, after a response that did not say so. Rejects when the service
 * cannot be asked, and the outcome stays unknown.
 */
export async function confirmSave(
  client: SavingClient,
  { outcome, subject, people }: Draft,
  clock: Pick<Clock, 'sleep'>,
): Promise<Lookup<Interaction>> {
  if (outcome.state !== 'unknown') return { kind: 'absent' };
  const { sent } = outcome;
  return pollUntilVisible(
    (signal) =>
      subject.kind === 'update'
        ? findUpdated(client, subject, sent, signal)
        : findCreated(client, people, sent, signal),
    clock,
  );
}

/**
 * Looks for a created interaction: same type, people and time, and not among those that existed before. Only an equal text
 * proves that it is the one that was sent.
 */
export async function findCreated(
  client: SavingClient,
  people: readonly DraftPerson[],
  sent: Sent,
  signal: AbortSignal,
): Promise<Lookup<Interaction>> {
  const { items, isComplete } = await listAround(client, outsiders(people, sent), sent, signal);
  const similar = items.filter((one) => isSimilar(one, sent) && sent.alike?.includes(one.id) !== true);
  const [only, ...more] = similar;
  if (only === undefined) return isComplete ? { kind: 'absent' } : { kind: 'unclear', why: 'unreadable' };
  // Without `alike`, the interaction may have existed before.
  const isCertain = sent.alike !== undefined && more.length === 0 && fieldsNotTaken(only, sent).length === 0;
  const isIt = isCertain && sameNote(await noteOf(client, only, signal), sent.text ?? '');
  return isIt ? { kind: 'found', found: only } : { kind: 'unclear', why: 'alike' };
}

/** Reads an interaction and tells whether it is in the new state, in the old one, or in neither. */
export async function findUpdated(
  client: InteractionReader,
  ref: EditableRef,
  sent: Sent,
  signal: AbortSignal,
): Promise<Lookup<Interaction>> {
  const reading = await readInteraction(client, ref, signal);
  if (sent.text !== undefined && reading.noteFailure !== undefined) throw reading.noteFailure;
  const { text, was } = sent;
  // A change of backslashes or blanks alone is only visible in an exact comparison.
  const isAlike = text !== undefined && was?.text !== undefined && sameWords(text, was.text);
  const isSame = isAlike ? sameExactNote : sameNote;
  if (hasFields(reading, sent, isSame)) return { kind: 'found', found: reading.interaction };
  const isUnchanged = was !== undefined && hasFields(reading, was, isSame);
  return isUnchanged ? { kind: 'absent' } : { kind: 'unclear', why: 'differs' };
}

/** Lists the interactions of the first external person whom the service knows. */
async function listAround(
  client: SavingClient,
  outsiderIds: readonly number[],
  sent: Sent,
  signal: AbortSignal,
) {
  const date = new Date(sent.date ?? sent.at).getTime();
  const span = { startTime: new Date(date - SECOND_MS), endTime: new Date(date + 2 * SECOND_MS) };
  let failure: unknown = new Error('The interaction has no external person.');
  for (const personId of outsiderIds.slice(0, MAX_PEOPLE_ASKED)) {
    try {
      return await listAll(client, { type: sent.type, personId, ...span }, signal);
    } catch (error) {
      // A refusal concerns this person. Any other failure would repeat with the next one.
      if (!(error instanceof AffinityError) || error.outcome !== 'refused') throw error;
      failure = error;
    }
  }
  throw failure;
}

type Query = Parameters<SavingClient['interactions']['list']>[0];

async function listAll({ interactions }: SavingClient, query: Query, signal: AbortSignal) {
  const items: Interaction[] = [];
  let isComplete = true;
  let pageToken: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await interactions.list({ ...query, pageToken }, { signal });
    items.push(...answer.items);
    isComplete &&= answer.rejected.length === 0;
    pageToken = answer.nextPageToken;
    if (pageToken === undefined) return { items, isComplete };
  }
  return { items, isComplete: false };
}

/** The people who were sent and are not known as colleagues. Those still in the draft come first. */
function outsiders(people: readonly DraftPerson[], { personIds = [] }: Sent): readonly number[] {
  const standings = new Map(
    people.flatMap((one) => (one.state === 'known' ? [[one.person.id, one.person.standing] as const] : [])),
  );
  return personIds
    .filter((id) => standings.get(id) !== 'internal')
    .toSorted((one, other) => Number(standings.has(other)) - Number(standings.has(one)));
}

function isSimilar({ type, date, persons }: Interaction, sent: Sent): boolean {
  const ids = new Set(persons.map(({ id }) => id));
  const hasDate = sent.date !== undefined && sameSecond(date, new Date(sent.date));
  return type === sent.type && hasDate && (sent.personIds ?? []).every((id) => ids.has(id));
}

async function noteOf(
  { notes }: SavingClient,
  { noteIds: [noteId] }: Interaction,
  signal: AbortSignal,
): Promise<NoteContent | undefined> {
  return noteId === undefined ? undefined : notes.get(noteId, { signal });
}

function sameExactNote(note: NoteContent | undefined, sent: string): boolean {
  return sameText(note === undefined ? '' : noteText(note).text, sent);
}

function hasFields(
  { interaction, note }: InteractionReading,
  fields: SentFields,
  isSame: typeof sameNote,
): boolean {
  const { text } = fields;
  return fieldsNotTaken(interaction, fields).length === 0 && (text === undefined || isSame(note, text));
}
