// Brings chrono-node along, so it is imported on demand only.
import { casual, GB } from 'chrono-node/en';
import type { ParsedResult } from 'chrono-node';
import { offsetMinutes, utcOf, wallTimeAt } from './wallTime.ts';
import type { WallTime } from './wallTime.ts';
import { whenProblem } from './when.ts';
import type { Swapped, WhenContext, WhenNote, WhenParts, WhenProblem } from './when.ts';

/**
 * Reads what people write: "yesterday 3pm", "last friday", "20 Nov 2026 at 15:00 CET". English only. What is logged
 * has happened, so a weekday or a day without a year is the last one, and only "next", "this" and "coming" look ahead.
 */
export function freeTextWhen(written: string, context: WhenContext): WhenParts | WhenProblem {
  // chrono takes "last night" for the midnight before.
  const text = written.replace(/\blast night\b/iu, 'yesterday evening');
  const results = parse(text, context, context.now, offsetMinutes(context.now, context.zone));
  const [found] = results;
  if (found === undefined) return whenProblem('date-not-understood');
  if (results.length > 1 || !isFiller(text.replace(found.text, ''))) {
    return { kind: 'problem', code: 'date-partly-understood', understood: found.text };
  }
  if (found.start.tags().has('result/relativeDateAndTime')) return passedTime(text, context);
  if (!hasDay(found)) return whenProblem('date-without-day');
  return wallParts(found, text, context);
}

function parse(text: string, { dayFirst }: WhenContext, instant: Date, timezone: number): ParsedResult[] {
  // Where days and months are parted by dots, the day comes first.
  const reader = dayFirst || /\d{1,2}\.\d{1,2}\.\d{2,4}/u.test(text) ? GB : casual;
  return reader.parse(text, { instant, timezone });
}

function isFiller(rest: string): boolean {
  return /^(?:on|at|the|about|around|circa|ca|approx|earlier|[\s~,.])*$/iu.test(rest);
}

function hasDay({ start }: ParsedResult): boolean {
  if (start.isCertain('day') || start.isCertain('weekday') || start.tags().has('result/relativeDate'))
    return true;
  return !start.isCertain('month') && !start.isCertain('year');
}

/**
 * "2 hours ago" is an amount of time. chrono counts it on the wall clock of this machine, which a clock change makes
 * wrong, so it is asked again in a week without one, and the difference is taken.
 */
function passedTime(text: string, context: WhenContext): WhenParts | WhenProblem {
  const calm = new Date(Date.UTC(2026, 0, 14, 12));
  const [found] = parse(text, context, calm, 0);
  if (found === undefined) return whenProblem('date-not-understood');
  const difference = found.start.date().getTime() - calm.getTime();
  const seconds = Math.floor((context.now.getTime() + difference) / 1000);
  return { kind: 'instant', instant: new Date(seconds * 1000), notes: [] };
}

function wallParts(found: ParsedResult, text: string, context: WhenContext): WhenParts {
  const { start } = found;
  const today = wallTimeAt(context.now, context.zone);
  const day = dayOf(found, text, today);
  const wall = { ...day, ...timeOf(found, day, today) };
  const offset = start.isCertain('timezoneOffset') ? start.get('timezoneOffset') : null;
  const notes: WhenNote[] = [];
  if (!start.isCertain('hour')) notes.push({ code: 'time-assumed' });
  if (start.isCertain('month') && !start.isCertain('year') && day.year !== today.year) {
    notes.push({ code: 'year-assumed', year: day.year });
  }
  if (found.end !== undefined && found.end !== null) notes.push({ code: 'start-of-range' });
  if (offset !== null) notes.push({ code: 'offset-given', offsetMinutes: offset });
  const swapped = swap(found, wall, today);
  return {
    kind: 'wall',
    wall,
    notes,
    ...(offset === null ? {} : { offsetMinutes: offset }),
    ...(swapped === undefined ? {} : { swapped }),
  };
}

type CalendarDay = Pick<WallTime, 'year' | 'month' | 'day'>;

function dayOf({ start }: ParsedResult, text: string, today: WallTime): CalendarDay {
  const day = { year: start.get('year') ?? 0, month: start.get('month') ?? 1, day: start.get('day') ?? 1 };
  if (start.isCertain('month') && start.isCertain('day'))
    return start.isCertain('year') ? day : lastYearOf(day, today);
  if (start.isCertain('weekday')) {
    return isAfter(day, today) && !/\b(?:next|this|coming|upcoming|following)\b/iu.test(text)
      ? shiftDays(day, -7)
      : day;
  }
  // chrono takes "midnight" for the one that comes.
  return start.tags().has('casualReference/midnight') ? today : day;
}

/** The last time there was such a day: a day of last year, or for the 29th of February of an earlier one. */
function lastYearOf(day: CalendarDay, today: WallTime): CalendarDay {
  for (let { year } = today; year > today.year - 9; year -= 1) {
    const candidate = { ...day, year };
    if (shiftDays(candidate, 0).day === day.day && !isAfter(candidate, today)) return candidate;
  }
  return day;
}

function timeOf(
  { start }: ParsedResult,
  day: CalendarDay,
  today: WallTime,
): Omit<WallTime, keyof CalendarDay> {
  if (start.isCertain('hour')) {
    return {
      hour: start.get('hour') ?? 12,
      minute: start.get('minute') ?? 0,
      second: start.get('second') ?? 0,
    };
  }
  const assumed = [...start.tags()].map((tag) => ASSUMED_HOURS[tag]).find((hour) => hour !== undefined);
  const isToday = utcOf(midnight(day)) === utcOf(midnight(today));
  if (assumed === undefined && isToday && today.hour < NOON) {
    return { hour: today.hour, minute: today.minute, second: 0 };
  }
  return { hour: assumed ?? NOON, minute: 0, second: 0 };
}

const NOON = 12;

const ASSUMED_HOURS: Readonly<Record<string, number>> = {
  'casualReference/morning': 9,
  'casualReference/afternoon': 15,
  'casualReference/evening': 20,
  'casualReference/tonight': 20,
};

/** The other reading of `3/4`, as long as both numbers can be the month. */
function swap(found: ParsedResult, wall: WallTime, today: WallTime): Swapped | undefined {
  const { start } = found;
  if (!start.tags().has('parser/SlashDateFormatParser') || wall.day > 12 || wall.day === wall.month)
    return undefined;
  const exchanged = { year: wall.year, month: wall.day, day: wall.month };
  const day = start.isCertain('year') ? exchanged : lastYearOf(exchanged, today);
  const firstNumber = Number(/\d{1,2}/u.exec(found.text)?.[0]);
  return { wall: { ...wall, ...day }, dayFirst: firstNumber === wall.day };
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
