import { l10n } from 'vscode';
import type { Draft } from '../../drafts/model/draft.ts';
import type { DraftStore } from '../../drafts/store/draftStore.ts';
import type { Deleted } from '../../drafts/writing/deletionAttempts.ts';
import type { SaveResult } from '../../drafts/writing/saveDraft.ts';
import { undoDeletion } from '../../drafts/writing/undoDeletion.ts';
import { needsAnswer } from '../drafts/draftQuestions.ts';
import type { DraftSending } from '../drafts/draftSending.ts';
import { draftStart } from '../drafts/draftStart.ts';
import { aboutOf } from '../form/formHost.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { showError, showInformation } from '../ui/messages.ts';
import { viewProgress } from '../ui/viewProgress.ts';
import { broughtBackWords, notBroughtBackWords, stillThereAfterAllWords } from '../words/deletionWords.ts';

export interface UndoParts {
  readonly drafts: DraftStore;
  readonly sending: DraftSending;
  /** Shows a draft whose sending needs an answer. */
  readonly openDraft: (session: AccountSession, id: string, found: SaveResult) => void;
}

/** Says what was deleted. What can be brought back is kept until the user has done with the offer. */
export async function offerUndo(
  session: AccountSession,
  parts: UndoParts,
  message: string,
  deleted: readonly Deleted[],
): Promise<void> {
  const undoable = deleted.filter(({ deletion }) => deletion.undo.kind === 'possible');
  await finishAll(deleted.filter((one) => !undoable.includes(one)));
  const undo = l10n.t('Undo');
  const chosen = await showInformation(message, ...(undoable.length > 0 ? [undo] : []));
  if (chosen !== undo) return finishAll(undoable);
  await viewProgress(() => bringBack(session, parts, undoable));
}

async function finishAll(deleted: readonly Deleted[]): Promise<void> {
  await Promise.all(deleted.map(({ claim }) => claim.finish()));
}

/**
 * Logs again what was deleted, one after another. Each is a draft until it is logged, so that none is lost, and what
 * becomes of it is found out as for all drafts.
 */
async function bringBack(
  session: AccountSession,
  parts: UndoParts,
  undoable: readonly Deleted[],
): Promise<void> {
  const { drafts, sending } = parts;
  const undone: { readonly draft: Draft; readonly deletion: Deleted['deletion'] }[] = [];
  for (const one of undoable) {
    const draft = await undoDeletion(drafts, draftStart(session, drafts.newId()), one);
    if (draft !== undefined) undone.push({ draft, deletion: one.deletion });
  }
  let count = 0;
  let first: { readonly id: string; readonly result: SaveResult } | undefined;
  for (const { draft, deletion } of undone) {
    const result = await sending.send(session, draft);
    if (result?.kind === 'saved') {
      count += 1;
    } else if (await isThereAfterAll(session, parts, { draft, deletion, result })) {
      void showInformation(stillThereAfterAllWords(deletion.interaction));
    } else {
      void showError(notBroughtBackWords(result, deletion.interaction));
      if (result !== undefined && needsAnswer(result)) first ??= { id: draft.id, result };
    }
  }
  if (count > 0) void showInformation(broughtBackWords(count));
  if (first !== undefined) parts.openDraft(session, first.id, first.result);
}

interface NotLogged {
  readonly draft: Draft;
  readonly deletion: Deleted['deletion'];
  readonly result: SaveResult | undefined;
}

/** The deletion had not taken effect: logged again it would be there twice. */
async function isThereAfterAll(
  session: AccountSession,
  { drafts }: UndoParts,
  { draft, deletion, result }: NotLogged,
): Promise<boolean> {
  const found = result?.kind === 'neighbours' ? result.neighbours.map((one) => one.interaction) : [];
  const there = found.find(({ type, id }) => type === deletion.type && id === deletion.id);
  if (there === undefined) return false;
  await drafts.discard(draft.id);
  session.timelines.put(there, aboutOf(draft));
  return true;
}
