import type { MarkdownString, TreeItem, ViewBadge } from 'vscode';
import { hostZone } from '../../dates/wallTime.ts';
import { itemsToNote } from '../../week/itemsToNote.ts';
import type { ItemsToNote } from '../../week/itemsToNote.ts';
import { Week } from '../../week/week.ts';
import { weekDays, withoutNote } from '../../week/weekDays.ts';
import type { WeekDay, WeekScope } from '../../week/weekDays.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { weekWords } from '../words/weekWords.ts';
import { itemRows, topRows } from './weekRow.ts';
import type { WeekRow } from './weekRow.ts';
import { weekRowItem, weekTooltip } from './weekRowItem.ts';
import type { WeekDrawing } from './weekRowItem.ts';

export interface WeekTreeDeps {
  readonly session: AccountSession;
  /** The scope changes while the view is in sight. */
  readonly scope: () => WeekScope;
  readonly onChange: () => void;
  readonly zone?: string | undefined;
  readonly now?: (() => number) | undefined;
}

/** The week of one account and its rows. It is a bundle of its own, loaded when the view is first used. */
export class WeekTree {
  readonly week: Week;
  readonly #deps: WeekTreeDeps;
  readonly #zone: string;
  readonly #now: () => number;

  constructor(deps: WeekTreeDeps) {
    const { account, connection } = deps.session;
    const { id, email } = account.identity.user;
    const { meetings, calls, notes } = connection.client.v2;
    this.#deps = deps;
    this.#zone = deps.zone ?? hostZone();
    this.#now = deps.now ?? (() => Date.now());
    this.week = new Week({
      source: { meetings, calls, notes },
      user: { id, email },
      zone: this.#zone,
      now: this.#now,
      onChange: deps.onChange,
    });
  }

  /** The words beside the view's title. */
  get description(): string {
    return this.week.state.readAt === undefined ? '' : weekWords.scopeName(this.#deps.scope());
  }

  /** Counts meetings without a note, once all notes are known. */
  get badge(): ViewBadge | undefined {
    const { state } = this.week;
    if (!state.knowsNotes) return undefined;
    const mine = this.#days('mine').flatMap(({ items }) => items);
    const now = new Date(this.#now());
    const value = withoutNote(mine, state.noted, { now, zone: this.#zone }).length;
    return value === 0 ? undefined : { value, tooltip: weekWords.badgeTooltip(value) };
  }

  /** The meetings and calls in the view, for commands that add a note. */
  get toNote(): ItemsToNote {
    return itemsToNote(this.week.state, {
      now: new Date(this.#now()),
      zone: this.#zone,
      scope: this.#deps.scope(),
    });
  }

  /** Reads it for the first time, or what is left. */
  async load(): Promise<void> {
    await (this.week.state.status === 'not-loaded' ? this.week.load() : this.week.more());
  }

  children(parent: WeekRow | undefined): WeekRow[] {
    if (parent === undefined)
      return [...topRows(this.#deps.session.name, this.week.state, this.#days(this.#deps.scope()))];
    return parent.kind === 'weekDay' ? [...itemRows(parent)] : [];
  }

  item(row: WeekRow): TreeItem {
    return weekRowItem(row, this.#drawing());
  }

  tooltip(row: WeekRow): MarkdownString | undefined {
    return row.kind === 'weekItem' ? weekTooltip(row.item, this.#drawing()) : undefined;
  }

  #days(scope: WeekScope): readonly WeekDay[] {
    return weekDays(this.week.state.items, { now: new Date(this.#now()), zone: this.#zone, scope });
  }

  #drawing(): WeekDrawing {
    return {
      state: this.week.state,
      scope: this.#deps.scope(),
      now: new Date(this.#now()),
      zone: this.#zone,
      explain: this.#deps.session.explain,
    };
  }
}
