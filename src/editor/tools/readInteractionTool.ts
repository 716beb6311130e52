import type { Interaction, InteractionType } from '../../affinity/index.ts';
import { plainNote } from '../../model/noteText.ts';
import { readAnswer } from '../../tools/readAnswer.ts';
import { typeIdOf } from '../../tools/toolInputs.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { interactionLabel } from '../words/interactionLabel.ts';
import { toolWords } from '../words/toolWords.ts';
import type { ModelTool } from './modelTool.ts';
import { requestReserve } from './requestReserve.ts';

/** Reads one interaction with its notes: from what is loaded, else with a request for each part. */
export const readInteractionTool: ModelTool<'affinity_read_interaction'> = {
  notice: ({ type: key, id }, session) => {
    const type = typeIdOf(key);
    const loaded = loadedInteraction(session, type, id);
    return toolWords.read(type, id, loaded && interactionLabel(loaded));
  },
  subject: ({ type, id }) => ({ kind: 'interaction', type, id }),
  invoke: async ({ type: key, id, offset = 0 }, { session, account, here, signal }) => {
    const type = typeIdOf(key);
    const loaded = loadedInteraction(session, type, id);
    if (loaded !== undefined) session.reader.know(loaded, type);
    requestReserve(session).throwIfAborted();
    const { interaction, notes } = await session.reader.withNotes(type, id, signal);
    const texts = notes.flatMap((entry) => ('note' in entry ? [plainNote(entry.note)] : []));
    const missing = notes.length - texts.length;
    return readAnswer({ account, interaction, notes: texts, missing, offset, here });
  },
};

function loadedInteraction(
  { timelines }: AccountSession,
  type: InteractionType,
  id: number,
): Interaction | undefined {
  for (const timeline of timelines.all) {
    const found = timeline.get(type, id);
    if (found !== undefined) return found;
  }
  return undefined;
}
