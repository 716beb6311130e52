import { l10n, window } from 'vscode';
import { AffinityError, type Interaction, type InteractionType } from '../../affinity/index.ts';
import { draftToBringBack } from '../../drafts/newDraft.ts';
import { deleteWithProof, readForDeletion, type Deletion } from '../../drafts/sending/deletion.ts';
import type { DraftStore } from '../../drafts/store/draftStore.ts';
import type { RecordId } from '../../timeline/recordRef.ts';
import type { AccountSession } from '../account/accountSession.ts';
import type { InteractionDocuments } from '../reader/interactionDocuments.ts';
import { systemClock } from '../systemClock.ts';
import { viewId } from '../tree/viewId.ts';
import {
  broughtBackWords,
  deletionQuestion,
  goneWords,
  named,
  notBroughtBackWords,
  notDeletedWords,
  unreadWords,
} from './deletionWords.ts';
import type { DraftSending } from './draftSending.ts';
import { draftStart } from './draftStart.ts';
import type { FormConnections } from './formConnections.ts';
import { askModal, showError, showInformation, showWarning } from '../messages.ts';

/** An interaction to be deleted, and the record under which it was seen. */
export interface DeletionTarget {
  readonly type: InteractionType;
  readonly id: number;
  readonly record?: RecordId | undefined;
  /** As its row shows it, to name what is not there any more. */
  readonly interaction?: Interaction | undefined;
}

export interface DeletionParts {
  readonly documents: InteractionDocuments;
  readonly store: DraftStore;
  readonly connections: FormConnections;
  readonly sending: DraftSending;
}

type Prepared = DeletionTarget & Deletion;

/** Reads, asks, deletes, and offers to undo. Only what was read can be undone, so reading comes first. */
export async function deleteInteractions(
  session: AccountSession,
  parts: DeletionParts,
  targets: readonly DeletionTarget[],
): Promise<void> {
  if (targets.length === 0) return;
  const prepared = await progress(() => prepareAll(session, parts, targets));
  if (prepared.length === 0 || !(await confirm(prepared))) return;
  const deleted: Prepared[] = [];
  for (const one of prepared) {
    if (await progress(() => deleteOne(session, parts, one))) deleted.push(one);
  }
  if (deleted.length > 0) await offerUndo(session, parts, deleted);
}

function progress<Result>(work: () => Promise<Result>): Thenable<Result> {
  return window.withProgress({ location: { viewId } }, work);
}

/** Those that can be read. What is gone already is named, and costs the others nothing. */
async function prepareAll(
  session: AccountSession,
  parts: DeletionParts,
  targets: readonly DeletionTarget[],
): Promise<readonly Prepared[]> {
  const services = parts.connections.of(session.name) ?? session.connection.client;
  const readings = await Promise.allSettled(targets.map((target) => readForDeletion(services, target)));
  const prepared: Prepared[] = [];
  const unread: unknown[] = [];
  for (const [index, target] of targets.entries()) {
    const reading = readings[index];
    if (reading?.status === 'fulfilled') prepared.push({ ...target, ...reading.value });
    else if (isGone(reading?.reason)) await forget(session, parts, target);
    else unread.push(reading?.reason);
  }
  if (unread.length === targets.length) throw unread[0];
  if (unread.length > 0) void showError(unreadWords(unread.length, unread[0]));
  return prepared;
}

function isGone(error: unknown): boolean {
  return error instanceof AffinityError && error.kind === 'not-found';
}

async function forget(
  session: AccountSession,
  { documents }: DeletionParts,
  target: DeletionTarget,
): Promise<void> {
  session.timelines.remove(target.type, target.id);
  await documents.deleted(session, target.type, target.id);
  void showWarning(goneWords(target));
}

async function confirm([first, ...others]: readonly Prepared[]): Promise<boolean> {
  if (first === undefined) return false;
  const { message, detail } = deletionQuestion(first, others);
  const button = l10n.t('Delete');
  return askModal({ message, detail, action: button });
}

/** Whether it is gone now. */
async function deleteOne(
  session: AccountSession,
  { documents, connections }: DeletionParts,
  one: Prepared,
): Promise<boolean> {
  const { interactions } = connections.of(session.name) ?? session.connection.client;
  const outcome = await deleteWithProof(interactions, one, systemClock);
  if (outcome.kind !== 'saved') {
    void showError(notDeletedWords(outcome, one.interaction));
    return false;
  }
  session.timelines.remove(one.type, one.id);
  await documents.deleted(session, one.type, one.id);
  return true;
}

async function offerUndo(
  session: AccountSession,
  parts: DeletionParts,
  deleted: readonly Prepared[],
): Promise<void> {
  const [first] = deleted;
  if (first === undefined) return;
  const message =
    deleted.length === 1
      ? l10n.t('Deleted {0}', named(first.interaction))
      : l10n.t('Deleted {0} interactions', deleted.length);
  const undoable = deleted.filter(({ undo }) => undo.kind === 'possible');
  const undo = l10n.t('Undo');
  const chosen = await showInformation(message, ...(undoable.length > 0 ? [undo] : []));
  if (chosen === undo) await progress(() => bringBack(session, parts, undoable));
}

/**
 * Logs again what was deleted, one after another. Each is a draft until it is logged, so that none is lost, and what
 * becomes of it is found out as for all drafts.
 */
async function bringBack(
  session: AccountSession,
  { store, sending }: DeletionParts,
  undoable: readonly Prepared[],
): Promise<void> {
  const drafts = undoable.flatMap(({ undo, record, ...deletion }) => {
    if (undo.kind !== 'possible') return [];
    const draft = draftToBringBack(draftStart(session, store.newId()), deletion, undo.entry);
    return draft === undefined ? [] : [{ draft, record, interaction: deletion.interaction }];
  });
  for (const { draft } of drafts) store.keep(draft);
  await store.flush();
  let count = 0;
  for (const { draft, record, interaction } of drafts) {
    const result = await sending.send(session, draft, ['neighbours']);
    if (result?.kind === 'saved') {
      if (record !== undefined) session.timelines.put(result.interaction, [record]);
      count += 1;
    } else {
      void showError(notBroughtBackWords(result, interaction));
    }
  }
  if (count > 0) void showInformation(broughtBackWords(count));
}
