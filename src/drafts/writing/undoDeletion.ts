import type { Draft } from '../model/draft.ts';
import { draftToBringBack } from '../model/newDraft.ts';
import type { DraftStart } from '../model/newDraft.ts';
import type { DraftStore } from '../store/draftStore.ts';
import type { Deleted } from './deletionAttempts.ts';

/**
 * Makes a draft of what was deleted: sent like every other one it is looked for before it is logged again, and outlives
 * whatever happens to it. The deletion goes when the draft is written, or stands at risk in its row. Undefined for what
 * cannot be brought back.
 */
export async function undoDeletion(
  drafts: DraftStore,
  start: DraftStart,
  { deletion, claim }: Pick<Deleted, 'deletion' | 'claim'>,
): Promise<Draft | undefined> {
  const { undo } = deletion;
  const draft = undo.kind === 'possible' ? draftToBringBack(start, deletion, undo.entry) : undefined;
  if (draft !== undefined) {
    drafts.keep(draft);
    await drafts.flush();
  }
  await claim.finish();
  return draft;
}
