import type { InteractionReader } from '../model/interactionReading.ts';
import { feedOf } from './noteClient.ts';
import type { NoteClient, NoteTarget } from './noteClient.ts';
import { isForbidden, isNotFound } from './saveOutcome.ts';

/**
 * True for an interaction that was deleted: V1 doesn't have it, and V2, which also knows internal-only meetings, doesn't show
 * it either. Never rejects; what can't be found out is not gone.
 */
export async function isInteractionGone(
  { interactions }: Pick<InteractionReader, 'interactions'>,
  noting: NoteClient,
  { type, id }: Pick<NoteTarget, 'id' | 'type'>,
): Promise<boolean> {
  if (!(await isMissing(interactions.get(id, type), isNotFound))) return false;
  return isMissing(feedOf(noting, type).get(id), isHidden);
}

function isMissing(reading: Promise<unknown>, isMissed: (error: unknown) => boolean): Promise<boolean> {
  return reading.then(() => false, isMissed);
}

function isHidden(error: unknown): boolean {
  return isNotFound(error) || isForbidden(error);
}
