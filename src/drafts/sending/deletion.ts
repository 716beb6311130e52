import { AffinityError, InteractionType } from '../../affinity/index.ts';
import type { Clock, Interaction, InteractionService } from '../../affinity/index.ts';
import { knownPerson } from '../people/knownPerson.ts';
import { checkEntry } from '../checks/checkEntry.ts';
import type { FieldProblem } from '../checks/fieldProblem.ts';
import { dateText } from '../when/dateText.ts';
import { readWhen } from '../when/readWhen.ts';
import { directionOf, readInteraction } from './interactionReading.ts';
import type { InteractionReader, InteractionReading } from './interactionReading.ts';
import { isFormType } from './newInteraction.ts';
import type { LoggedInteraction } from './newInteraction.ts';
import { noteText } from './noteText.ts';
import { saveOutcome } from './saveOutcome.ts';
import type { SaveOutcome } from './saveOutcome.ts';
import { spacedLooks } from './spacedLooks.ts';
import type { Sight } from './spacedLooks.ts';

/** Read before anything is deleted: afterwards neither the interaction nor its text can be had. */
export interface Deletion {
  readonly interaction: Interaction;
  readonly undo: Undo;
}

export type Undo =
  /** `losesFormatting`: the text had HTML and will be plain. */
  | { readonly kind: 'possible'; readonly entry: LoggedInteraction; readonly losesFormatting: boolean }
  | { readonly kind: 'none'; readonly reason: NoUndo };

export type NoUndo =
  | 'email'
  | 'not-logged-by-hand'
  | 'note-unreadable'
  /** Of which only one could be logged again. */
  | 'several-notes'
  /** Beyond what a draft may be, and so beyond what can be sent of it. */
  | 'text-too-long'
  | 'too-many-people'
  | 'date-out-of-range'
  /** The service logs nothing without text, without a colleague or without somebody from outside. */
  | 'no-text'
  | 'people-missing'
  /** A chat message of which the service does not tell who wrote it. */
  | 'direction-missing';

/** What is going to be deleted, for the confirmation, with what undoing it takes. Rejects when it cannot be read. */
export async function readForDeletion(
  client: InteractionReader,
  ref: { readonly type: InteractionType; readonly id: number },
  signal?: AbortSignal,
): Promise<Deletion> {
  const reading = await readInteraction(client, ref, signal);
  return { interaction: reading.interaction, undo: await undoOf(reading) };
}

/** Deletes, once. What is not there any more is as good as deleted. */
export async function deleteInteraction(
  interactions: Pick<InteractionService, 'delete'>,
  { type, id }: { readonly type: InteractionType; readonly id: number },
): Promise<SaveOutcome<'deleted' | 'gone-before'>> {
  const outcome = await saveOutcome<'deleted' | 'gone-before' | 'declined'>(async () => {
    try {
      return (await interactions.delete(id, type)) ? 'deleted' : 'declined';
    } catch (error) {
      if (error instanceof AffinityError && error.kind === 'not-found') return 'gone-before';
      throw error;
    }
  });
  if (outcome.kind !== 'saved') return outcome;
  const { saved } = outcome;
  return saved === 'declined'
    ? { kind: 'refused', problem: { kind: 'invalid-request', said: [] } }
    : { kind: 'saved', saved };
}

/** `still-there`: the answer was lost, and somebody has looked. */
export type DeletionOutcome = SaveOutcome<'deleted' | 'gone-before'> | { readonly kind: 'still-there' };

/**
 * Deletes, once, and where the answer was lost looks whether it is gone. `unknown` is left only when nobody could look.
 */
export async function deleteWithProof(
  interactions: Pick<InteractionService, 'delete' | 'get'>,
  { type, id }: { readonly type: InteractionType; readonly id: number },
  clock: Pick<Clock, 'sleep'>,
): Promise<DeletionOutcome> {
  const outcome = await deleteInteraction(interactions, { type, id });
  if (outcome.kind !== 'unknown') return outcome;
  try {
    const sight = await spacedLooks((signal) => lookWhetherGone(interactions, { type, id }, signal), clock);
    return sight.kind === 'there' ? { kind: 'saved', saved: 'deleted' } : { kind: 'still-there' };
  } catch {
    return outcome;
  }
}

async function lookWhetherGone(
  interactions: Pick<InteractionService, 'get'>,
  { type, id }: { readonly type: InteractionType; readonly id: number },
  signal: AbortSignal,
): Promise<Sight<'gone'>> {
  try {
    await interactions.get(id, type, { signal });
    return { kind: 'absent' };
  } catch (error) {
    if (error instanceof AffinityError && error.kind === 'not-found') return { kind: 'there', found: 'gone' };
    throw error;
  }
}

function none(reason: NoUndo): Undo {
  return { kind: 'none', reason };
}

async function undoOf({ interaction, note, noteFailure }: InteractionReading): Promise<Undo> {
  const { type, date, persons, direction, manualCreatorId } = interaction;
  if (!isFormType(type)) return none('email');
  if (manualCreatorId === undefined) return none('not-logged-by-hand');
  if (noteFailure !== undefined) return none('note-unreadable');
  if (interaction.noteIds.length > 1) return none('several-notes');
  const { text, formatted } = note === undefined ? { text: '', formatted: false } : noteText(note);
  const known = type === InteractionType.chatMessage ? directionOf(direction) : undefined;
  const sentOrReceived = known === undefined ? {} : { direction: known };
  const people = persons.map((person) => ({ state: 'known', person: knownPerson(person) }) as const);
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
