// This file loads chrono-node, so it is imported on demand only.
import type { ParsedResult } from 'chrono-node';
import { dayOf, isSameDay, lastYearOf, namedDay, weekdayOf, workdayBeside } from './calendarDay.ts';
import type { CalendarDay } from './calendarDay.ts';
import { englishDates } from './englishDates.ts';
import { inEnglish } from './inEnglish.ts';
import { spokenDay, withHours } from './spokenDay.ts';
import { offsetMinutes, wallTimeAt } from './wallTime.ts';
import type { WallTime } from './wallTime.ts';
import { whenProblem } from './whenReading.ts';
import type { Swapped, WhenContext, WhenNote, WhenParts, WhenProblem } from './whenReading.ts';

/** A span of time that names no day. chrono reads it as one of its days. */
const PERIOD =
  /^(?:(?:this|last|past|next)\s+(?:few\s+|\d+\s+)?(?:days?|weeks?|months?|quarters?|years?)|(?:(?:this|last|past|next)\s+)?weekend)\b/iu;

/** `last business day`, `next weekday`. */
const WORKDAY = /\b(last|previous|past|next|following)\s+(?:week|work(?:ing)?\s?|business\s)day\b/iu;

/** `Fri 20`, unless the number has a sign of a time or of a month. chrono reads it as 20:00. */
const DAY_OF_MONTH =
  /^\s*(?:on\s+)?(sun|mon|tue|wed|thu|fri|sat)(?:s|nes|r|rs|ur)?(?:day)?\.?,?\s+(?:the\s+)?(\d{1,2})(st|nd|rd|th)?(?=$|\s|,)(?!,?\s*(?:[:/–-]|[ap]\.?m\b|o['’]?clock|uhr|h\b|of\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))/iu;

/** Up to this hour without "am" or "pm" the afternoon is more likely meant. */
const EARLY_HOURS = 6;

const NOON = 12;

const assumedHours: Readonly<Record<string, number>> = {
  'casualReference/morning': 9,
  'casualReference/afternoon': 15,
  'casualReference/evening': 20,
  'casualReference/tonight': 20,
};

/**
 * Reads English such as "yesterday 3pm", "last friday" or "20 Nov 2026 at 15:00 CET". Interactions are logged after they
 * happened, so a weekday or a day without a year is the last one. Only "next", "this" and "coming" look ahead.
 */
export function freeTextWhen(written: string, context: WhenContext): WhenParts | WhenProblem {
  const { text, notes } = respoken(
    withHours(spokenDay(inEnglish(written))),
    wallTimeAt(context.now, context.zone),
  );
  const timezone = offsetMinutes(context.now, context.zone);
  const results = englishDates(text, 'casual', context, { instant: context.now, timezone });
  const [found] = results;
  if (found === undefined) return whenProblem('date-not-understood');
  if (results.length > 1 || !isFiller(text.replace(textOf(found, text), ''))) {
    return { kind: 'problem', code: 'date-partly-understood', understood: textOf(found, text) };
  }
  if (found.start.tags().has('result/relativeDateAndTime')) return passedTime(text, context);
  if (!hasDay(found) || PERIOD.test(found.text)) return whenProblem('date-without-day');
  const parts = wallParts(found, context);
  return { ...parts, notes: [...notes, ...parts.notes] };
}

/** Puts into dates what chrono reads otherwise than people mean it. */
function respoken(written: string, today: WallTime): { text: string; notes: readonly WhenNote[] } {
  const notes: WhenNote[] = [];
  const text = written
    // chrono reads "last night" as the midnight before.
    .replace(/\blast night\b/iu, 'yesterday evening')
    // On a Monday, chrono reads "last weekday" as the Sunday.
    .replace(WORKDAY, (_, which: string) => dayText(workdayBeside(today, /^n|^f/iu.test(which) ? 1 : -1)))
    .replace(DAY_OF_MONTH, (whole, weekday: string, number: string, ordinal: string | undefined) => {
      const day = namedDay(weekday, Number(number), today, ordinal === undefined ? 1 : 12);
      if (day === undefined) return whole;
      if (ordinal === undefined) notes.push({ code: 'day-of-month', day: day.day });
      return dayText(day);
    });
  return { text, notes };
}

function dayText({ year, month, day }: CalendarDay): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function textOf({ index, text: { length } }: ParsedResult, text: string): string {
  return text.slice(index, index + length);
}

function isFiller(rest: string): boolean {
  return /^(?:on|at|the|about|around|circa|ca|approx|earlier|[\s~,.()])*$/iu.test(rest);
}

function hasDay({ start }: ParsedResult): boolean {
  if (start.isCertain('day') || start.isCertain('weekday') || start.tags().has('result/relativeDate'))
    return true;
  return !start.isCertain('month') && !start.isCertain('year');
}

/**
 * "2 hours ago" is an amount of time. chrono counts it on the clock of this machine, which a clock change makes wrong.
 * So it counts again in a week without a change, and the difference is taken.
 */
function passedTime(text: string, context: WhenContext): WhenParts | WhenProblem {
  const calm = new Date(Date.UTC(2026, 0, 14, 12));
  const [found] = englishDates(text, 'casual', context, { instant: calm, timezone: 0 });
  if (found === undefined) return whenProblem('date-not-understood');
  const difference = found.start.date().getTime() - calm.getTime();
  const seconds = Math.floor((context.now.getTime() + difference) / 1000);
  return { kind: 'instant', instant: new Date(seconds * 1000), notes: [] };
}

function wallParts(found: ParsedResult, context: WhenContext): WhenParts {
  const { start } = found;
  const today = wallTimeAt(context.now, context.zone);
  const day = dayOf(found, today);
  const wall = { ...day, ...timeOf(found, day, today) };
  const offset = offsetOf(start);
  const notes = notesOf(found, day, today);
  const swapped = swap(found, wall, today);
  return {
    kind: 'wall',
    wall,
    notes,
    ...(offset === null ? {} : { offsetMinutes: offset }),
    ...(swapped === undefined ? {} : { swapped }),
    ...(start.isCertain('month') && !start.isCertain('year') ? { hasNoYear: true } : {}),
  };
}

function notesOf(found: ParsedResult, day: CalendarDay, today: WallTime): readonly WhenNote[] {
  const { start, end } = found;
  const notes: WhenNote[] = [];
  const isNamed = start.isCertain('day') || start.isCertain('weekday');
  if (start.tags().has('result/relativeDate') && !isNamed) notes.push({ code: 'day-assumed' });
  else if (!start.isCertain('hour')) notes.push({ code: 'time-assumed' });
  else if (isEarly(found))
    notes.push({ code: 'early-hour', hour: start.get('hour') ?? 0, minute: start.get('minute') ?? 0 });
  if (start.isCertain('day') && start.isCertain('weekday') && start.get('weekday') !== weekdayOf(day)) {
    notes.push({ code: 'other-weekday', weekday: weekdayOf(day) });
  }
  if (start.isCertain('month') && !start.isCertain('year') && day.year !== today.year) {
    notes.push({ code: 'year-assumed', year: day.year });
  }
  if (end !== undefined && end !== null) notes.push({ code: 'start-of-range' });
  const offset = offsetOf(start);
  if (offset !== null) notes.push({ code: 'offset-given', offsetMinutes: offset });
  return notes;
}

/** True for "at 3" and "3:30"; a leading zero, an offset and a span of the night are meant as they are written. */
function isEarly({ start, text }: ParsedResult): boolean {
  const hour = start.get('hour') ?? 0;
  if (start.isCertain('meridiem') || hour < 1 || hour > EARLY_HOURS) return false;
  return new RegExp(String.raw`(?<![\d:.])${hour}(?!\d|[/.-]\d)`, 'u').test(text);
}

/** Without a time, digits behind a day are no offset: the assumed noon is the reader's own. */
function offsetOf(start: ParsedResult['start']): number | null {
  return start.isCertain('hour') && start.isCertain('timezoneOffset') ? start.get('timezoneOffset') : null;
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
  const assumed = [...start.tags()].map((tag) => assumedHours[tag]).find((hour) => hour !== undefined);
  const isToday = isSameDay(day, today);
  if (assumed === undefined && isToday && today.hour < NOON) {
    return { hour: today.hour, minute: today.minute, second: 0 };
  }
  return { hour: assumed ?? NOON, minute: 0, second: 0 };
}

/** The other reading of `3/4` when both numbers can be the month. */
function swap(found: ParsedResult, wall: WallTime, today: WallTime): Swapped | undefined {
  const { start } = found;
  if (!start.tags().has('parser/SlashDateFormatParser') || wall.day > 12 || wall.day === wall.month)
    return undefined;
  const exchanged = { year: wall.year, month: wall.day, day: wall.month };
  const day = start.isCertain('year') ? exchanged : lastYearOf(exchanged, today);
  const firstNumber = Number(/\d{1,2}/u.exec(found.text)?.[0]);
  return { wall: { ...wall, ...day }, dayFirst: firstNumber === wall.day };
}
