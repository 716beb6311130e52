import type { ParsedResult } from 'chrono-node';
import { utcOf, wallTimeAt } from './wallTime.ts';
import type { WallTime } from './wallTime.ts';

export type CalendarDay = Pick<WallTime, 'year' | 'month' | 'day'>;

/** The day that a text means. It is one in the past unless the text looks ahead. */
export function dayOf({ start, text }: ParsedResult, today: WallTime): CalendarDay {
  const day = { year: start.get('year') ?? 0, month: start.get('month') ?? 1, day: start.get('day') ?? 1 };
  if (start.isCertain('month') && start.isCertain('day'))
    return start.isCertain('year') ? day : lastYearOf(day, today);
  if (start.isCertain('weekday')) {
    return isAfter(day, today) && !/\b(?:next|this|coming|upcoming|following)\b/iu.test(text)
      ? shiftDays(day, -7)
      : day;
  }
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

/** Sunday is 0, as in chrono. */
export function weekdayOf(day: CalendarDay): number {
  return new Date(utcOf(midnight(day))).getUTCDay();
}

export function isSameDay(one: CalendarDay, other: CalendarDay): boolean {
  return utcOf(midnight(one)) === utcOf(midnight(other));
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

function shiftDays(day: CalendarDay, days: number): CalendarDay {
  const { year, month, day: shifted } = wallTimeAt(new Date(utcOf(midnight(day)) + days * 86_400_000), 'UTC');
  return { year, month, day: shifted };
}

function midnight({ year, month, day }: CalendarDay): WallTime {
  return { year, month, day, hour: 0, minute: 0, second: 0 };
}
