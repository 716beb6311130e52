import { Disposable, EventEmitter, l10n } from 'vscode';
import { deletionId } from '../../drafts/model/keptDeletion.ts';
import type { DeletionStore } from '../../drafts/store/deletionStore.ts';
import { deleteKept, discardDeletion, lookAgain } from '../../drafts/writing/deletionAttempts.ts';
import type { Deleted, DeletionResult } from '../../drafts/writing/deletionAttempts.ts';
import type { InteractionDocuments } from '../documents/interactionDocuments.ts';
import type { FormConnections, ServiceConnection } from '../drafts/formConnections.ts';
import { deletionStore } from '../drafts/openDeletionStore.ts';
import type { DraftFolderParts } from '../drafts/openDraftFolder.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { systemClock } from '../storage/systemClock.ts';
import { askModal, remark, showError, showInformation, showWarning } from '../ui/messages.ts';
import { viewProgress } from '../ui/viewProgress.ts';
import { deletionSummary } from '../words/deletionSummary.ts';
import type { DeletionSummary } from '../words/deletionSummary.ts';
import {
  busyWords,
  deletedWords,
  discardQuestion,
  foundDeletedWords,
  foundThereWords,
  goneWords,
  notDeletedWords,
  notTriedWords,
  openWords,
  unreadWords,
  unwrittenWords,
} from '../words/deletionWords.ts';
import { explain } from '../words/explain.ts';
import { confirmDeletion, readAllForDeletion } from './deletionReading.ts';
import type { DeletionTarget, Prepared } from './deletionReading.ts';
import { offerUndo } from './undoOffer.ts';
import type { UndoParts } from './undoOffer.ts';

export interface DeletionsParts extends DraftFolderParts, UndoParts {
  readonly sessions: Pick<Sessions, 'current'>;
  readonly documents: InteractionDocuments;
  readonly connections: FormConnections;
}

/** Deletes interactions, and what can be done about deletions of which nobody knows whether they took effect. */
export class Deletions implements Disposable {
  readonly #parts: DeletionsParts;
  readonly #store: DeletionStore;
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: Disposable;

  /** Fires when those whose outcome is open are other ones than before, or stand otherwise. */
  readonly onDidChange = this.#changed.event;

  constructor(parts: DeletionsParts) {
    this.#parts = parts;
    const { store, subscription } = deletionStore(parts, () => void this.load());
    this.#store = store;
    const changes = new Disposable(store.onDidChange(() => this.#changed.fire()));
    this.#subscriptions = Disposable.from(subscription, changes, this.#changed);
  }

  /** Those whose outcome is open, of the account that is signed in, newest first. */
  summaries(): readonly DeletionSummary[] {
    const account = this.#parts.sessions.current?.name;
    if (account === undefined) return [];
    const isUnderWay = (id: string) => this.#store.isUnderWay(account, id);
    return this.#store.list(account).map((one) => deletionSummary(one, isUnderWay(deletionId(one))));
  }

  /** Reads those of the account that is signed in, and what other windows have changed. Never rejects. */
  async load(): Promise<void> {
    const account = this.#parts.sessions.current?.name;
    if (account !== undefined) await this.#store.load(account);
  }

  /** Reads, asks, deletes, and offers to undo. Rejects when none of them can be read. */
  async delete(session: AccountSession, targets: readonly DeletionTarget[]): Promise<void> {
    const prepared = await viewProgress(() => this.#prepare(session, targets));
    if (prepared.length === 0 || !(await confirmDeletion(prepared))) return;
    const deleted: Deleted[] = [];
    for (const [at, one] of prepared.entries()) {
      const services = this.#parts.connections.of(session.name);
      if (services === undefined) {
        void showWarning(notTriedWords(one.interaction, prepared.length - at - 1));
        break;
      }
      const read = { ...one, account: session.name };
      const result = await viewProgress(() => deleteKept(this.#attempt(services), read));
      await this.#tell(session, one, result, notDeletedWords);
      if (result.kind === 'deleted') deleted.push(result);
    }
    if (deleted.length > 0) await offerUndo(session, this.#parts, deletedWords(deleted), deleted);
  }

  /** Finds out what became of one whose outcome is open. When nobody can tell, its row says why. */
  async lookAgain(session: AccountSession, id: string): Promise<void> {
    const kept = this.#store.get(session.name, id);
    const services = this.#parts.connections.of(session.name);
    if (kept === undefined || services === undefined) return;
    const result = await viewProgress(() => lookAgain(this.#attempt(services), session.name, id));
    await this.#tell(session, kept, result, (_, interaction) => foundThereWords(interaction));
    if (result.kind === 'deleted')
      await offerUndo(session, this.#parts, foundDeletedWords(kept.interaction), [result]);
  }

  async deleteAgain(session: AccountSession, id: string): Promise<void> {
    const kept = this.#store.get(session.name, id);
    if (kept !== undefined) await this.delete(session, [kept]);
  }

  /** Asks first: afterwards nobody remembers that it may have been deleted. */
  async discard(session: AccountSession, id: string): Promise<void> {
    const kept = this.#store.get(session.name, id);
    if (kept === undefined || !(await askModal(discardQuestion(kept.interaction)))) return;
    if (!(await discardDeletion(this.#store, session.name, id)))
      void showInformation(busyWords(kept.interaction));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #attempt({ interactions }: ServiceConnection) {
    return { store: this.#store, interactions, clock: systemClock };
  }

  /** Those that can be read. What is gone already is named; where its deletion is open, that is found out. */
  async #prepare(session: AccountSession, targets: readonly DeletionTarget[]): Promise<readonly Prepared[]> {
    const services = this.#parts.connections.of(session.name);
    if (services === undefined) return [];
    const { prepared, gone, unread } = await readAllForDeletion(services, targets);
    const isOpen = (one: DeletionTarget) => this.#store.get(session.name, deletionId(one)) !== undefined;
    const failed = unread.filter(({ target }) => !isOpen(target));
    for (const one of [...gone, ...unread.map(({ target }) => target)].filter(isOpen))
      void this.lookAgain(session, deletionId(one));
    for (const one of gone.filter((target) => !isOpen(target))) await this.#gone(session, one);
    if (failed.length > 0 && failed.length === targets.length) throw failed[0]?.error;
    if (failed.length > 0) void showError(unreadWords(failed.length, failed[0]?.error));
    return prepared;
  }

  /** All but the offer to undo. What is not known stands in its row. */
  async #tell(session: AccountSession, one: Prepared, result: DeletionResult, words: NotDeletedWords) {
    switch (result.kind) {
      case 'deleted':
        return this.#takeOut(session, one);
      case 'gone-before':
        return this.#gone(session, one);
      case 'still-there':
        return void this.#offerAgain(session, one, words(result, one.interaction));
      case 'refused':
        return void showError(words(result, one.interaction));
      case 'open':
        return remark(openWords(one.interaction), 'question');
      case 'busy':
        return void showInformation(busyWords(one.interaction));
      case 'unwritten':
        return void showError(unwrittenWords(one.interaction));
      case 'settled':
        return;
    }
  }

  async #offerAgain(session: AccountSession, one: Prepared, message: string): Promise<void> {
    const again = l10n.t('Delete Again');
    if ((await showError(message, again)) !== again || session !== this.#parts.sessions.current) return;
    await this.delete(session, [one]).catch((error) => void showError(explain(error).message));
  }

  /** Somebody else has deleted it: it is not this window's to be undone. */
  async #gone(session: AccountSession, one: DeletionTarget): Promise<void> {
    await this.#takeOut(session, one);
    void showWarning(goneWords(one));
  }

  async #takeOut(session: AccountSession, { type, id }: DeletionTarget): Promise<void> {
    session.timelines.remove(type, id);
    await this.#parts.documents.deleted(session, type, id);
  }
}

type NotDeletedWords = typeof notDeletedWords;
