import { l10n, window } from 'vscode';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import { draftToBringBack } from '../../drafts/newDraft.ts';
import {
  deleteWithProof,
  readForDeletion,
  type Deletion,
  type NoUndo,
} from '../../drafts/sending/deletion.ts';
import type { DraftStore } from '../../drafts/store/draftStore.ts';
import type { RecordId } from '../../timeline/recordRef.ts';
import type { AccountSession } from '../account/accountSession.ts';
import type { InteractionDocuments } from '../reader/interactionDocuments.ts';
import { systemClock } from '../systemClock.ts';
import { viewId } from '../tree/viewId.ts';
import { formatMoment } from '../words/dates.ts';
import { interactionLabel, peopleInShort, typeSingular } from '../words/interactionWords.ts';
import type { DraftSending } from './draftSending.ts';
import { draftStart } from './draftStart.ts';
import { refusalWords } from './problemWords.ts';

/** An interaction to be deleted, and the record under which it was seen. */
export interface DeletionTarget {
  readonly type: InteractionType;
  readonly id: number;
  readonly record?: RecordId | undefined;
}

export interface DeletionParts {
  readonly documents: InteractionDocuments;
  readonly store: DraftStore;
  readonly sending: DraftSending;
}

interface Prepared extends DeletionTarget, Deletion {}

/** At most so many names stand in a question. */
const mostNamed = 5;

/** Reads, asks, deletes, and offers to undo. Only what was read can be undone, so reading comes first. */
export async function deleteInteractions(
  session: AccountSession,
  parts: DeletionParts,
  targets: readonly DeletionTarget[],
): Promise<void> {
  const prepared = await progress(() => Promise.all(targets.map((target) => prepare(session, target))));
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

async function prepare(session: AccountSession, target: DeletionTarget): Promise<Prepared> {
  return { ...target, ...(await readForDeletion(session.connection.client, target)) };
}

async function confirm(prepared: readonly Prepared[]): Promise<boolean> {
  const [first] = prepared;
  if (first === undefined) return false;
  const one = prepared.length === 1;
  const message = one
    ? l10n.t('Delete {0}?', named(first.interaction))
    : l10n.t('Delete {0} interactions?', prepared.length);
  const detail = one ? undoWords(first) : [...list(prepared), '', undoWordsOfMany(prepared)].join('\n');
  const button = l10n.t('Delete');
  return (await window.showWarningMessage(message, { modal: true, detail }, button)) === button;
}

/** "meeting “Kick-off” with Ann Lee +2 of Tue 18 Nov 2025 14:00". */
function named(interaction: Interaction): string {
  const type = typeSingular(interaction.type).toLowerCase();
  const [title, people] = [interactionLabel(interaction), peopleInShort(interaction)];
  const when = formatMoment(interaction.date);
  return title === people || people === ''
    ? l10n.t('{0} with {1} of {2}', type, title, when)
    : l10n.t('{0} “{1}” with {2} of {3}', type, title, people, when);
}

function list(prepared: readonly Prepared[]): string[] {
  const lines = prepared
    .slice(0, mostNamed)
    .map(({ interaction, undo }) =>
      undo.kind === 'none'
        ? l10n.t('• {0}: cannot be brought back', named(interaction))
        : l10n.t('• {0}', named(interaction)),
    );
  const more = prepared.length - lines.length;
  return more > 0 ? [...lines, l10n.t('and {0} more', more)] : lines;
}

function undoWords({ undo }: Deletion): string {
  if (undo.kind === 'none')
    return l10n.t(
      'It is removed for everybody at your firm. This cannot be undone: {0}',
      noUndoWords(undo.reason),
    );
  const undoable = l10n.t(
    'It is removed for everybody at your firm. You can undo it right after; it is then logged again with a new id, by you.',
  );
  return undo.losesFormatting
    ? l10n.t('{0} Its text would come back without formatting.', undoable)
    : undoable;
}

function undoWordsOfMany(prepared: readonly Prepared[]): string {
  const final = prepared.filter(({ undo }) => undo.kind === 'none').length;
  return final === 0
    ? l10n.t('They are removed for everybody at your firm. You can undo it right after.')
    : l10n.t('They are removed for everybody at your firm. {0} of them cannot be brought back.', final);
}

function noUndoWords(reason: NoUndo): string {
  switch (reason) {
    case 'email':
      return l10n.t('Affinity takes e-mails from mailboxes only.');
    case 'not-logged-by-hand':
      return l10n.t('nobody logged it by hand, so it cannot be logged again as it was.');
    case 'note-unreadable':
      return l10n.t('its text could not be read.');
    case 'no-text':
      return l10n.t('it has no text, and Affinity logs none without.');
    case 'people-missing':
      return l10n.t('Affinity logs none without a colleague and somebody from outside.');
    case 'direction-missing':
      return l10n.t('Affinity does not tell whether it was sent or received.');
  }
}

/** Whether it is gone now. */
async function deleteOne(
  session: AccountSession,
  { documents }: DeletionParts,
  one: Prepared,
): Promise<boolean> {
  const outcome = await deleteWithProof(session.connection.client.interactions, one, systemClock);
  if (outcome.kind === 'saved') {
    session.timelines.remove(one.type, one.id);
    await documents.deleted(session, one.type, one.id);
    return true;
  }
  const what = named(one.interaction);
  void window.showErrorMessage(
    outcome.kind === 'unknown'
      ? l10n.t('Unknown whether {0} was deleted: Affinity cannot be reached. Refresh later to see.', what)
      : l10n.t('Not deleted: {0}. {1}', what, refusalWords(outcome.problem)),
  );
  return false;
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
  const chosen = await window.showInformationMessage(message, ...(undoable.length > 0 ? [undo] : []));
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
      void window.showErrorMessage(notBroughtBack(result?.kind === 'unknown', named(interaction)));
    }
  }
  if (count > 0) void window.showInformationMessage(broughtBack(count));
}

function notBroughtBack(isUnknown: boolean, what: string): string {
  return isUnknown
    ? l10n.t('Unknown whether {0} was logged again. It is kept among the drafts, where you can look.', what)
    : l10n.t('Not logged again: {0}. It is kept among the drafts, with the reason.', what);
}

function broughtBack(count: number): string {
  return count === 1
    ? l10n.t('Logged again. It has a new id, and you are its author.')
    : l10n.t('{0} interactions logged again. They have new ids, and you are their author.', count);
}
