import { startOfDay, wallTimeAt } from '../dates/wallTime.ts';

/** Months that were worked out before, by zone and number: finding one takes several looks at the zone's clock. */
const known = new Map<string, Month>();

/** A calendar month of one time zone. */
export interface Month {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** First instant of the month. */
  readonly start: Date;
}

/** Consecutive months, and which of them an instant falls into. */
export interface MonthScale {
  readonly months: readonly Month[];
  /** Undefined before the first month and after the last one. */
  indexOf(instant: Date): number | undefined;
}

/** The months of `zone` from the one that holds `from` to the one that holds `to`, both included. */
export function monthScale(from: Date, to: Date, zone: string): MonthScale {
  const [first, last] = [wallTimeAt(from, zone), wallTimeAt(to, zone)];
  const count = (last.year - first.year) * 12 + last.month - first.month + 1;
  const starts = Array.from({ length: Math.max(count, 0) + 1 }, (_, offset) =>
    monthOf(first.year * 12 + first.month - 1 + offset, zone),
  );
  const limits = starts.map(({ start }) => start.getTime());
  return { months: starts.slice(0, -1), indexOf: (instant) => placeIn(limits, instant.getTime()) };
}

/** `number` counts months from January of the year 0. */
function monthOf(number: number, zone: string): Month {
  const key = `${zone}/${number}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const [year, month] = [Math.floor(number / 12), (number % 12) + 1];
  const made = { year, month, start: startOfDay({ year, month, day: 1 }, zone) };
  known.set(key, made);
  return made;
}

/** `limits` are ascending; each but the last one begins an interval. */
function placeIn(limits: readonly number[], value: number): number | undefined {
  let low = 0;
  let high = limits.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((limits[middle] ?? Number.POSITIVE_INFINITY) <= value) low = middle + 1;
    else high = middle;
  }
  return low === 0 || low === limits.length ? undefined : low - 1;
}
