import { interactionFileKey } from '../../model/interactionRef.ts';
import type { WeekState } from '../../week/week.ts';
import type { WeekDay } from '../../week/weekDays.ts';
import type { WeekItem } from '../../week/weekItem.ts';

export interface WeekDayRow {
  readonly kind: 'weekDay';
  readonly id: string;
  readonly day: WeekDay;
}

/** A meeting or call. */
export interface WeekItemRow {
  readonly kind: 'weekItem';
  readonly id: string;
  readonly item: WeekItem;
}

/** A row that tells the state of the view. */
export interface WeekStateRow {
  readonly kind: 'weekState';
  readonly id: string;
  readonly state: WeekStateKind;
}

export type WeekStateKind =
  | 'not-loaded'
  | 'loading'
  | 'failed'
  | 'unavailable'
  | 'nothing'
  | 'more'
  | 'notes-unknown'
  | 'no-calls'
  | 'unreadable';

/** A row of My Week: data only. Its id is its path. */
export type WeekRow = WeekDayRow | WeekItemRow | WeekStateRow;

/** The rows at the top: what is wrong comes first, then the days. */
export function topRows(
  account: string,
  state: WeekState,
  days: readonly WeekDay[],
): readonly (WeekDayRow | WeekStateRow)[] {
  const row = (kind: WeekStateKind): WeekStateRow => ({
    kind: 'weekState',
    id: `${account}/week/${kind}`,
    state: kind,
  });
  switch (state.status) {
    case 'not-loaded':
      return [row('not-loaded')];
    case 'unavailable':
      return [row('unavailable')];
    case 'loading':
    case 'loaded':
    case 'failed':
      return [...stateKinds(state, days).map(row), ...(hasRead(state) ? dayRows(account, days) : [])];
  }
}

export function itemRows(parent: WeekDayRow): readonly WeekItemRow[] {
  return parent.day.items.map((item) => ({
    kind: 'weekItem',
    id: `${parent.id}/${interactionFileKey(item)}`,
    item,
  }));
}

/** The row that a menu of the view passes to a command; undefined for any other argument. */
export function weekItemOf(argument: unknown): WeekItem | undefined {
  const isRow =
    typeof argument === 'object' && argument !== null && 'kind' in argument && argument.kind === 'weekItem';
  return isRow ? (argument as WeekItemRow).item : undefined;
}

function stateKinds(state: WeekState, days: readonly WeekDay[]): readonly WeekStateKind[] {
  if (state.status === 'failed') return ['failed'];
  if (!hasRead(state)) return ['loading'];
  const isEmpty = days.every(({ items }) => items.length === 0) && !state.hasMore;
  return [
    ...(state.hasMore ? (['more'] as const) : []),
    ...(state.lacksCalls ? (['no-calls'] as const) : []),
    ...(state.knowsNotes || state.hasMore ? [] : (['notes-unknown'] as const)),
    ...(state.unreadable > 0 ? (['unreadable'] as const) : []),
    ...(isEmpty ? (['nothing'] as const) : []),
  ];
}

function hasRead({ readAt }: WeekState): boolean {
  return readAt !== undefined;
}

function dayRows(account: string, days: readonly WeekDay[]): readonly WeekDayRow[] {
  return days.map((day) => ({ kind: 'weekDay', id: `${account}/week/${day.key}`, day }));
}
