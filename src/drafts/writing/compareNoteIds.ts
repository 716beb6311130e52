import type { Note, V2Note } from '../../affinity/index.ts';
import { noteTypes } from '../../model/noteText.ts';
import { sameSecond } from '../checks/entry.ts';
import type { RecordsWay } from '../model/draft.ts';
import type { NoteClient } from './noteClient.ts';
import { isForbidden, isNotFound } from './saveOutcome.ts';
import { withDeadline } from './withDeadline.ts';
import { isSameNote, wordsOf } from './writeNote.ts';

const SECOND_MS = 1000;

const deadline = { ms: 5_000, message: 'no answer within a few seconds' };

/**
 * How the note of a new interaction will be put on records, with at most two safe requests, once for all forms. What can't be
 * found out now is found out when it is put there. Never rejects.
 */
export async function findRecordsWay(
  client: NoteClient,
  clock: Parameters<typeof withDeadline>[0],
): Promise<RecordsWay> {
  const { learned } = client;
  if (learned.lacksV2Notes === true || learned.noteIds === 'different') return 'separate';
  if (learned.noteIds === 'same') return 'own';
  try {
    await withDeadline(clock, deadline, (signal) => compareAnyNote(client, signal));
  } catch (error) {
    if (!isForbidden(error) && !isNotFound(error)) return 'own';
    learned.lacksV2Notes = true;
    return 'separate';
  }
  return learned.noteIds === 'different' ? 'separate' : 'own';
}

/**
 * Tells whether V2 knows a note of V1 by the same id: by its creator, its second and its words. Undefined when V2 does not
 * show it yet. Rejects when V2 cannot be asked.
 */
export async function compareNoteIds(
  { v2, userId, learned }: NoteClient,
  note: Note,
  typed: string,
  signal?: AbortSignal,
): Promise<'different' | 'same' | undefined> {
  if (learned.noteIds !== undefined) return learned.noteIds;
  const { createdAt = new Date(0) } = note;
  const query = {
    creatorId: note.creatorId ?? userId,
    createdFrom: new Date(createdAt.getTime() - SECOND_MS),
    createdTo: new Date(createdAt.getTime() + 2 * SECOND_MS),
  };
  const found: number[] = [];
  for await (const one of v2.notes.iterate(query, { signal }))
    if (isSameNote(keyOf(one), typed)) found.push(one.id);
  if (found.length > 0) learned.noteIds = found.includes(note.id) ? 'same' : 'different';
  return learned.noteIds;
}

/** Compares one of the user's notes in both versions, whichever comes first. */
async function compareAnyNote(
  { v2, notes, userId, learned }: NoteClient,
  signal: AbortSignal,
): Promise<void> {
  for await (const { id, type, createdAt } of v2.notes.iterate(
    { creatorId: userId, pageSize: 1 },
    { signal },
  )) {
    if (type === 'unknown' || createdAt === undefined) return;
    // Any other failure of V1 says nothing about V2.
    const note = await notes
      .get(id, { signal })
      .catch((error: unknown) => (isNotFound(error) ? 'none' : undefined));
    if (note === undefined) return;
    const isSame = note !== 'none' && note.createdAt !== undefined && sameSecond(note.createdAt, createdAt);
    learned.noteIds = isSame ? 'same' : 'different';
    return;
  }
}

function keyOf({ content }: V2Note): string {
  return wordsOf({ content: content.html ?? '', type: noteTypes.richText });
}
