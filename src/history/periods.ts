/** So many of the newest, of the last ones loaded, and of a period's, stand singly at most. */
const MOST_SINGLES = 500;

/** What one click brings stays in sight beside the row for the next one. */
const LAST_LOADED = 100;

const partsIn: Record<Grain, number> = { year: 1, month: 2, day: 3, piece: 3 };

const singles = (places: Places): Singles => ({ kind: 'singles', ...places });

const twoDigits = (part: number): string => String(part).padStart(2, '0');

/** What is sorted into periods: newest first. */
export interface Dated {
  readonly date: Date;
}

export type Grain = 'year' | 'month' | 'day' | 'piece';

/** Neighbours of a list, from one place up to another. */
interface Places {
  readonly begin: number;
  readonly end: number;
}

/** Neighbours that stand singly. */
export interface Singles extends Places {
  readonly kind: 'singles';
}

/** Neighbours of one calendar period of local time, folded into one row. */
export interface Period extends Places {
  readonly kind: 'period';
  /** `2019`, `2019-03`, `2019-03-14`, or `2019-03-14.2` for a piece of a day. */
  readonly key: string;
  readonly grain: Grain;
  readonly from: Date;
  /** Some of the period stand outside it: they are the newest of all or the last ones loaded. */
  readonly isPart: boolean;
}

export type Part = Singles | Period;

/**
 * How a long list is folded: the newest stand singly, and so does the calendar period that is being loaded at the
 * oldest end, or as much of it as has room. What lies between them is folded by years.
 */
export function partsOf(items: readonly Dated[]): readonly Part[] {
  const folded = foldedPlaces(items);
  if (folded === undefined) return items.length === 0 ? [] : [singles({ begin: 0, end: items.length })];
  return [
    singles({ begin: 0, end: folded.begin }),
    ...split(items, folded, 'year'),
    singles({ begin: folded.end, end: items.length }),
  ];
}

/** What stands inside a period: its items, or the finer periods that it has, when they are too many. */
export function partsOfPeriod(items: readonly Dated[], key: string): readonly Part[] {
  const places = placesOf(items, key);
  if (places === undefined || places.begin >= places.end) return [];
  const finer = finerThan(grainOf(key));
  return finer === undefined || places.end - places.begin <= MOST_SINGLES
    ? [singles(places)]
    : split(items, places, finer);
}

/** The periods that a place of the list stands in, the outermost first. */
export function periodsAround(items: readonly Dated[], place: number): readonly Period[] {
  const around: Period[] = [];
  for (let parts = partsOf(items); ;) {
    const part = parts.find(({ begin, end }) => begin <= place && place < end);
    if (part?.kind !== 'period') return around;
    around.push(part);
    parts = partsOfPeriod(items, part.key);
  }
}

/** Where the items of a period, as far as they are folded, stand in the list. */
export function placesOf(items: readonly Dated[], key: string): Places | undefined {
  const folded = foldedPlaces(items);
  const [calendar = '', piece] = key.split('.');
  const [year = Number.NaN, month, day] = calendar.split('-').map(Number);
  if (folded === undefined || Number.isNaN(year)) return undefined;
  const { from, to } = calendarSpan(year, month, day);
  const begin = firstBefore(items, to, folded);
  const places = { begin, end: firstBefore(items, from, { begin, end: folded.end }) };
  return piece === undefined ? places : pieceOf(places, Number(piece));
}

/** Undefined as long as the list is short enough to stand singly. */
function foldedPlaces(items: readonly Dated[]): Places | undefined {
  const { length } = items;
  if (length <= 2 * MOST_SINGLES) return undefined;
  return { begin: MOST_SINGLES, end: Math.min(openEnd(items), length - LAST_LOADED) };
}

/** Where the period begins that is being loaded at the oldest end: the longest that has room. */
function openEnd(items: readonly Dated[]): number {
  const { length } = items;
  const last = items[length - 1]?.date ?? new Date(0);
  const [year, month, day] = [last.getFullYear(), last.getMonth() + 1, last.getDate()];
  for (const { to } of [calendarSpan(year), calendarSpan(year, month), calendarSpan(year, month, day)]) {
    const begin = firstBefore(items, to, { begin: 0, end: length });
    if (length - begin <= MOST_SINGLES) return begin;
  }
  return length - MOST_SINGLES;
}

function split(items: readonly Dated[], places: Places, grain: Grain): readonly Period[] {
  const periods: Period[] = [];
  for (let { begin } = places; begin < places.end; begin = periods.at(-1)?.end ?? places.end)
    periods.push(period(items, { begin, end: places.end }, grain, periods.length + 1));
  return periods;
}

/** The first period of these places; a piece has a number. */
function period(items: readonly Dated[], { begin, end }: Places, grain: Grain, number: number): Period {
  const date = items[begin]?.date ?? new Date(0);
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  const [year = 0, month, day] = parts.slice(0, partsIn[grain]);
  const { from, to } = calendarSpan(year, month, day);
  const key = [year, ...[month, day].filter((part) => part !== undefined).map(twoDigits)].join('-');
  if (grain === 'piece') {
    const places = { begin, end: Math.min(begin + MOST_SINGLES, end) };
    return { kind: 'period', key: `${key}.${number}`, grain, from, isPart: false, ...places };
  }
  const places = { begin, end: firstBefore(items, from, { begin, end }) };
  const all = { begin: 0, end: items.length };
  const isPart = places.begin > firstBefore(items, to, all) || places.end < firstBefore(items, from, all);
  return { kind: 'period', key, grain, from, isPart, ...places };
}

function pieceOf({ begin, end }: Places, number: number): Places {
  const place = begin + (number - 1) * MOST_SINGLES;
  return { begin: Math.min(place, end), end: Math.min(place + MOST_SINGLES, end) };
}

/** The first of these places whose item is older than the moment, or where the next one would stand. */
function firstBefore(items: readonly Dated[], moment: Date, { begin, end }: Places): number {
  let [low, high] = [begin, Math.max(begin, end)];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && item.date >= moment) low = middle + 1;
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
