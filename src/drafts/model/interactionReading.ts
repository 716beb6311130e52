import { AffinityError } from '../../affinity/index.ts';
import type { Interaction, InteractionService, Note, NoteService } from '../../affinity/index.ts';
import { toKnownPerson } from '../../directory/toKnownPerson.ts';
import type { LoggableTypeId, TypeId } from '../../model/interactionTypes.ts';
import { noteText } from '../../model/noteText.ts';
import { titleOf } from '../../model/titleOf.ts';
import type { UpdateBase } from './draft.ts';
import { optionalValuesOf } from './optionalFields.ts';

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
  /** Absent when the interaction has none. */
  readonly note?: Note;
  /** Why the note could not be read. Its text is then unknown, which is not the same as empty. */
  readonly noteFailure?: unknown;
}

/** Reads an interaction and the note that holds its text. Rejects when the interaction itself cannot be read. */
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

/** The state of an interaction that an update starts from. */
export function updateBase({ interaction, note, noteFailure }: InteractionReading): UpdateBase {
  const { text, formatted } = note === undefined ? { text: '', formatted: false } : noteText(note);
  const title = titleOf({ title: interaction.title });
  const hasMentions = (note?.mentionedPersonIds.length ?? 0) > 0;
  return {
    date: interaction.date.toISOString(),
    people: interaction.persons.map((person) => toKnownPerson(person)),
    formatted,
    ...(noteFailure === undefined ? { text } : { textLock: 'unreadable' as const }),
    ...(hasMentions ? { textLock: 'mentions' as const } : {}),
    ...optionalValuesOf(interaction),
    ...(title === '' ? {} : { title }),
  };
}
