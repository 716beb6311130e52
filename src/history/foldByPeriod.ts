/** At most this many rows are shown unfolded: of the newest, of those loaded last, and inside one period. */
const MAX_UNFOLDED = 500;

/** The rows that one click loads stay visible beside the row for the next click. */
const LAST_LOADED = 100;

const partsIn: Record<Grain, number> = { year: 1, month: 2, day: 3, piece: 3 };

const unfolded = (range: IndexRange): Unfolded => ({ kind: 'unfolded', ...range });

const twoDigits = (part: number): string => String(part).padStart(2, '0');

/** The items of a list are sorted newest first. */
export interface Dated {
  readonly date: Date;
}

export type Grain = 'year' | 'month' | 'day' | 'piece';

/** `end` is exclusive. */
interface IndexRange {
  readonly begin: number;
  readonly end: number;
}

/** Items with a row each. */
export interface Unfolded extends IndexRange {
  readonly kind: 'unfolded';
}

/** Items of one calendar period in local time, folded into one row. */
export interface Period extends IndexRange {
  readonly kind: 'period';
  /** `2019`, `2019-03`, `2019-03-14`, or `2019-03-14.2` for a piece of a day. */
  readonly key: string;
  readonly grain: Grain;
  readonly from: Date;
  /** True when some items of the period are outside of it, among the newest or those loaded last. */
  readonly isPart: boolean;
}

export type Part = Unfolded | Period;

/**
 * Folds the middle of a long list by years. The newest items stay unfolded, and so does the calendar period that is being
 * loaded at the oldest end, as far as there is room.
 */
export function foldByPeriod(items: readonly Dated[]): readonly Part[] {
  const folded = foldedRange(items);
  if (folded === undefined) return items.length === 0 ? [] : [unfolded({ begin: 0, end: items.length })];
  return [
    unfolded({ begin: 0, end: folded.begin }),
    ...split(items, folded, 'year'),
    unfolded({ begin: folded.end, end: items.length }),
  ];
}

/** The content of a period: its items, or finer periods when there are too many. */
export function partsOfPeriod(items: readonly Dated[], key: string): readonly Part[] {
  const range = rangeOfPeriod(items, key);
  if (range === undefined || range.begin >= range.end) return [];
  const finer = finerThan(grainOf(key));
  return finer === undefined || range.end - range.begin <= MAX_UNFOLDED
    ? [unfolded(range)]
    : split(items, range, finer);
}

/** The periods that contain an index of the list, outermost first. */
export function periodsAround(items: readonly Dated[], index: number): readonly Period[] {
  const around: Period[] = [];
  for (let parts = foldByPeriod(items); ;) {
    const part = parts.find(({ begin, end }) => begin <= index && index < end);
    if (part?.kind !== 'period') return around;
    around.push(part);
    parts = partsOfPeriod(items, part.key);
  }
}

/** The folded items of a period; undefined when the list is not folded, or the key is not a period. */
export function rangeOfPeriod(items: readonly Dated[], key: string): IndexRange | undefined {
  const folded = foldedRange(items);
  const [calendar = '', piece] = key.split('.');
  const [year = Number.NaN, month, day] = calendar.split('-').map(Number);
  if (folded === undefined || Number.isNaN(year)) return undefined;
  const { from, to } = calendarSpan(year, month, day);
  const begin = firstBefore(items, to, folded);
  const range = { begin, end: firstBefore(items, from, { begin, end: folded.end }) };
  return piece === undefined ? range : pieceOf(range, Number(piece));
}

/** Undefined while the list is short enough to stay unfolded. */
function foldedRange(items: readonly Dated[]): IndexRange | undefined {
  const { length } = items;
  if (length <= 2 * MAX_UNFOLDED) return undefined;
  return { begin: MAX_UNFOLDED, end: Math.min(openEnd(items), length - LAST_LOADED) };
}

/** The index at which the oldest period begins: the longest year, month or day that has room. */
function openEnd(items: readonly Dated[]): number {
  const { length } = items;
  const last = items[length - 1]?.date ?? new Date(0);
  const [year, month, day] = [last.getFullYear(), last.getMonth() + 1, last.getDate()];
  for (const { to } of [calendarSpan(year), calendarSpan(year, month), calendarSpan(year, month, day)]) {
    const begin = firstBefore(items, to, { begin: 0, end: length });
    if (length - begin <= MAX_UNFOLDED) return begin;
  }
  return length - MAX_UNFOLDED;
}

function split(items: readonly Dated[], range: IndexRange, grain: Grain): readonly Period[] {
  const periods: Period[] = [];
  for (let { begin } = range; begin < range.end; begin = periods.at(-1)?.end ?? range.end)
    periods.push(firstPeriod(items, { begin, end: range.end }, grain, periods.length + 1));
  return periods;
}

/** `number` counts the pieces of a day. */
function firstPeriod(
  items: readonly Dated[],
  { begin, end }: IndexRange,
  grain: Grain,
  number: number,
): Period {
  const date = items[begin]?.date ?? new Date(0);
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  const [year = 0, month, day] = parts.slice(0, partsIn[grain]);
  const { from, to } = calendarSpan(year, month, day);
  const key = [year, ...[month, day].filter((part) => part !== undefined).map(twoDigits)].join('-');
  if (grain === 'piece') {
    const range = { begin, end: Math.min(begin + MAX_UNFOLDED, end) };
    return { kind: 'period', key: `${key}.${number}`, grain, from, isPart: false, ...range };
  }
  const range = { begin, end: firstBefore(items, from, { begin, end }) };
  const [newer, older] = [items[range.begin - 1], items[range.end]];
  const isPart = (newer !== undefined && newer.date < to) || (older !== undefined && older.date >= from);
  return { kind: 'period', key, grain, from, isPart, ...range };
}

function pieceOf({ begin, end }: IndexRange, number: number): IndexRange {
  const start = begin + (number - 1) * MAX_UNFOLDED;
  return { begin: Math.min(start, end), end: Math.min(start + MAX_UNFOLDED, end) };
}

/** The first index of the range whose item is older than the moment, or the end of the range. */
function firstBefore(items: readonly Dated[], moment: Date, { begin, end }: IndexRange): number {
  const time = moment.getTime();
  let [low, high] = [begin, Math.max(begin, end)];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && item.date.getTime() >= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function calendarSpan(year: number, month?: number, day?: number): { from: Date; to: Date } {
  if (month === undefined) return { from: new Date(year, 0), to: new Date(year + 1, 0) };
  if (day === undefined) return { from: new Date(year, month - 1), to: new Date(year, month) };
  return { from: new Date(year, month - 1, day), to: new Date(year, month - 1, day + 1) };
}

function finerThan(grain: Grain): Grain | undefined {
  const grains = Object.keys(partsIn) as Grain[];
  return grains[grains.indexOf(grain) + 1];
}

function grainOf(key: string): Grain {
  if (key.includes('.')) return 'piece';
  return (['year', 'month', 'day'] as const)[key.split('-').length - 1] ?? 'day';
}
