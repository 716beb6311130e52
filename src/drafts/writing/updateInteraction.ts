import type { Interaction, InteractionChanges, InteractionService } from '../../affinity/index.ts';
import type { FieldProblem } from '../checks/fieldProblem.ts';
import { changesOf } from '../checks/interactionFields.ts';
import type { RequestFields } from '../checks/interactionFields.ts';
import type { UpdateBase } from '../model/draft.ts';
import type { SaveProblem } from '../model/draftOutcome.ts';
import { readInteraction, updateBase } from '../model/interactionReading.ts';
import type { EditableRef, InteractionReader } from '../model/interactionReading.ts';
import { saveOutcome, saveProblem } from './saveOutcome.ts';
import type { SaveOutcome } from './saveOutcome.ts';
import { updatePlan } from './updatePlan.ts';
import type { UpdateConflict, UpdateEntry } from './updatePlan.ts';

/** The service names the missing field. */
const PERSON_IDS = /person_?ids/iu;

/** Rules of the service that are learned from its answers. They are kept until the window is closed. */
export interface LearnedRules {
  /** An update without `person_ids` is refused. The documentation requires them; in real use they could be left out. */
  requiresPersonIds?: boolean;
  /** V2 takes no notes for this account. */
  lacksV2Notes?: boolean;
  /** The ids of notes in V2, compared with those of V1. */
  noteIds?: 'same' | 'different';
  /** A note is refused that names its time, because this machine's clock is ahead of the service's. */
  refusesCreatedAt?: boolean;
}

export interface UpdatingClient {
  readonly interactions: Pick<InteractionService, 'update'>;
  readonly learned?: LearnedRules | undefined;
}

export type UpdatePreparation =
  /** `theirs` is the interaction before the change. */
  | { readonly kind: 'send'; readonly changes: RequestFields; readonly theirs: UpdateBase }
  /** Someone else made the same change, so there is nothing to send. */
  | { readonly kind: 'done'; readonly interaction: Interaction; readonly text?: string | undefined }
  | { readonly kind: 'conflict'; readonly conflict: UpdateConflict }
  | { readonly kind: 'locked'; readonly problem: FieldProblem }
  /** The interaction could not be read again, so nothing is sent. */
  | { readonly kind: 'refused'; readonly problem: SaveProblem };

/** Reads the interaction again and plans the update. `accepted` is a version of others that the user agreed to. */
export async function prepareUpdate(
  client: InteractionReader,
  ref: EditableRef,
  entry: UpdateEntry,
  accepted?: UpdateBase,
): Promise<UpdatePreparation> {
  try {
    const reading = await readInteraction(client, ref);
    const theirs = updateBase(reading);
    const changesText = changesOf(entry).text;
    if (changesText && reading.noteFailure !== undefined) {
      return { kind: 'refused', problem: saveProblem(reading.noteFailure) };
    }
    if (changesText && theirs.textLock !== undefined) {
      return { kind: 'locked', problem: { at: 'text', code: 'text-locked', by: theirs.textLock } };
    }
    const plan = updatePlan(entry, theirs, accepted);
    if (plan.kind === 'send') return { ...plan, theirs };
    const { interaction } = reading;
    return plan.kind === 'nothing-to-send' ? { kind: 'done', interaction, text: theirs.text } : plan;
  } catch (error) {
    return { kind: 'refused', problem: saveProblem(error) };
  }
}

/**
 * Sends an update. When the service refuses it because `person_ids` is missing, sends it once more with the people that were
 * just read. `theirs` is the interaction before the change.
 */
export async function updateInteraction(
  { interactions, learned = {} }: UpdatingClient,
  { type, id }: EditableRef,
  changes: InteractionChanges,
  theirs: UpdateBase,
): Promise<SaveOutcome> {
  const write = (data: InteractionChanges) => saveOutcome(() => interactions.update(id, type, data));
  const complete = { personIds: theirs.people.map((person) => person.id), ...changes };
  if (learned.requiresPersonIds === true) return write(complete);
  const outcome = await write(changes);
  if (changes.personIds !== undefined || !isMissingPersonIds(outcome)) return outcome;
  const repeated = await write(complete);
  if (!isMissingPersonIds(repeated)) learned.requiresPersonIds = true;
  return repeated;
}

function isMissingPersonIds(outcome: SaveOutcome): boolean {
  if (outcome.kind !== 'refused') return false;
  const { status, said } = outcome.problem;
  return status === 422 && said.some((words) => PERSON_IDS.test(words));
}
