import { Disposable, EventEmitter, window } from 'vscode';
import type {
  ExtensionContext,
  TreeDataProvider,
  TreeDragAndDropController,
  TreeItem,
  TreeView,
} from 'vscode';
import type { HistoryEdit } from '../../history/timelines.ts';
import { interactionKey } from '../../model/interactionRef.ts';
import type { InteractionRef } from '../../model/interactionRef.ts';
import type { ItemsToNote } from '../../week/itemsToNote.ts';
import type { WeekScope } from '../../week/weekDays.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { viewProgress } from '../ui/viewProgress.ts';
import type { WeekRow } from './weekRow.ts';
import type { WeekTree } from './weekTree.ts';

export const WEEK_VIEW_ID = 'affinity.week';

const stored = { wasVisible: 'week.visible', scope: 'week.scope' } as const;

export interface WeekViewDeps {
  readonly sessions: Pick<Sessions, 'current' | 'onDidChange'>;
  readonly context: Pick<ExtensionContext, 'globalState' | 'workspaceState'>;
  readonly dragAndDrop: TreeDragAndDropController<WeekRow>;
  readonly zone?: string;
  readonly now?: () => number;
}

/**
 * The meetings and calls around today, by day. It reads them when the user opens the view, and not when the editor opens
 * it after a restart. The code of the rows is loaded when there are rows to draw.
 */
export class WeekView implements TreeDataProvider<WeekRow>, Disposable {
  readonly #deps: WeekViewDeps;
  readonly #changed = new EventEmitter<void>();
  readonly #scopeChanged = new EventEmitter<void>();
  readonly #view: TreeView<WeekRow>;
  readonly #subscription: Disposable;
  /** Of the account that is signed in, once it was needed. */
  #tree: WeekTree | undefined;
  #loading: Promise<WeekTree | undefined> | undefined;
  #session: AccountSession | undefined;
  #stopEdits: (() => void) | undefined;
  #scope: WeekScope;
  /** The view was in sight when the editor closed, so it comes into sight without the user. */
  #isRestored: boolean;
  #isOpened = false;

  readonly onDidChangeTreeData = this.#changed.event;
  readonly onDidChangeScope = this.#scopeChanged.event;

  constructor(deps: WeekViewDeps) {
    const { sessions, context, dragAndDrop } = deps;
    this.#deps = deps;
    this.#scope = context.globalState.get(stored.scope) === 'everyone' ? 'everyone' : 'mine';
    this.#isRestored = context.workspaceState.get(stored.wasVisible) === true;
    this.#view = window.createTreeView(WEEK_VIEW_ID, {
      treeDataProvider: this,
      dragAndDropController: dragAndDrop,
    });
    this.#subscription = Disposable.from(
      this.#view,
      this.#view.onDidChangeVisibility(({ visible }) => this.#didChangeVisibility(visible)),
      sessions.onDidChange((session) => this.#follow(session)),
    );
    this.#follow(sessions.current);
  }

  get scope(): WeekScope {
    return this.#scope;
  }

  setScope(scope: WeekScope): void {
    this.#scope = scope;
    void this.#deps.context.globalState.update(stored.scope, scope);
    this.#scopeChanged.fire();
    this.#redraw();
  }

  /** Reads it for the first time, or what is left. */
  async load(): Promise<void> {
    this.#isOpened ||= this.#session !== undefined;
    const tree = await this.#get();
    if (tree === undefined) return;
    const isFirst = tree.week.state.readAt === undefined;
    await viewProgress(() => tree.load(), WEEK_VIEW_ID);
    if (isFirst) await this.#revealToday(tree);
  }

  async refresh(): Promise<void> {
    this.#isOpened ||= this.#session !== undefined;
    const tree = await this.#get();
    if (tree !== undefined) await viewProgress(() => tree.week.refresh(), WEEK_VIEW_ID);
  }

  /** The meetings and calls that are loaded for an account; asks for nothing. */
  toNote(session: AccountSession): ItemsToNote {
    return (session === this.#session && this.#tree?.toNote) || { without: [], others: [] };
  }

  /** A note was added to an interaction, or taken back. A week that is read later knows it too. */
  noteChanged(session: AccountSession, ref: InteractionRef, hasNote: boolean): void {
    if (session !== this.#session) return;
    this.#change(({ week }) => (hasNote ? week.addNote(ref) : week.removeNote(ref)));
  }

  /** V1 doesn't know an interaction by the id of V2. */
  markUnknownToV1(ref: InteractionRef): void {
    this.#tree?.week.markUnknownToV1(ref);
  }

  /** V1 was asked for it before, and doesn't know it. */
  isUnknownToV1(ref: InteractionRef): boolean {
    return this.#tree?.week.state.unknownToV1.has(interactionKey(ref)) === true;
  }

  async getChildren(parent?: WeekRow): Promise<WeekRow[]> {
    return (await this.#get())?.children(parent) ?? [];
  }

  /** Only days are revealed, and they are at the top. */
  getParent(): undefined {
    return undefined;
  }

  getTreeItem(row: WeekRow): TreeItem {
    if (this.#tree === undefined) throw new Error('No account is signed in.');
    return this.#tree.item(row);
  }

  resolveTreeItem(item: TreeItem, row: WeekRow): TreeItem {
    const tooltip = this.#tree?.tooltip(row);
    if (tooltip !== undefined) item.tooltip = tooltip;
    return item;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#session = undefined;
    this.#stopEdits?.();
    this.#tree?.week.dispose();
    this.#changed.dispose();
    this.#scopeChanged.dispose();
  }

  /** An interaction was saved or deleted here. Affinity's feed shows it only later, and only when it is read again. */
  #edited({ type, id, interaction }: HistoryEdit): void {
    this.#change(({ week }) => (interaction ? week.put(interaction) : week.remove({ type, id })));
  }

  #change(change: (tree: WeekTree) => void): void {
    if (this.#tree !== undefined) change(this.#tree);
    else void this.#get().then((tree) => tree && change(tree), ignored);
  }

  #didChangeVisibility(visible: boolean): void {
    void this.#deps.context.workspaceState.update(stored.wasVisible, visible);
    const isByUser = visible && !this.#isRestored;
    this.#isRestored = false;
    if (!isByUser) return;
    this.#isOpened = true;
    this.#loadWhenOpened();
  }

  #follow(session: AccountSession | undefined): void {
    this.#tree?.week.dispose();
    this.#tree = undefined;
    this.#loading = undefined;
    this.#session = session;
    this.#stopEdits?.();
    this.#stopEdits = session?.timelines.onDidEdit((edit) => this.#edited(edit));
    this.#redraw();
    this.#loadWhenOpened();
  }

  /** Undefined without an account, and for an account that was left meanwhile. */
  #get(): Promise<WeekTree | undefined> {
    if (this.#session === undefined) return Promise.resolve(undefined);
    this.#loading ??= this.#loadTree(this.#session);
    return this.#loading;
  }

  async #loadTree(session: AccountSession): Promise<WeekTree | undefined> {
    const { zone, now } = this.#deps;
    try {
      const { WeekTree } = await import('./weekTree.ts');
      if (session !== this.#session) return undefined;
      const parts = { session, zone, now, scope: () => this.#scope, onChange: () => this.#redraw() };
      this.#tree = new WeekTree(parts);
      return this.#tree;
    } catch (error) {
      if (session === this.#session) this.#loading = undefined;
      throw error;
    }
  }

  /** Another account is read only if the view is in sight. */
  #loadWhenOpened(): void {
    if (!this.#isOpened || !this.#view.visible || this.#session === undefined) return;
    const isRead = this.#tree !== undefined && this.#tree.week.state.status !== 'not-loaded';
    if (!isRead) this.load().catch(ignored);
  }

  /** The days ahead are above today, and would fill a low view. A hidden view would be opened by it. */
  async #revealToday(tree: WeekTree): Promise<void> {
    const today = tree.children(undefined).find((row) => row.kind === 'weekDay' && row.day.offset === 0);
    if (today === undefined || tree !== this.#tree || !this.#view.visible) return;
    await this.#view.reveal(today, { select: false, focus: false });
  }

  #redraw(): void {
    this.#view.description = this.#tree?.description ?? '';
    this.#view.badge = this.#tree?.badge;
    this.#changed.fire();
  }
}

/** A bundle that can't be loaded makes `getChildren` reject, which the editor shows. */
function ignored(): void {}
