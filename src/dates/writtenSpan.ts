import { earliest } from '../model/span.ts';
import type { Span } from '../model/span.ts';
import { shiftDays, shiftMonths, weekdayOf } from './calendarDay.ts';
import type { CalendarDay } from './calendarDay.ts';
import { readWhen } from './readWhen.ts';
import { instantsOf, utcOf, wallTimeAt } from './wallTime.ts';
import type { WhenContext } from './whenReading.ts';

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const UNIT = String.raw`(?<unit>day|week|month|year)s?(?:\s+ago)?`;

/** `4 to 9 months ago`. */
const AGES = new RegExp(
  String.raw`^(?:from\s+|between\s+)?(?<one>\d{1,4})\s*(?:-|–|to|and)\s*(?<other>\d{1,4})\s+${UNIT}$`,
  'iu',
);

/** `more than 6 months ago`, `in the last 3 weeks`. */
const OPEN_AGE = new RegExp(
  String.raw`^(?:(?<over>over|more\s+than|at\s+least|longer\s+than)|(?:in\s+|within\s+)?(?:the\s+)?(?:less\s+than|last|past))\s+(?<one>\d{1,4})\s+${UNIT}$`,
  'iu',
);

const AGE = new RegExp(String.raw`^(?<one>\d{1,4})\s+${UNIT}$`, 'iu');

const OPEN = /^(?<side>before|until|till|up\s+to|since|from|after)\s+(?<day>.+)$/iu;

const BOTH =
  /^(?:from\s+|between\s+)?(?<one>.+?)\s*(?:\s(?:-|–|—|to|until|till|through|and)\s|–|—|\.{2,3})\s*(?<other>.+)$/iu;

const YEAR = /^(?<year>(?:19|20)\d{2})$/u;

const QUARTER =
  /^(?:q(?<quarter>[1-4])\s+(?<year>(?:19|20)\d{2})|(?<year2>(?:19|20)\d{2})\s*-?\s*q(?<quarter2>[1-4]))$/iu;

/** `last week`, `this quarter`. */
const CALENDAR = /^(?<which>this|last|past|previous)\s+(?<unit>week|month|quarter|year)$/iu;

const MONTH = new RegExp(
  String.raw`^(?:(?<which>this|last|past|previous)\s+)?(?<name>${monthNames.join('|')})[a-z]{0,6}\.?,?(?:\s+(?<year>(?:19|20)\d{2}))?$|^(?<year2>(?:19|20)\d{2})-(?<number>\d{2})$`,
  'iu',
);

/** A span of time, or the reason why the text isn't one. */
export type SpanReading =
  | Span
  | { readonly problem: 'missing' | 'not-understood' | 'reversed' | 'in-the-future' };

/** Whole days, both included. */
interface Days {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

/**
 * Reads a span of past days from typed English: `4 to 9 months ago`, `March to June 2026`, `2025`, `before 1 May`. It ends
 * today at the latest, and both of its days are included.
 */
export async function writtenSpan(typed: string, context: WhenContext): Promise<SpanReading> {
  const text = typed.normalize('NFKC').replaceAll(/\s+/gu, ' ').trim();
  if (text === '') return { problem: 'missing' };
  const today: CalendarDay = wallTimeAt(context.now, context.zone);
  const days =
    agesOf(text, today) ?? (await openDays(text, today, context)) ?? (await daysOf(text, today, context));
  if (days === undefined) return { problem: 'not-understood' };
  if (utcOf(midnight(days.from)) > utcOf(midnight(days.to))) return { problem: 'reversed' };
  if (utcOf(midnight(days.from)) > utcOf(midnight(today))) return { problem: 'in-the-future' };
  if (utcOf(midnight(days.to)) < earliest.getTime()) return { problem: 'not-understood' };
  const to = startOf(shiftDays(days.to, 1), context.zone).getTime() - 1;
  const from = startOf(days.from, context.zone).getTime();
  return {
    from: new Date(Math.max(from, earliest.getTime())),
    to: new Date(Math.min(to, context.now.getTime())),
  };
}

/** The days from `most` to `least` months ago, the newer end left out where the next span begins. */
export function monthsAgo(
  least: number,
  most: number,
  { now, zone }: Pick<WhenContext, 'now' | 'zone'>,
): Span {
  const today = wallTimeAt(now, zone);
  const from = startOf(shiftMonths(today, -most), zone);
  return { from, to: new Date(startOf(shiftMonths(today, -least), zone).getTime() - 1) };
}

function agesOf(text: string, today: CalendarDay): Days | undefined {
  const both = AGES.exec(text)?.groups;
  if (both !== undefined) {
    const ages = [Number(both['one']), Number(both['other'])];
    const unit = both['unit'] ?? '';
    return { from: ago(Math.max(...ages), unit, today), to: ago(Math.min(...ages), unit, today) };
  }
  const open = OPEN_AGE.exec(text)?.groups;
  if (open === undefined) return undefined;
  const limit = ago(Number(open['one']), open['unit'] ?? '', today);
  return open['over'] === undefined ? { from: limit, to: today } : { from: firstDay(), to: limit };
}

async function openDays(text: string, today: CalendarDay, context: WhenContext): Promise<Days | undefined> {
  const { side = '', day = '' } = OPEN.exec(text)?.groups ?? {};
  const days = day === '' || BOTH.test(day) ? undefined : await periodOf(day, today, context);
  if (days === undefined) return undefined;
  switch (side.toLowerCase()) {
    case 'before':
      return { from: firstDay(), to: shiftDays(days.from, -1) };
    case 'after':
      return { from: shiftDays(days.to, 1), to: today };
    case 'since':
    case 'from':
      return { from: days.from, to: today };
    default:
      return { from: firstDay(), to: days.to };
  }
}

async function daysOf(text: string, today: CalendarDay, context: WhenContext): Promise<Days | undefined> {
  const whole = await periodOf(text, today, context);
  if (whole !== undefined) return whole;
  const { one, other } = BOTH.exec(text)?.groups ?? {};
  if (one === undefined || other === undefined) return undefined;
  const last = await periodOf(other, today, context);
  // "March to June 2026": the first month is the one before the last.
  const first = await periodOf(one, last?.to ?? today, context);
  return first && last && { from: first.from, to: last.to };
}

/** A year, a quarter, a month, or a day. Without a year it is the last one up to `today`. */
async function periodOf(
  written: string,
  today: CalendarDay,
  context: WhenContext,
): Promise<Days | undefined> {
  const text = written.trim();
  const year = Number(YEAR.exec(text)?.groups?.['year']);
  if (!Number.isNaN(year)) return monthsFrom(year, 1, 12);
  const quarter = QUARTER.exec(text)?.groups;
  if (quarter !== undefined) {
    const number = Number(quarter['quarter'] ?? quarter['quarter2']);
    return monthsFrom(Number(quarter['year'] ?? quarter['year2']), number * 3 - 2, 3);
  }
  const calendar = CALENDAR.exec(text)?.groups;
  if (calendar !== undefined) return calendarPeriod(calendar, today);
  const month = MONTH.exec(text)?.groups;
  if (month !== undefined) return monthOf(month, today);
  const age = AGE.exec(text)?.groups;
  if (age !== undefined) {
    const day = ago(Number(age['one']), age['unit'] ?? '', today);
    return { from: day, to: day };
  }
  const read = await readWhen(text, context);
  // The start of a range would be read as the whole.
  const isDay = read.kind === 'read' && !read.notes.some(({ code }) => code === 'start-of-range');
  return isDay ? { from: read.wall, to: read.wall } : undefined;
}

/** A week begins on Monday. */
function calendarPeriod(found: Readonly<Record<string, string | undefined>>, today: CalendarDay): Days {
  const back = isThis(found) ? 0 : 1;
  switch ((found['unit'] ?? '').toLowerCase()) {
    case 'week': {
      const from = shiftDays(today, -((weekdayOf(today) + 6) % 7) - 7 * back);
      return { from, to: shiftDays(from, 6) };
    }
    case 'month':
      return monthsFrom(today.year, today.month - back, 1);
    case 'quarter':
      return monthsFrom(today.year, (Math.ceil(today.month / 3) - back) * 3 - 2, 3);
    default:
      return monthsFrom(today.year - back, 1, 12);
  }
}

function isThis({ which = 'this' }: Readonly<Record<string, string | undefined>>): boolean {
  return which.toLowerCase() === 'this';
}

function monthOf(found: Readonly<Record<string, string | undefined>>, today: CalendarDay): Days | undefined {
  const named = monthNames.indexOf((found['name'] ?? '').toLowerCase()) + 1;
  const number = named > 0 ? named : Number(found['number']);
  if (number < 1 || number > 12) return undefined;
  const written = found['year'] ?? found['year2'];
  // In March, "last March" is the one of last year.
  const isOfLastYear = number > today.month || (number === today.month && !isThis(found));
  const year = written === undefined ? today.year - (isOfLastYear ? 1 : 0) : Number(written);
  return monthsFrom(year, number, 1);
}

function monthsFrom(year: number, month: number, count: number): Days {
  const from = shiftMonths({ year, month: 1, day: 1 }, month - 1);
  return { from, to: shiftDays(shiftMonths(from, count), -1) };
}

function ago(count: number, unit: string, today: CalendarDay): CalendarDay {
  switch (unit.toLowerCase()) {
    case 'day':
      return shiftDays(today, -count);
    case 'week':
      return shiftDays(today, -7 * count);
    case 'month':
      return shiftMonths(today, -count);
    default:
      return shiftMonths(today, -12 * count);
  }
}

function firstDay(): CalendarDay {
  return wallTimeAt(earliest, 'UTC');
}

function midnight({ year, month, day }: CalendarDay) {
  return { year, month, day, hour: 0, minute: 0, second: 0 };
}

/** A clock change can skip midnight: the day then begins at the change, which is the later reading. */
function startOf(day: CalendarDay, zone: string): Date {
  const found = instantsOf(midnight(day), zone);
  if (found.kind === 'once') return found.instant;
  return found.kind === 'repeated' ? found.earlier : found.later;
}
