import { Disposable, l10n, window } from 'vscode';
import type { TreeDragAndDropController, TreeView } from 'vscode';
import { isEmptyFilter } from '../../history/interactionFilter.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { VIEW_ID } from '../ui/viewProgress.ts';
import { filterWords } from '../words/typeDescription.ts';
import type { InteractionTree } from './interactionTree.ts';
import type { Row } from './row.ts';

/** The view around the tree: it remembers which rows are expanded, shows the filter, and reveals rows. */
export class InteractionView implements Disposable {
  readonly #sessions: Sessions;
  readonly #tree: InteractionTree;
  readonly #view: TreeView<Row>;
  readonly #subscription: Disposable;
  #ofSession = Disposable.from();

  constructor(sessions: Sessions, tree: InteractionTree, dragAndDrop: TreeDragAndDropController<Row>) {
    this.#sessions = sessions;
    this.#tree = tree;
    this.#view = window.createTreeView(VIEW_ID, {
      treeDataProvider: tree,
      showCollapseAll: true,
      canSelectMany: true,
      dragAndDropController: dragAndDrop,
    });
    this.#subscription = Disposable.from(
      this.#view,
      this.#view.onDidExpandElement(({ element }) => this.#didExpand(element)),
      this.#view.onDidCollapseElement(({ element }) => this.#didCollapse(element)),
      sessions.onDidChange((session) => this.#follow(session)),
    );
    this.#follow(sessions.current);
  }

  /** Selects a followed record and expands it, so that its types are in sight. */
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
    const showFilter = (): void => this.#showFilter(session);
    this.#ofSession = session === undefined ? Disposable.from() : session.filter.onDidChange(showFilter);
    showFilter();
  }

  #showFilter(session: AccountSession | undefined): void {
    const filter = session?.filter.current ?? {};
    const message = isEmptyFilter(filter) ? '' : l10n.t('Filtered: {0}', filterWords(filter));
    if (message !== this.#view.message) this.#view.message = message;
  }

  #didExpand(row: Row): void {
    this.#remember(row, (ids) => [...ids.filter((id) => id !== row.id), row.id]);
    this.#tree.didExpand(row);
    if (row.kind === 'record') void this.#sessions.current?.timelines.prepare(row.record);
  }

  #didCollapse(row: Row): void {
    this.#remember(row, (ids) => ids.filter((id) => id !== row.id));
  }

  #remember(row: Row, change: (ids: readonly string[]) => readonly string[]): void {
    const session = this.#sessions.current;
    if (session === undefined || !row.id.startsWith(`${session.name}/`)) return;
    session.expanded.update(change).catch((error: unknown) => {
      session.folder.log.warn(`The expanded rows could not be stored: ${String(error)}`);
    });
  }
}
