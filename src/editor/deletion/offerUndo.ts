import { l10n } from 'vscode';
import type { Draft } from '../../drafts/model/draft.ts';
import type { Deleted } from '../../drafts/writing/deletionAttempts.ts';
import type { SaveResult } from '../../drafts/writing/saveDraft.ts';
import { needsAnswer } from '../../drafts/writing/sendDraft.ts';
import { undoDeletion } from '../../drafts/writing/undoDeletion.ts';
import { recordsOf } from '../drafts/drafts.ts';
import type { Drafts } from '../drafts/drafts.ts';
import { draftStart } from '../drafts/draftStart.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { messages } from '../ui/messages.ts';
import { viewProgress } from '../ui/viewProgress.ts';
import { deletionWords } from '../words/deletionWords.ts';

/** Shows `message` with Undo. A deletion is stored until the user has used or closed the message. */
export async function offerUndo(
  session: AccountSession,
  drafts: Drafts,
  message: string,
  deleted: readonly Deleted[],
): Promise<void> {
  const undoable = deleted.filter(({ deletion }) => deletion.undo.kind === 'possible');
  await finishAll(deleted.filter((one) => !undoable.includes(one)));
  const undo = l10n.t('Undo');
  const chosen = await messages.showInformation(message, ...(undoable.length > 0 ? [undo] : []));
  if (chosen !== undo) return finishAll(undoable);
  await viewProgress(() => restoreAll(session, drafts, undoable));
}

async function finishAll(deleted: readonly Deleted[]): Promise<void> {
  await Promise.all(deleted.map(({ claim }) => claim.finish()));
}

interface Undone {
  readonly draft: Draft;
  readonly deletion: Deleted['deletion'];
}

/** Logs deleted interactions again, one after another. All of them are drafts first, so that none is lost. */
async function restoreAll(
  session: AccountSession,
  drafts: Drafts,
  undoable: readonly Deleted[],
): Promise<void> {
  const { store } = drafts;
  const undone: Undone[] = [];
  for (const one of undoable) {
    const draft = await undoDeletion(store, draftStart(session, store.newId()), one);
    if (draft !== undefined) undone.push({ draft, deletion: one.deletion });
  }
  let count = 0;
  let first: { readonly id: string; readonly result: SaveResult } | undefined;
  for (const one of undone) {
    const result = await restored(session, drafts, one.draft);
    if (result?.kind === 'saved') {
      count += 1;
    } else if (await stillExists(session, drafts, one, result)) {
      void messages.showInformation(deletionWords.stillThere(one.deletion));
    } else {
      void messages.showError(deletionWords.notRestored(result, one.deletion));
      if (result !== undefined && needsAnswer(result)) first ??= { id: one.draft.id, result };
    }
  }
  if (count > 0) void messages.showInformation(deletionWords.restored(count));
  if (first !== undefined) await drafts.forms.show(session, first.id, first.result);
}

/** Where V2 takes no notes, its records had a separate note before, so the user need not be told of one now. */
async function restored(
  session: AccountSession,
  drafts: Drafts,
  draft: Draft,
): Promise<SaveResult | undefined> {
  const result = await drafts.send(session, draft);
  const rerouted = result?.kind === 'rerouted' ? drafts.store.get(session.name, draft.id) : undefined;
  return rerouted === undefined ? result : drafts.send(session, rerouted);
}

/** The deletion had no effect, so the draft is discarded: it would log the interaction a second time. */
async function stillExists(
  session: AccountSession,
  { store }: Drafts,
  { draft, deletion }: Undone,
  result: SaveResult | undefined,
): Promise<boolean> {
  const found = result?.kind === 'neighbours' ? result.neighbours.map((one) => one.interaction) : [];
  const existing = found.find(({ type, id }) => type === deletion.type && id === deletion.id);
  if (existing === undefined) return false;
  await store.discard(draft.id);
  session.timelines.put(existing, recordsOf(draft));
  return true;
}
