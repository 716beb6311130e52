import { Disposable, EventEmitter, l10n } from 'vscode';
import type { Draft } from '../../drafts/model/draft.ts';
import { deletionId } from '../../drafts/model/keptDeletion.ts';
import type { DeletionStore } from '../../drafts/store/deletionStore.ts';
import { DeletionAttempts } from '../../drafts/writing/deletionAttempts.ts';
import type { Deleted, DeletionResult } from '../../drafts/writing/deletionAttempts.ts';
import { readAllForDeletion, withRecords } from '../../drafts/writing/readForDeletion.ts';
import type { DeletionTarget, PreparedDeletion } from '../../drafts/writing/readForDeletion.ts';
import type { InteractionDocuments } from '../documents/interactionDocuments.ts';
import type { Drafts } from '../drafts/drafts.ts';
import { openDeletionStore } from '../drafts/openDraftStore.ts';
import type { DraftFolderDeps } from '../drafts/openDraftStore.ts';
import type { ServiceConnection } from '../drafts/serviceConnections.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { systemClock } from '../storage/systemClock.ts';
import { messages } from '../ui/messages.ts';
import { viewProgress } from '../ui/viewProgress.ts';
import { deletionWords } from '../words/deletionWords.ts';
import { deletionSummary } from '../words/draftSummary.ts';
import type { DeletionSummary } from '../words/draftSummary.ts';
import { explain } from '../words/explain.ts';
import { offerUndo } from './offerUndo.ts';

export interface DeletionsDeps extends DraftFolderDeps {
  readonly sessions: Pick<Sessions, 'current'>;
  readonly documents: InteractionDocuments;
  readonly drafts: Drafts;
}

/** Deletes interactions, and holds the deletions whose outcome is unknown. */
export class Deletions implements Disposable {
  readonly #deps: DeletionsDeps;
  readonly #store: DeletionStore;
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: Disposable;

  /** Fires when `summaries` changes. */
  readonly onDidChange = this.#changed.event;

  constructor(deps: DeletionsDeps) {
    this.#deps = deps;
    const { store, subscription } = openDeletionStore(deps, () => void this.load());
    this.#store = store;
    const changes = new Disposable(store.onDidChange(() => this.#changed.fire()));
    this.#subscriptions = Disposable.from(subscription, changes, this.#changed);
  }

  /** The deletions with an unknown outcome of the account that is signed in, newest first. */
  summaries(): readonly DeletionSummary[] {
    const account = this.#deps.sessions.current?.name;
    if (account === undefined) return [];
    const isUnderWay = (id: string) => this.#store.isUnderWay(account, id);
    return this.#store.list(account).map((one) => deletionSummary(one, isUnderWay(deletionId(one))));
  }

  /** Reads the deletions of the account that is signed in, and those that other windows have changed. Never rejects. */
  async load(): Promise<void> {
    const account = this.#deps.sessions.current?.name;
    if (account !== undefined) await this.#store.load(account);
  }

  /** Reads, asks, deletes, and offers to undo. Rejects when none of the targets can be read. */
  async delete(session: AccountSession, targets: readonly DeletionTarget[]): Promise<void> {
    const prepared = await viewProgress(() => this.#prepare(session, targets));
    const separate = prepared.flatMap(({ interaction }) =>
      this.#deps.drafts.separateRecords(session, interaction),
    );
    if (prepared.length > 0 && (await confirmDeletion(prepared, separate)))
      await this.#deleteAll(session, prepared);
  }

  /** Deletes what was just logged. *Undo* is the question, and the message offers to undo that too. */
  async takeBack(session: AccountSession, target: DeletionTarget): Promise<void> {
    await this.#deleteAll(session, await viewProgress(() => this.#prepare(session, [target])));
  }

  /** Looks up a deletion whose outcome is unknown. When the lookup fails, its row says why. */
  async lookAgain(session: AccountSession, id: string): Promise<void> {
    const kept = this.#store.get(session.name, id);
    const services = this.#deps.drafts.connections.of(session.name);
    if (kept === undefined || services === undefined) return;
    const result = await viewProgress(() => this.#attempts(services).lookAgain(session.name, id));
    await this.#tell(session, kept, result, (_, found) => deletionWords.foundThere(found));
    if (result.kind !== 'deleted') return;
    await this.#deps.drafts.interactionDeleted(session, kept);
    await offerUndo(session, this.#deps.drafts, deletionWords.foundDeleted(kept), [result]);
  }

  async deleteAgain(session: AccountSession, id: string): Promise<void> {
    const kept = this.#store.get(session.name, id);
    if (kept !== undefined) await this.delete(session, [kept]);
  }

  /** Asks first, because it forgets that the interaction may have been deleted. */
  async discard(session: AccountSession, id: string): Promise<void> {
    const kept = this.#store.get(session.name, id);
    if (kept === undefined || !(await messages.askModal(deletionWords.discardQuestion(kept)))) return;
    if (!(await this.#store.discard(session.name, id)))
      void messages.showInformation(deletionWords.busy(kept));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #deleteAll(session: AccountSession, prepared: readonly PreparedDeletion[]): Promise<void> {
    const deleted: Deleted[] = [];
    for (const [index, one] of prepared.entries()) {
      const services = this.#deps.drafts.connections.of(session.name);
      if (services === undefined) {
        void messages.showWarning(deletionWords.notTried(one, prepared.length - index - 1));
        break;
      }
      const undo = withRecords(one.undo, this.#deps.drafts.recordsBeside(session, one));
      const read = { ...one, undo, account: session.name };
      const result = await viewProgress(() => this.#attempts(services).delete(read));
      await this.#tell(session, one, result, deletionWords.notDeleted);
      if (result.kind !== 'deleted') continue;
      deleted.push(result);
      await this.#deps.drafts.interactionDeleted(session, one);
    }
    if (deleted.length > 0)
      await offerUndo(session, this.#deps.drafts, deletionWords.deleted(deleted), deleted);
  }

  #attempts({ interactions }: ServiceConnection): DeletionAttempts {
    return new DeletionAttempts({ store: this.#store, interactions, clock: systemClock });
  }

  /** Reads the targets. A target that is gone is named, and looked up if its own deletion has an unknown outcome. */
  async #prepare(
    session: AccountSession,
    targets: readonly DeletionTarget[],
  ): Promise<readonly PreparedDeletion[]> {
    const services = this.#deps.drafts.connections.of(session.name);
    if (services === undefined) return [];
    const { prepared, gone, unread } = await readAllForDeletion(services, targets);
    const isOpen = (one: DeletionTarget) => this.#store.get(session.name, deletionId(one)) !== undefined;
    const failed = unread.filter(({ target }) => !isOpen(target));
    for (const one of [...gone, ...unread.map(({ target }) => target)].filter(isOpen))
      void this.lookAgain(session, deletionId(one));
    for (const one of gone.filter((target) => !isOpen(target))) await this.#tellGone(session, one);
    if (failed.length > 0 && failed.length === targets.length) throw failed[0]?.error;
    if (failed.length > 0) void messages.showError(deletionWords.unread(failed.length, failed[0]?.error));
    return prepared;
  }

  /** Shows the result, except for the offer to undo. */
  async #tell(
    session: AccountSession,
    one: PreparedDeletion,
    result: DeletionResult,
    words: typeof deletionWords.notDeleted,
  ) {
    switch (result.kind) {
      case 'deleted':
        return this.#removeFromView(session, one);
      case 'gone-before':
        return this.#tellGone(session, one);
      case 'still-there':
        return void this.#offerAgain(session, one, words(result, one));
      case 'refused':
        return void messages.showError(words(result, one));
      case 'open':
        return messages.remark(deletionWords.unknown(one), 'question');
      case 'busy':
        return void messages.showInformation(deletionWords.busy(one));
      case 'unwritten':
        return void messages.showError(deletionWords.unwritten(one));
      case 'settled':
        return;
    }
  }

  async #offerAgain(session: AccountSession, one: PreparedDeletion, message: string): Promise<void> {
    const again = l10n.t('Delete Again');
    if ((await messages.showError(message, again)) !== again || session !== this.#deps.sessions.current)
      return;
    await this.delete(session, [one]).catch((error) => void messages.showError(explain(error).message));
  }

  /** Someone else has deleted it, so this window cannot undo the deletion. */
  async #tellGone(session: AccountSession, one: DeletionTarget): Promise<void> {
    await this.#removeFromView(session, one);
    void messages.showWarning(deletionWords.gone(one));
  }

  async #removeFromView(session: AccountSession, { type, id }: DeletionTarget): Promise<void> {
    session.timelines.remove(type, id);
    session.opened.remove({ type, id });
    void session.timelines.readLostDates(session.followed.current);
    await this.#deps.documents.deleted(session, type, id);
  }
}

async function confirmDeletion(
  [first, ...others]: readonly PreparedDeletion[],
  separate: NonNullable<Draft['alsoOn']>,
): Promise<boolean> {
  if (first === undefined) return false;
  const { message, detail } = deletionWords.question(first, others, separate);
  const action = l10n.t('Delete');
  return messages.askModal({ message, detail, action });
}
