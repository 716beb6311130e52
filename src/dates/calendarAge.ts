import { DAY_MS } from '../model/span.ts';
import { utcOf, wallTimeAt } from './wallTime.ts';

/** Up to here an age is told in days. The weeks before the default of a quiet record are then told apart. */
const MAX_DAYS = 59;

/** The mean length of a Gregorian month and year, in days. */
const MONTH_DAYS = 30.436_875;
const YEAR_DAYS = 365.2425;

/** From here on an age would round to 24 months, and is told in years. */
const MIN_YEAR_DAYS = 23.5 * MONTH_DAYS;

/** An age in the unit that tells enough of it. The count is negative for a moment ahead. */
export interface Age {
  readonly unit: 'day' | 'month' | 'year';
  readonly count: number;
}

/** Midnights on the clock of a zone between two instants, so that "yesterday" is 1, however many hours it is ago. */
export function calendarDays(from: Date, to: Date, zone: string): number {
  return dayNumber(to, zone) - dayNumber(from, zone);
}

/** The age of something that was `days` ago, which may be negative. */
export function calendarAge(days: number): Age {
  const size = Math.abs(days);
  if (size <= MAX_DAYS) return { unit: 'day', count: days };
  const sign = Math.sign(days);
  return size < MIN_YEAR_DAYS
    ? { unit: 'month', count: sign * Math.round(size / MONTH_DAYS) }
    : { unit: 'year', count: sign * Math.max(2, Math.floor(size / YEAR_DAYS)) };
}

/** Days of the calendar, counted from the epoch. */
function dayNumber(instant: Date, zone: string): number {
  return utcOf({ ...wallTimeAt(instant, zone), hour: 0, minute: 0, second: 0 }) / DAY_MS;
}
