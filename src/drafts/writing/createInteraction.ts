import type { InteractionService } from '../../affinity/index.ts';
import type { LoggedInteraction } from './newInteraction.ts';
import { saveOutcome } from './saveOutcome.ts';
import type { SaveOutcome } from './saveOutcome.ts';

/** Logs an interaction, once. Whether somebody logged it before is for `findNeighbours` to ask first. */
export function createInteraction(
  interactions: Pick<InteractionService, 'create'>,
  entry: LoggedInteraction,
): Promise<SaveOutcome> {
  return saveOutcome(() => interactions.create(entry));
}
