import { Disposable, l10n, window } from 'vscode';
import type { TreeView } from 'vscode';
import { isEmptyFilter } from '../../history/interactionFilter.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { VIEW_ID } from '../ui/viewProgress.ts';
import { filterWords } from '../words/typeDescription.ts';
import type { InteractionTree } from './interactionTree.ts';
import type { Row } from './row.ts';

/** The view itself: keeps what is expanded, says what is filtered, and brings rows into sight. */
export class InteractionView implements Disposable {
  readonly #sessions: Sessions;
  readonly #tree: InteractionTree;
  readonly #view: TreeView<Row>;
  readonly #subscription: Disposable;
  #ofSession = Disposable.from();

  constructor(sessions: Sessions, tree: InteractionTree) {
    this.#sessions = sessions;
    this.#tree = tree;
    this.#view = window.createTreeView(VIEW_ID, {
      treeDataProvider: tree,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.#subscription = Disposable.from(
      this.#view,
      this.#view.onDidExpandElement(({ element }) => this.#expanded(element)),
      this.#view.onDidCollapseElement(({ element }) => this.#collapsed(element)),
      sessions.onDidChange((session) => this.#follow(session)),
    );
    this.#follow(sessions.current);
  }

  /** Shows a followed record, opened so that its types are in sight. */
  async reveal(record: RecordRef): Promise<void> {
    const session = this.#sessions.current;
    const row =
      session && (await this.#tree.getChildren()).find((one) => one.id.endsWith(`/${recordKey(record)}`));
    if (row !== undefined) await this.#view.reveal(row, { select: true, focus: true, expand: true });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#ofSession.dispose();
  }

  #follow(session: AccountSession | undefined): void {
    this.#ofSession.dispose();
    const describe = (): void => this.#describe(session);
    this.#ofSession = session === undefined ? Disposable.from() : session.filter.onDidChange(describe);
    describe();
  }

  #describe(session: AccountSession | undefined): void {
    const filter = session?.filter.current ?? {};
    const message = isEmptyFilter(filter) ? '' : l10n.t('Filtered: {0}', filterWords(filter));
    if (message !== this.#view.message) this.#view.message = message;
  }

  #expanded(row: Row): void {
    this.#keep(row, (ids) => [...ids.filter((id) => id !== row.id), row.id]);
    this.#tree.touch(row, true);
    if (row.kind === 'record') void this.#sessions.current?.timelines.prepare(row.record);
  }

  #collapsed(row: Row): void {
    this.#keep(row, (ids) => ids.filter((id) => id !== row.id));
    this.#tree.touch(row, false);
  }

  #keep(row: Row, change: (ids: readonly string[]) => readonly string[]): void {
    const session = this.#sessions.current;
    if (session === undefined || !row.id.startsWith(`${session.name}/`)) return;
    session.expanded.update(change).catch((error: unknown) => {
      session.folder.log.warn(`What is open in the tree could not be kept: ${String(error)}`);
    });
  }
}
