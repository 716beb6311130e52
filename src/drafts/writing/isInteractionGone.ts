import type { InteractionReader } from '../model/interactionReading.ts';
import { isHiddenInV2 } from './noteClient.ts';
import type { NoteClient, NoteTarget } from './noteClient.ts';
import { isNotFound } from './saveOutcome.ts';

/**
 * True for an interaction that was deleted: V1 doesn't have it, and V2, which also knows internal-only meetings, doesn't show
 * it either. Never rejects; what can't be found out is not gone.
 */
export async function isInteractionGone(
  { interactions }: Pick<InteractionReader, 'interactions'>,
  noting: NoteClient,
  { type, id }: Pick<NoteTarget, 'id' | 'type'>,
): Promise<boolean> {
  const isMissing = await interactions.get(id, type).then(() => false, isNotFound);
  return isMissing && isHiddenInV2(noting, { type, id });
}
