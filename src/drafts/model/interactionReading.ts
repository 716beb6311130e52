import { AffinityError, InteractionType } from '../../affinity/index.ts';
import type { Interaction, InteractionService, Note, NoteService } from '../../affinity/index.ts';
import { toKnownPerson } from '../../directory/toKnownPerson.ts';
import { directionOf } from '../../model/interactionTypes.ts';
import type { LoggableTypeId, TypeId } from '../../model/interactionTypes.ts';
import { noteText } from '../../model/noteText.ts';
import type { UpdateBase } from './draft.ts';

export interface InteractionReader {
  readonly interactions: Pick<InteractionService, 'get'>;
  readonly notes: Pick<NoteService, 'get'>;
}

export interface EditableRef {
  readonly type: LoggableTypeId;
  readonly id: number;
}

export interface InteractionReading {
  readonly interaction: Interaction;
  /** Absent when it has none. */
  readonly note?: Note;
  /** Why the note could not be read; what it says is then unknown, which is not the same as nothing. */
  readonly noteFailure?: unknown;
}

/** An interaction and the note that holds its text. Rejects when the interaction itself cannot be read. */
export async function readInteraction(
  { interactions, notes }: InteractionReader,
  { type, id }: { readonly type: TypeId; readonly id: number },
  signal?: AbortSignal,
): Promise<InteractionReading> {
  const interaction = await interactions.get(id, type, { signal });
  const [noteId] = interaction.noteIds;
  if (noteId === undefined) return { interaction };
  try {
    return { interaction, note: await notes.get(noteId, { signal }) };
  } catch (error) {
    signal?.throwIfAborted();
    const isGone = error instanceof AffinityError && error.kind === 'not-found';
    return isGone ? { interaction } : { interaction, noteFailure: error };
  }
}

/** What a form for an update is opened with, and what an update is measured by. */
export function updateBase({ interaction, note, noteFailure }: InteractionReading): UpdateBase {
  const { text, formatted } = note === undefined ? { text: '', formatted: false } : noteText(note);
  const isMentioning = (note?.mentionedPersonIds.length ?? 0) > 0;
  const direction =
    interaction.type === InteractionType.chatMessage ? directionOf(interaction.direction) : undefined;
  return {
    date: interaction.date.toISOString(),
    people: interaction.persons.map((person) => toKnownPerson(person)),
    formatted,
    ...(noteFailure === undefined ? { text } : { textLock: 'unreadable' as const }),
    ...(isMentioning ? { textLock: 'mentions' as const } : {}),
    ...(direction === undefined ? {} : { direction }),
    ...(interaction.title === undefined ? {} : { title: interaction.title }),
  };
}
