import { Disposable, EventEmitter, window } from 'vscode';
import type { ExtensionContext, TreeDataProvider, TreeItem, TreeView, ViewBadge } from 'vscode';
import { hostZone } from '../../dates/wallTime.ts';
import type { InteractionRef } from '../../model/interactionRef.ts';
import { Week } from '../../week/week.ts';
import { weekDays, withoutNote } from '../../week/weekDays.ts';
import type { WeekDay, WeekScope } from '../../week/weekDays.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { viewProgress } from '../ui/viewProgress.ts';
import { badgeTooltip, scopeWord } from '../words/weekWords.ts';
import { itemRows, topRows } from './weekRow.ts';
import type { WeekRow } from './weekRow.ts';
import { weekRowItem, weekTooltip } from './weekRowItem.ts';
import type { WeekDrawing } from './weekRowItem.ts';

export const WEEK_VIEW_ID = 'affinity.week';

const stored = { wasVisible: 'week.visible', scope: 'week.scope' } as const;

export interface WeekViewDeps {
  readonly sessions: Sessions;
  readonly context: Pick<ExtensionContext, 'globalState' | 'workspaceState'>;
  readonly zone?: string;
  readonly now?: () => number;
}

/**
 * The meetings and calls around today, by day. It reads them when the user opens the view, and not when the editor opens
 * it after a restart.
 */
export class WeekView implements TreeDataProvider<WeekRow>, Disposable {
  readonly #deps: WeekViewDeps;
  readonly #zone: string;
  readonly #now: () => number;
  readonly #changed = new EventEmitter<void>();
  readonly #scopeChanged = new EventEmitter<void>();
  readonly #view: TreeView<WeekRow>;
  readonly #subscription: Disposable;
  #week: Week | undefined;
  #session: AccountSession | undefined;
  #scope: WeekScope;
  /** The view was in sight when the editor closed, so it comes into sight without the user. */
  #isRestored: boolean;
  #isOpened = false;

  readonly onDidChangeTreeData = this.#changed.event;
  readonly onDidChangeScope = this.#scopeChanged.event;

  constructor(deps: WeekViewDeps) {
    const { sessions, context, zone, now } = deps;
    this.#deps = deps;
    this.#zone = zone ?? hostZone();
    this.#now = now ?? (() => Date.now());
    this.#scope = context.globalState.get(stored.scope) === 'everyone' ? 'everyone' : 'mine';
    this.#isRestored = context.workspaceState.get(stored.wasVisible) === true;
    this.#view = window.createTreeView(WEEK_VIEW_ID, { treeDataProvider: this });
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

  /** The week of the account that is signed in, as far as it was read. */
  get week(): Week | undefined {
    return this.#week;
  }

  setScope(scope: WeekScope): void {
    this.#scope = scope;
    void this.#deps.context.globalState.update(stored.scope, scope);
    this.#scopeChanged.fire();
    this.#redraw();
  }

  /** Reads it for the first time, or what is left. */
  async load(): Promise<void> {
    const week = this.#week;
    if (week === undefined) return;
    this.#isOpened = true;
    const isFirst = week.state.status === 'not-loaded';
    await viewProgress(() => (isFirst ? week.load() : week.more()), WEEK_VIEW_ID);
  }

  async refresh(): Promise<void> {
    const week = this.#week;
    if (week === undefined) return;
    this.#isOpened = true;
    await viewProgress(() => week.refresh(), WEEK_VIEW_ID);
  }

  /** A note was added to an interaction, or taken back. */
  noteChanged(session: AccountSession, ref: InteractionRef, hasNote: boolean): void {
    if (session !== this.#session) return;
    if (hasNote) this.#week?.addNote(ref);
    else this.#week?.removeNote(ref);
  }

  getChildren(parent?: WeekRow): WeekRow[] {
    const state = this.#week?.state;
    if (this.#session === undefined || state === undefined) return [];
    if (parent === undefined) return [...topRows(this.#session.name, state, this.#days(this.#scope))];
    return parent.kind === 'weekDay' ? [...itemRows(parent)] : [];
  }

  getTreeItem(row: WeekRow): TreeItem {
    const drawing = this.#drawing();
    if (drawing === undefined) throw new Error('No account is signed in.');
    return weekRowItem(row, drawing);
  }

  resolveTreeItem(item: TreeItem, row: WeekRow): TreeItem {
    const drawing = this.#drawing();
    if (row.kind === 'weekItem' && drawing !== undefined) item.tooltip = weekTooltip(row.item, drawing);
    return item;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#week?.dispose();
    this.#changed.dispose();
    this.#scopeChanged.dispose();
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
    this.#week?.dispose();
    this.#session = session;
    this.#week = session && this.#newWeek(session);
    this.#redraw();
    this.#loadWhenOpened();
  }

  #newWeek({ account, connection }: AccountSession): Week {
    const { id, email } = account.identity.user;
    const { meetings, calls, notes } = connection.client.v2;
    return new Week({
      source: { meetings, calls, notes },
      user: { id, email },
      zone: this.#zone,
      now: this.#now,
      onChange: () => this.#redraw(),
    });
  }

  /** Another account is read only if the view is in sight. */
  #loadWhenOpened(): void {
    if (this.#isOpened && this.#view.visible && this.#week?.state.status === 'not-loaded') void this.load();
  }

  #redraw(): void {
    this.#view.description = this.#week?.state.readAt === undefined ? '' : scopeWord(this.#scope);
    this.#view.badge = this.#badge();
    this.#changed.fire();
  }

  #badge(): ViewBadge | undefined {
    const week = this.#week;
    if (week?.state.knowsNotes !== true) return undefined;
    const mine = this.#days('mine').flatMap(({ items }) => items);
    const now = new Date(this.#now());
    const value = withoutNote(mine, week.state.noted, { now, zone: this.#zone }).length;
    return value === 0 ? undefined : { value, tooltip: badgeTooltip(value) };
  }

  #days(scope: WeekScope): readonly WeekDay[] {
    const items = this.#week?.state.items ?? [];
    return weekDays(items, { now: new Date(this.#now()), zone: this.#zone, scope });
  }

  #drawing(): WeekDrawing | undefined {
    const state = this.#week?.state;
    const explain = this.#session?.explain;
    if (state === undefined || explain === undefined) return undefined;
    return { state, scope: this.#scope, now: new Date(this.#now()), zone: this.#zone, explain };
  }
}
