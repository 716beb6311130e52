import { InteractionType } from '../../affinity/index.ts';
import type { Interaction } from '../../affinity/index.ts';
import { readWhen } from '../../dates/readWhen.ts';
import { dateText } from '../../dates/wallTime.ts';
import { toKnownPerson } from '../../directory/toKnownPerson.ts';
import { canBeLogged, directionOf } from '../../model/interactionTypes.ts';
import { noteText } from '../../model/noteText.ts';
import { checkEntry } from '../checks/checkEntry.ts';
import type { FieldProblem } from '../checks/fieldProblem.ts';
import { readInteraction } from '../model/interactionReading.ts';
import type { InteractionReader, InteractionReading } from '../model/interactionReading.ts';
import type { NoUndo, Undo } from '../model/keptDeletion.ts';

/** Read before anything is deleted: afterwards neither the interaction nor its text can be had. */
export interface Deletion {
  readonly interaction: Interaction;
  readonly undo: Undo;
}

/** What is going to be deleted, for the confirmation, with what undoing it takes. Rejects when it cannot be read. */
export async function readForDeletion(
  client: InteractionReader,
  ref: { readonly type: InteractionType; readonly id: number },
  signal?: AbortSignal,
): Promise<Deletion> {
  const reading = await readInteraction(client, ref, signal);
  return { interaction: reading.interaction, undo: await undoOf(reading) };
}

function none(reason: NoUndo): Undo {
  return { kind: 'none', reason };
}

async function undoOf({ interaction, note, noteFailure }: InteractionReading): Promise<Undo> {
  const { type, date, persons, direction, manualCreatorId } = interaction;
  if (!canBeLogged(type)) return none('email');
  if (manualCreatorId === undefined) return none('not-logged-by-hand');
  if (noteFailure !== undefined) return none('note-unreadable');
  if (interaction.noteIds.length > 1) return none('several-notes');
  const { text, formatted } = note === undefined ? { text: '', formatted: false } : noteText(note);
  const known = type === InteractionType.chatMessage ? directionOf(direction) : undefined;
  const sentOrReceived = known === undefined ? {} : { direction: known };
  const people = persons.map((person) => ({ state: 'known', person: toKnownPerson(person) }) as const);
  // As it will be held to the rules when it is sent.
  const when = await readWhen(dateText(date, 'UTC'), { now: new Date(), zone: 'UTC', dayFirst: false });
  const [problem] = checkEntry({ type, when, people, text, ...sentOrReceived });
  if (problem !== undefined) return none(reasonOf(problem));
  const entry = { type, personIds: persons.map(({ id }) => id), content: text, date, ...sentOrReceived };
  return { kind: 'possible', entry, losesFormatting: formatted };
}

function reasonOf({ at, code }: FieldProblem): NoUndo {
  if (code === 'text-too-long' || code === 'too-many-people') return code;
  switch (at) {
    case 'date':
      return 'date-out-of-range';
    case 'people':
      return 'people-missing';
    case 'direction':
      return 'direction-missing';
    case 'text':
    case 'type':
    case 'form':
      return 'no-text';
  }
}
