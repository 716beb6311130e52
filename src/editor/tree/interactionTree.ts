import { Disposable, EventEmitter } from 'vscode';
import type { CancellationToken, Event, TreeDataProvider, TreeItem } from 'vscode';
import {
  isWithin,
  openTypes,
  periodAround,
  periodChildren,
  recordRow,
  stateRow,
  typeChildren,
  typeOf,
  typeRow,
  typeRows,
} from '../../history/historyRow.ts';
import type { InteractionRow, RecordRow, StateRow, TypedRow, TypeRow } from '../../history/historyRow.ts';
import { filterKey } from '../../history/interactionFilter.ts';
import type { InteractionTimeline } from '../../history/interactionTimeline.ts';
import { KeptRows } from '../../history/keptRows.ts';
import type { TimelineState } from '../../history/timelineState.ts';
import { interactionKey } from '../../model/interactionRef.ts';
import type { InteractionRef } from '../../model/interactionRef.ts';
import { titleOf } from '../../model/titleOf.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import type { DeletionSummary, DraftSummary } from '../words/draftSummary.ts';
import { prepareRowFormats } from '../words/formatMoment.ts';
import { typeDescription } from '../words/typeDescription.ts';
import { recordTooltip } from './recordItem.ts';
import { RecordRows } from './recordRows.ts';
import type { QuietSetting } from './recordRows.ts';
import { draftRow, draftsRow, isParent, isTyped } from './row.ts';
import type { DraftsRow, ParentRow, Row } from './row.ts';
import { interactionTooltip, rowItem } from './rowItem.ts';

/** The editor asks for the children of a row a few milliseconds before it reports that the user expanded it. */
const EXPANSION_MS = 500;

/** The drafts that are shown above the records. */
export interface ShownDrafts {
  readonly drafts: readonly (DeletionSummary | DraftSummary)[];
  readonly onDidChangeDrafts: Event<void>;
}

/**
 * The rows of the view. Reading them never starts a request and never rejects: expanding a type and commands load, and a
 * failure is a row.
 */
export class InteractionTree implements TreeDataProvider<Row>, Disposable {
  readonly #sessions: Sessions;
  readonly #drafts: ShownDrafts;
  readonly #changed = new EventEmitter<Row | undefined>();
  readonly #rows = new KeptRows<ParentRow | StateRow>();
  readonly #records: RecordRows;
  /** The state of each type as the editor was last told. */
  readonly #drawn = new Map<string, TimelineState>();
  /** Types whose children are asked for, until their expansion is reported. */
  readonly #expanding = new Map<string, () => void>();
  /** Types that were refreshed while they were closed. They are read again when they are next opened. */
  readonly #stale = new Set<string>();
  /** The rows of interactions without a title, by the type or period that they are below. Their notes name them. */
  readonly #untitled = new Map<string, readonly InteractionRow[]>();
  /** The number of drafts as the editor was last told. */
  #draftCount = 0;
  #ofSession = Disposable.from();
  readonly #subscription: Disposable;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(sessions: Sessions, drafts: ShownDrafts, setting: QuietSetting) {
    this.#sessions = sessions;
    this.#drafts = drafts;
    this.#records = new RecordRows(setting, (row) => this.#changed.fire(row && this.#rows.get(row.id)));
    this.#subscription = Disposable.from(
      this.#records,
      sessions.onDidChange((session) => this.#follow(session)),
      drafts.onDidChangeDrafts(() => this.#redrawDrafts()),
    );
    this.#follow(sessions.current);
  }

  getChildren(parent?: Row): Promise<Row[]> {
    return this.#records.whileBusy(() => this.#children(parent));
  }

  getTreeItem(row: Row): TreeItem {
    const timeline =
      row.kind === 'type' || row.kind === 'last' || row.kind === 'unreadable'
        ? this.timeline(row)
        : undefined;
    const filtered = timeline !== undefined && filterKey(timeline.filter, timeline.type) !== '';
    const state = timeline?.state;
    const explanation = state?.failure && this.#sessions.current?.explain(state.failure.error);
    const drawing = { expanded: this.#isExpanded(row), state, filtered, explanation };
    if (row.kind === 'record') return rowItem(row, { ...drawing, contact: this.#records.contact(row) });
    if (row.kind !== 'interaction') return rowItem(row, drawing);
    return rowItem(row, { ...drawing, opening: this.#sessions.current?.openings.of(row.interaction) ?? '' });
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

  /** Makes the tooltip when it is shown: a long list has thousands of them, and ages grow. */
  async resolveTreeItem(item: TreeItem, row: Row, _token: CancellationToken): Promise<TreeItem> {
    const session = this.#sessions.current;
    const contact = row.kind === 'record' ? this.#records.peek(row) : undefined;
    if (row.kind === 'record' && contact !== undefined) item.tooltip = recordTooltip(row, contact);
    if (row.kind !== 'interaction' || session === undefined || !isOf(session, row)) return item;
    const note = await session.reader.noteRead(row.type, row.interaction.id);
    item.tooltip = interactionTooltip(row.interaction, note);
    return item;
  }

  /** The timeline of the type that a row belongs to; undefined when its account is no longer signed in. */
  timeline(row: TypedRow): InteractionTimeline | undefined {
    const session = this.#sessions.current;
    if (session === undefined || !isOf(session, row)) return undefined;
    return session.timelines.of(row.record, row.type, session.filter.current);
  }

  /** The user expanded a row: a type loads its first page, and is read again if its rows are old. */
  didExpand(row: Row): void {
    // The editor doesn't report the open types that come into sight with their record.
    if (row.kind === 'record')
      for (const type of typeRows(row)) if (this.#isExpanded(type)) this.#refreshStale(type);
    if (row.kind !== 'type') return;
    const timeline = this.timeline(row);
    if (timeline?.state.restored === true) void timeline.refresh();
    else if (!this.#refreshStale(row)) void timeline?.load();
    void prepareRowFormats();
    this.#expanding.get(row.id)?.();
  }

  /**
   * Reads what is in sight again, of one type, one record or everything, and loads what is open and not loaded yet. What is
   * closed is read again when it is next opened.
   */
  async refresh(row: Row | undefined): Promise<void> {
    const types = [...this.#rows.values()].filter(
      (one): one is TypeRow => one.kind === 'type' && (row === undefined || isWithin(one.id, row)),
    );
    await Promise.all(types.map((type) => this.#refreshType(type)));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#ofSession.dispose();
    this.#changed.dispose();
  }

  async #children(parent: Row | undefined): Promise<Row[]> {
    await this.#sessions.ready;
    const session = this.#sessions.current;
    await session?.ready;
    if (session === undefined || session !== this.#sessions.current) return [];
    switch (parent?.kind) {
      case undefined:
        return [...this.#draftsRows(session), ...this.#recordRows()];
      case 'drafts':
        return this.#drafts.drafts.map((draft) => draftRow(parent, draft));
      case 'record':
        return typeRows(parent).map((type) => this.#rows.keep(type));
      case 'type':
        return this.#childrenOfType(session, parent);
      case 'period': {
        const state = this.timeline(parent)?.state;
        return state === undefined ? [] : this.#keepAll(parent, periodChildren(parent, state));
      }
      case 'draft':
      case 'deletion':
      case 'interaction':
      case 'last':
      case 'unreadable':
        return [];
    }
  }

  async #refreshType(row: TypeRow): Promise<void> {
    const session = this.#sessions.current;
    const timeline = this.timeline(row);
    if (session === undefined || timeline === undefined) return;
    if (openTypes(session).some(({ id }) => id === row.id)) await timeline.refresh();
    else if (timeline.state.status !== 'not-loaded') this.#stale.add(row.id);
  }

  #refreshStale(row: TypeRow): boolean {
    const isStale = this.#stale.delete(row.id);
    if (isStale) void this.timeline(row)?.refresh();
    return isStale;
  }

  #isExpanded(row: Row): boolean {
    return isParent(row) && this.#sessions.current?.expanded.current.includes(row.id) === true;
  }

  #follow(session: AccountSession | undefined): void {
    this.#ofSession.dispose();
    this.#rows.clear();
    this.#drawn.clear();
    this.#stale.clear();
    this.#untitled.clear();
    this.#records.follow(session);
    this.#changed.fire(undefined);
    if (session === undefined) return;
    this.#ofSession = Disposable.from(
      session.filter.onDidChange(() => this.#records.redrawAll()),
      session.openings.onDidChange((read) => this.#redrawUntitled(read)),
      new Disposable(session.timelines.onDidChange((timeline) => this.#redraw(session, timeline))),
    );
    void this.#drawWhenReady(session);
  }

  async #drawWhenReady(session: AccountSession): Promise<void> {
    await session.ready;
    if (session === this.#sessions.current) this.#changed.fire(undefined);
  }

  /** Draws a type again, or only its last row if nothing else of it has changed. */
  #redraw(session: AccountSession, timeline: InteractionTimeline): void {
    const { state } = timeline;
    const type = typeRow(recordRow(session.name, timeline.record), timeline.type);
    const drawn = this.#drawn.get(type.id);
    // While a type that was just expanded loads, the editor waits for its rows and shows its own progress.
    const isFirstPage = state.status === 'loading' && state.activity === 'load';
    if (isFirstPage && drawn === undefined) return;
    const isLastRowOnly = drawn !== undefined && differsInLastRowOnly(drawn, state);
    const row = this.#rows.get(isLastRowOnly ? stateRow(type, 'last').id : type.id);
    if (row !== undefined) this.#changed.fire(row);
  }

  /**
   * All rows are drawn again only when a draft comes or goes, and not with each step of its way. Until they are drawn the
   * editor passes none of them to a command, and it keeps something of every row that it ever drew.
   */
  #redrawDrafts(): void {
    const count = this.#drafts.drafts.length;
    if (count !== this.#draftCount) {
      this.#draftCount = count;
      return this.#records.redrawAll();
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

  /** The rows of records that are no longer followed are not drawn again. */
  #recordRows(): RecordRow[] {
    const { rows } = this.#records;
    for (const id of this.#untitled.keys())
      if (!rows.some((record) => isWithin(id, record))) this.#untitled.delete(id);
    return rows.map((row) => this.#rows.keep(row));
  }

  async #childrenOfType(session: AccountSession, parent: TypeRow): Promise<Row[]> {
    const timeline = session.timelines.of(parent.record, parent.type, session.filter.current);
    if (timeline.state.status === 'not-loaded' && !this.#isExpanded(parent)) {
      const isReported = await this.#expansion(parent);
      if (!isReported && this.#records.wasJustDrawn(recordRow(session.name, parent.record).id))
        this.#recoverExpansion(session, parent);
    }
    // This joins the load that the expansion or a command has started.
    if (timeline.state.status === 'loading' && timeline.state.activity === 'load') await timeline.load();
    this.#drawn.set(parent.id, timeline.state);
    return this.#keepAll(parent, typeChildren(parent, timeline.state));
  }

  /** True when the editor reports that the user expanded the row; false after a while when it doesn't. */
  async #expansion({ id }: TypeRow): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), EXPANSION_MS);
    const report = (): void => resolve(true);
    this.#expanding.set(id, report);
    const isReported = await promise;
    clearTimeout(timer);
    if (this.#expanding.get(id) === report) this.#expanding.delete(id);
    return isReported;
  }

  /** The editor only asks for the rows of an expanded type, and lost the report while it drew the record again. */
  #recoverExpansion(session: AccountSession, type: TypeRow): void {
    session.expanded
      .update((ids) => [...ids.filter((id) => id !== type.id), type.id])
      .catch((error: unknown) =>
        session.folder.log.warn(`The expanded rows could not be stored: ${String(error)}`),
      );
    this.didExpand(type);
  }

  /** The editor draws a row again only when it gets the same object. */
  #redrawUntitled(read: readonly InteractionRef[]): void {
    const keys = new Set(read.map((ref) => interactionKey(ref)));
    for (const row of [...this.#untitled.values()].flat())
      if (keys.has(interactionKey(row.interaction))) this.#changed.fire(row);
  }

  #keepAll(parent: Row, rows: readonly Row[]): Row[] {
    const untitled = rows.filter((row) => row.kind === 'interaction' && titleOf(row.interaction) === '');
    this.#untitled.set(parent.id, untitled as InteractionRow[]);
    return rows.map((row) =>
      isParent(row) || row.kind === 'last' || row.kind === 'unreadable' ? this.#rows.keep(row) : row,
    );
  }
}

function isOf(session: AccountSession, row: Row): boolean {
  return row.id.startsWith(`${session.name}/`);
}

function differsInLastRowOnly(drawn: TimelineState, state: TimelineState): boolean {
  return (
    drawn.items === state.items &&
    drawn.unreadable === state.unreadable &&
    drawn.allLoaded === state.allLoaded &&
    typeDescription(drawn) === typeDescription(state)
  );
}
