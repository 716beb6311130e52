import type { ParsedResult } from 'chrono-node';
import { DAY_MS } from '../model/span.ts';
import { utcOf, wallTimeAt } from './wallTime.ts';
import type { WallTime } from './wallTime.ts';

export type CalendarDay = Pick<WallTime, 'year' | 'month' | 'day'>;

/** The day that a text means. It is one in the past unless the text looks ahead. */
export function dayOf({ start, text }: ParsedResult, today: WallTime): CalendarDay {
  const day = { year: start.get('year') ?? 0, month: start.get('month') ?? 1, day: start.get('day') ?? 1 };
  if (start.isCertain('month') && start.isCertain('day'))
    return start.isCertain('year') ? day : lastYearOf(day, today);
  if (start.isCertain('weekday')) return weekdayMeant(day, text, today);
  // chrono reads "midnight" as the coming one.
  if (start.tags().has('casualReference/midnight')) return today;
  return start.tags().has('result/relativeDate') ? atMonthsEnd(day, today) : day;
}

/** The last such day: one of last year if need be, and for 29 February one of an earlier year. */
export function lastYearOf(day: CalendarDay, today: WallTime): CalendarDay {
  for (let { year } = today; year > today.year - 9; year -= 1) {
    const candidate = { ...day, year };
    if (shiftDays(candidate, 0).day === day.day && !isAfter(candidate, today)) return candidate;
  }
  return day;
}

/** The Monday to Friday before (-1) or after (1) today. */
export function workdayBeside(today: CalendarDay, step: 1 | -1): CalendarDay {
  let day = shiftDays(today, step);
  while (weekdayOf(day) % 6 === 0) day = shiftDays(day, step);
  return day;
}

/**
 * The last day of the month with this number that has the weekday (`fri`), within so many months back. Undefined when
 * there is none.
 */
export function namedDay(
  weekday: string,
  number: number,
  today: CalendarDay,
  months: number,
): CalendarDay | undefined {
  const wanted = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].indexOf(weekday.toLowerCase());
  const isPast = number <= today.day;
  for (let back = isPast ? 0 : 1; back < months + (isPast ? 0 : 1); back += 1) {
    const first = shiftDays({ year: today.year, month: today.month - back, day: 1 }, 0);
    const day = shiftDays({ ...first, day: number }, 0);
    if (day.day === number && weekdayOf(day) === wanted) return day;
  }
  return undefined;
}

/** Sunday is 0, as in chrono. */
export function weekdayOf(day: CalendarDay): number {
  return new Date(utcOf(midnight(day))).getUTCDay();
}

export function isSameDay(one: CalendarDay, other: CalendarDay): boolean {
  return utcOf(midnight(one)) === utcOf(midnight(other));
}

/** A weekday is the last one; with "next" it is the first to come, with "this" and "coming" the one of chrono. */
function weekdayMeant(day: CalendarDay, text: string, today: CalendarDay): CalendarDay {
  if (!isAfter(day, today)) return day;
  if (!/\b(?:next|this|coming|upcoming|following)\b/iu.test(text)) return shiftDays(day, -7);
  // On a Monday, chrono reads "next friday" as that of the following week.
  const before = shiftDays(day, -7);
  return /\bnext\s+(?!week)/iu.test(text) && isAfter(before, today) ? before : day;
}

/**
 * A month or a year from today is the same day of that month, or its last day. chrono overflows into the next month: a
 * month before 31 March becomes 3 March.
 */
function atMonthsEnd(day: CalendarDay, today: WallTime): CalendarDay {
  return day.day === today.day ? day : shiftDays({ ...day, day: 1 }, -1);
}

function isAfter(day: CalendarDay, today: CalendarDay): boolean {
  return utcOf(midnight(day)) > utcOf(midnight(today));
}

/** The same day of another month, or its last day. */
export function shiftMonths({ year, month, day }: CalendarDay, months: number): CalendarDay {
  const first = shiftDays({ year, month: month + months, day: 1 }, 0);
  const last = shiftDays({ ...first, month: first.month + 1, day: 1 }, -1).day;
  return { ...first, day: Math.min(day, last) };
}

export function shiftDays(day: CalendarDay, days: number): CalendarDay {
  const { year, month, day: shifted } = wallTimeAt(new Date(utcOf(midnight(day)) + days * DAY_MS), 'UTC');
  return { year, month, day: shifted };
}

function midnight({ year, month, day }: CalendarDay): WallTime {
  return { year, month, day, hour: 0, minute: 0, second: 0 };
}
