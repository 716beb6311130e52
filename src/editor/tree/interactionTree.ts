import { Disposable, EventEmitter } from 'vscode';
import type { CancellationToken, Event, TreeDataProvider, TreeItem } from 'vscode';
import { filterKey } from '../../history/interactionFilter.ts';
import type { InteractionTimeline } from '../../history/interactionTimeline.ts';
import type { TimelineState } from '../../history/timelineState.ts';
import { typeIds } from '../../model/interactionTypes.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import type { DeletionSummary } from '../words/deletionSummary.ts';
import type { DraftSummary } from '../words/draftSummary.ts';
import { interactionTooltip } from './interactionTooltip.ts';
import { isParent, isState, KeptRows } from './keptRows.ts';
import { looksAlike } from './looksAlike.ts';
import { draftRow, draftsRow, isTyped, isWithin, recordRow, stateRow, typeOf, typeRow } from './row.ts';
import type { DraftsRow, RecordRow, Row, TypedRow, TypeRow } from './row.ts';
import { rowItem } from './rowItem.ts';
import { periodAround, periodChildren, typeChildren } from './typeChildren.ts';

/** The drafts that are shown above the records. */
export interface ShownDrafts {
  readonly drafts: readonly (DeletionSummary | DraftSummary)[];
  readonly onDidChangeDrafts: Event<void>;
}

/**
 * The rows of the view. Reading them asks the service for nothing, with one exception: a type that the user has
 * just expanded for the first time loads its first page. It never rejects; a failure is a row.
 */
export class InteractionTree implements TreeDataProvider<Row>, Disposable {
  readonly #sessions: Sessions;
  readonly #drafts: ShownDrafts;
  readonly #changed = new EventEmitter<Row | undefined>();
  readonly #rows = new KeptRows();
  /** Of each type that was opened, what the editor was told last. */
  readonly #drawn = new Map<string, TimelineState>();
  /** Types that were expanded when the editor started: they wait for a click, so that starting asks for nothing. */
  #waiting = new Set<string>();
  /** Closed types that were to be refreshed. */
  readonly #stale = new Set<string>();
  /** As many as the editor was last told of. */
  #draftCount = 0;
  #subscriptions = Disposable.from();
  readonly #subscription: Disposable;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(sessions: Sessions, drafts: ShownDrafts) {
    this.#sessions = sessions;
    this.#drafts = drafts;
    this.#subscription = Disposable.from(
      sessions.onDidChange((session) => this.#follow(session)),
      drafts.onDidChangeDrafts(() => this.#redrawDrafts()),
    );
    this.#follow(sessions.current);
  }

  async getChildren(parent?: Row): Promise<Row[]> {
    await this.#sessions.ready;
    const session = this.#sessions.current;
    await session?.ready;
    if (session === undefined || session !== this.#sessions.current) return [];
    if (parent === undefined) return [...this.#draftsRows(session), ...this.#records(session)];
    if (parent.kind === 'drafts') return this.#drafts.drafts.map((draft) => draftRow(parent, draft));
    if (parent.kind === 'record') return typeIds.map((type) => this.#rows.keep(typeRow(parent, type)));
    if (parent.kind === 'type') return this.#ofType(session, parent);
    const state = parent.kind === 'period' ? this.timeline(parent)?.state : undefined;
    return parent.kind === 'period' && state ? this.#rows.keepAll(periodChildren(parent, state)) : [];
  }

  getTreeItem(row: Row): TreeItem {
    const expanded = isParent(row) && this.#sessions.current?.expanded.current.includes(row.id) === true;
    const timeline = row.kind === 'type' || isState(row) ? this.timeline(row) : undefined;
    const filtered = timeline !== undefined && filterKey(timeline.filter, timeline.type) !== '';
    return rowItem(row, { expanded, state: timeline?.state, filtered });
  }

  getParent(row: Row): Row | undefined {
    if (row.kind === 'record' || row.kind === 'drafts') return undefined;
    if (row.kind === 'interaction' || row.kind === 'period') {
      const state = this.timeline(row)?.state;
      const period = state && periodAround(row, state);
      if (period !== undefined) return this.#rows.keep(period);
    }
    const isBelowType = isTyped(row) && row.kind !== 'type';
    return this.#rows.get(isBelowType ? typeOf(row).id : row.id.slice(0, row.id.lastIndexOf('/')));
  }

  /** Makes the tooltip when it is shown: a long list has thousands of them. */
  async resolveTreeItem(item: TreeItem, row: Row, _token: CancellationToken): Promise<TreeItem> {
    if (row.kind !== 'interaction') return item;
    const session = this.#sessions.current;
    if (session === undefined || !row.id.startsWith(`${session.name}/`)) return item;
    const note = await session.reader.noteRead(row.type, row.interaction.id);
    item.tooltip = interactionTooltip(row.interaction, note);
    return item;
  }

  /** What is loaded of the type that a row stands in; undefined when its account is no longer signed in. */
  timeline(row: TypedRow): InteractionTimeline | undefined {
    const session = this.#sessions.current;
    if (session === undefined || !row.id.startsWith(`${session.name}/`)) return undefined;
    return session.timelines.of(row.record, row.type, session.filter.current);
  }

  /** The user opened or closed the row: from now on it loads when it is expanded, and is checked if it is stale. */
  touch(row: Row, opened: boolean): void {
    this.#waiting.delete(row.id);
    if (row.kind === 'record' && opened) this.#checkStale(row);
    const timeline = row.kind === 'type' && opened ? this.timeline(row) : undefined;
    if (timeline && (timeline.state.restored || this.#stale.delete(row.id))) void timeline.refresh();
  }

  /** The editor tells nothing of the open types that come into sight with their record. */
  #checkStale(record: RecordRow): void {
    const open = this.#sessions.current?.expanded.current ?? [];
    for (const type of typeIds.map((one) => typeRow(record, one)))
      if (open.includes(type.id) && this.#stale.delete(type.id)) void this.timeline(type)?.refresh();
  }

  /** Loads the first page of a type that waited for it. */
  async load(row: TypedRow): Promise<void> {
    this.#waiting.delete(typeOf(row).id);
    await this.timeline(row)?.load();
  }

  /** Reads again what is loaded and in sight, of one type, one record or all; what is closed, when it is next opened. */
  async refresh(row: Row | undefined): Promise<void> {
    const types = [...this.#rows.values()].filter(
      (one): one is TypeRow => one.kind === 'type' && (row === undefined || isWithin(one.id, row)),
    );
    await Promise.all(types.map((type) => this.#refreshType(type)));
  }

  async #refreshType(row: TypeRow): Promise<void> {
    const timeline = this.timeline(row);
    if (timeline === undefined || timeline.state.status === 'not-loaded') return;
    const open = this.#sessions.current?.expanded.current ?? [];
    const record = this.getParent(row)?.id ?? '';
    if (open.includes(row.id) && open.includes(record)) await timeline.refresh();
    else this.#stale.add(row.id);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }

  #follow(session: AccountSession | undefined): void {
    this.#subscriptions.dispose();
    this.#rows.clear();
    this.#drawn.clear();
    this.#waiting.clear();
    this.#stale.clear();
    this.#changed.fire(undefined);
    if (session === undefined) return;
    const redraw = (): void => this.#changed.fire(undefined);
    this.#subscriptions = Disposable.from(
      session.followed.onDidChange(redraw),
      session.filter.onDidChange(redraw),
      new Disposable(session.timelines.onDidChange((timeline) => this.#redraw(session, timeline))),
    );
    void this.#start(session);
  }

  async #start(session: AccountSession): Promise<void> {
    await session.ready;
    if (session !== this.#sessions.current) return;
    this.#waiting = new Set(session.expanded.current);
    this.#changed.fire(undefined);
  }

  /**
   * Draws a type again, or only its last row while nothing else of it is another. While its first page loads, the
   * editor shows its own progress instead.
   */
  #redraw(session: AccountSession, timeline: InteractionTimeline): void {
    const { status, activity } = timeline.state;
    if (status === 'loading' && activity === 'load') return;
    const type = typeRow(recordRow(session.name, timeline.record), timeline.type);
    const drawn = this.#drawn.get(type.id);
    const isLastRowOnly = drawn !== undefined && looksAlike(drawn, timeline.state);
    const row = this.#rows.get(isLastRowOnly ? stateRow(type, 'last').id : type.id);
    if (row !== undefined) this.#changed.fire(row);
  }

  /**
   * All rows are drawn anew only when a draft comes or goes, and not with each step of what becomes of it. Until
   * then the editor hands none of them to a command, and it keeps something of every row that it ever drew.
   */
  #redrawDrafts(): void {
    const count = this.#drafts.drafts.length;
    if (count !== this.#draftCount) {
      this.#draftCount = count;
      return this.#changed.fire(undefined);
    }
    const row = this.#rows.get(draftsRow(this.#sessions.current?.name ?? '', count).id);
    if (row?.kind === 'drafts' && row.count === count) this.#changed.fire(row);
  }

  #draftsRows(session: AccountSession): DraftsRow[] {
    const row = draftsRow(session.name, this.#drafts.drafts.length);
    this.#draftCount = row.count;
    if (row.count > 0) return [this.#rows.keep(row)];
    this.#rows.delete(row.id);
    return [];
  }

  #records(session: AccountSession): RecordRow[] {
    return session.followed.current.map((record) => this.#rows.keep(recordRow(session.name, record)));
  }

  async #ofType(session: AccountSession, parent: TypeRow): Promise<Row[]> {
    const timeline = session.timelines.of(parent.record, parent.type, session.filter.current);
    if (timeline.state.status === 'not-loaded') {
      if (this.#waiting.has(parent.id)) return [stateRow(parent, 'last')];
      await timeline.load();
    } else if (timeline.state.status === 'loading' && timeline.state.activity === 'load') {
      await timeline.load();
    }
    this.#drawn.set(parent.id, timeline.state);
    return this.#rows.keepAll(typeChildren(parent, timeline.state));
  }
}
