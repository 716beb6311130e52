import { setImmediate as nextTurn } from 'node:timers/promises';
import { env } from 'vscode';

/** British English is shorter, with a 24-hour clock, and fits into the tree. */
const locale = env.language === 'en' ? 'en-GB' : env.language;

const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

const moment = { weekday: 'short', ...day, ...clock } as const;

const formatters = new Map<string, Intl.DateTimeFormat>();

const plain = (text: string): string => text.replaceAll(', ', ' ');

/** "2025", local. */
export const formatYear = (date: Date): string => format('year', { year: 'numeric' }, date);

/** "November 2025", local. */
export const formatMonth = (date: Date): string => format('month', { month: 'long', year: 'numeric' }, date);

/** "18 Nov 2025", local. */
export const formatDay = (date: Date): string => format('day', day, date);

/** "14:00", local. */
export const formatClock = (date: Date): string => format('clock', clock, date);
/** "Tue 18 Nov", local. */
export const formatDayAndWeekday = (date: Date): string =>
  plain(format('weekday and day', { weekday: 'short', day: 'numeric', month: 'short' }, date));

/** "Tue 18 Nov 2025 14:00", local. */
export const formatMoment = (date: Date): string => plain(format('moment', moment, date));

/** "Tuesday"; Sunday is 0. */
export const formatWeekday = (weekday: number): string =>
  // The first of January 2023 was a Sunday.
  format('weekday', { weekday: 'long', timeZone: 'UTC' }, new Date(Date.UTC(2023, 0, 1 + weekday)));

/** "Mar": 1 is January. */
export const formatMonthName = (month: number): string =>
  format('month name', { month: 'short', timeZone: 'UTC' }, new Date(Date.UTC(2023, month - 1)));

/** "18 Nov 2025" in a zone by its IANA name. */
export const formatDayIn = (date: Date, timeZone: string): string =>
  format(`day in ${timeZone}`, { ...day, timeZone }, date);

/** "Tue 18 Nov 2025 14:00" in a zone by its IANA name. */
export const formatMomentIn = (date: Date, timeZone: string): string =>
  plain(format(`moment in ${timeZone}`, { ...moment, timeZone }, date));

/** "Tuesday, 18 November 2025 at 14:00", local, for screen readers. */
export const formatLong = (date: Date): string =>
  format('long', { dateStyle: 'full', timeStyle: 'short' }, date);

/** "Tue 18 Nov 2025 13:00 UTC". */
export const formatUtc = (date: Date): string => formatZoned(date, 'UTC');

/** "18 Nov", local; "18 Nov 2024" in another year than this one. */
export function formatShortDay(date: Date, now = new Date()): string {
  return date.getFullYear() === now.getFullYear()
    ? format('short day', { day: 'numeric', month: 'short' }, date)
    : formatDay(date);
}

/** "March 2025", or "Mar 2025" in short, of a calendar and no zone. */
export function formatCalendarMonth(
  { year, month }: { readonly year: number; readonly month: number },
  width: 'long' | 'short' = 'long',
): string {
  const options = { month: width, year: 'numeric', timeZone: 'UTC' } as const;
  return format(`calendar month ${width}`, options, new Date(Date.UTC(year, month - 1)));
}

/**
 * Creates the formatters of rows while the service is asked for the first ones. That takes longer than drawing a page of
 * rows, so the event loop gets a turn after each.
 */
export async function prepareRowFormats(): Promise<void> {
  for (const formatOnce of [formatDay, formatShortDay, formatClock, formatLong]) {
    await nextTurn();
    formatOnce(new Date());
  }
}

/** Formatters are cached: creating one takes longer than using it a thousand times. */
function format(name: string, options: Intl.DateTimeFormatOptions, date: Date): string {
  let formatter = formatters.get(name);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(knownLocale(), options);
    formatters.set(name, formatter);
  }
  return formatter.format(date);
}

function knownLocale(): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
}

/** "Tue 18 Nov 2025 14:00 CET", in the host's zone or another one by its IANA name. */
export function formatZoned(date: Date, timeZone?: string): string {
  const options = { ...moment, timeZoneName: 'short', ...(timeZone && { timeZone }) } as const;
  return plain(format(`zoned ${timeZone ?? ''}`, options, date));
}

/** "14:00" today, "Tue 18 Nov 2025 14:00" on another day, in the host's zone or another one by its IANA name. */
export function formatRecent(date: Date, now = new Date(), timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const shown = (name: string, options: Intl.DateTimeFormatOptions, at: Date): string =>
    plain(format(`${name} ${timeZone ?? ''}`, { ...options, ...zone }, at));
  const isToday = shown('day', day, date) === shown('day', day, now);
  return isToday ? shown('clock', clock, date) : shown('moment', moment, date);
}
