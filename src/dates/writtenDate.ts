// This file loads chrono-node, so it is imported on demand only.
import type { ParsedResult } from 'chrono-node';
import { englishDates } from './englishDates.ts';
import { zoneBehind } from './namedZone.ts';
import { isRealWallTime, offsetText, wallText } from './wallTime.ts';
import type { WhenContext } from './whenReading.ts';

const SLASHED = 'parser/SlashDateFormatParser';

/** A clock time needs minutes, a half of the day or `noon`: a bare number is an amount. */
const CLOCK = /\d[:.]\d\d|\d\s*[ap]\.?m|noon/iu;

/** A day as a text names it. */
export interface WrittenDay {
  readonly year?: number;
  readonly month: number;
  readonly day: number;
}

/** A time as a text names it. */
export interface WrittenTime {
  /** `14:00` or `14:00:30`. */
  readonly time: string;
  /** An IANA name, or an offset such as `+02:00`. */
  readonly zone?: string;
}

/** A date that is written out in a text. */
export interface WrittenDate {
  /** The words of the text, which `readWhen` reads as the same date. */
  readonly text: string;
  /** The days that the words can mean. The first is the one that is read without further knowledge. */
  readonly days: readonly WrittenDay[];
  /** The last day of a range. */
  readonly until?: WrittenDay;
  readonly time?: WrittenTime;
  /** The weekday that is named; Sunday is 0. */
  readonly weekday?: number;
}

/**
 * The first date that is written out in a running text, with its time and zone. Words such as "Friday" are skipped: they
 * mean another day each week. In the value of a field (`isValue`), "3/4" is a day; elsewhere it is rather a fraction.
 */
export function writtenDate(
  text: string,
  context: Pick<WhenContext, 'now' | 'dayFirst'>,
  isValue = false,
): WrittenDate | undefined {
  const datesIn = (part: string) =>
    englishDates(part, 'strict', context, { instant: context.now, timezone: 0 }).filter((one) =>
      isWrittenOut(one, isValue),
    );
  const [found] = datesIn(text);
  if (found === undefined) return undefined;
  const rest = text.slice(found.index + found.text.length);
  const words = wordsOf(found, text);
  const zone = found.start.isCertain('hour') ? zoneBehind(rest, isValue) : undefined;
  if (zone !== undefined) return { ...dateOf(found, zone), text: `${words} ${zone}` };
  // In "Dec 12 12 attendees" and "20 Nov 2026 12 people" the last number is neither a year nor an hour.
  const shorter = words.replace(/[,:]?\s+\d{2}$/u, '');
  const [again] = datesIn(shorter);
  const isSame = again?.start.get('day') === found.start.get('day') && again?.text === shorter;
  const isCount = again?.start.isCertain('year') === true || /^\s+\p{L}/u.test(rest);
  if (again === undefined || !isSame || !isCount) return { ...dateOf(found), text: words };
  return { ...dateOf(again), text: shorter };
}

/**
 * The time at the beginning of the value of a field: `14:00 CET`, `10am PT / 1pm ET`, `1400 hrs`. What an abbreviation such
 * as CET means depends on the day.
 */
export function writtenTime(
  text: string,
  { year, month, day }: Required<WrittenDay>,
  context: Pick<WhenContext, 'now' | 'dayFirst'>,
): WrittenTime | undefined {
  const value = text
    .replace(/^\s*(?:at|from)\s+/iu, '')
    .replace(/^([01]\d|2[0-3])([0-5]\d)(?=$|\s|[-–])/u, '$1:$2')
    .replace(/^(?:12\s+)?(?:noon|midday)\b/iu, '12:00');
  if (!/^\d/u.test(value)) return undefined;
  const before = `${wallText({ year, month, day, hour: 0, minute: 0, second: 0 }).slice(0, 10)} `;
  const whole = before + value;
  const [found] = englishDates(whole, 'strict', context, { instant: context.now, timezone: 0 });
  if (found?.index !== 0 || !found.start.isCertain('hour') || !CLOCK.test(found.text.slice(before.length)))
    return undefined;
  return timeOf(found, zoneBehind(whole.slice(found.text.length), true));
}

function isWrittenOut({ start }: ParsedResult, isValue: boolean): boolean {
  if (!start.isCertain('day') || !start.isCertain('month')) return false;
  return isValue || start.isCertain('year') || !start.tags().has(SLASHED);
}

function wordsOf({ index, text: { length } }: ParsedResult, text: string): string {
  return text
    .slice(index, index + length)
    .trim()
    .replace(/^on\s+/iu, '');
}

function dateOf(found: ParsedResult, zone?: string): Omit<WrittenDate, 'text'> {
  const { start, end } = found;
  const time = start.isCertain('hour') ? timeOf(found, zone) : undefined;
  const weekday = start.isCertain('weekday') ? start.get('weekday') : null;
  return {
    days: daysOf(found),
    ...(end?.isCertain('day') === true ? { until: dayOf(end) } : {}),
    ...(time === undefined ? {} : { time }),
    ...(weekday === null ? {} : { weekday }),
  };
}

function timeOf({ start }: ParsedResult, zone?: string): WrittenTime {
  const [hour, minute, second] = (['hour', 'minute', 'second'] as const).map((part) =>
    String(start.get(part) ?? 0).padStart(2, '0'),
  );
  const offset = start.isCertain('timezoneOffset') ? start.get('timezoneOffset') : null;
  const place = zone ?? (offset === null ? undefined : offsetText(offset));
  return {
    time: second === '00' ? `${hour}:${minute}` : `${hour}:${minute}:${second}`,
    ...(place === undefined ? {} : { zone: place }),
  };
}

function daysOf({ start, text }: ParsedResult): readonly WrittenDay[] {
  const first = dayOf(start);
  if (!start.tags().has(SLASHED)) return [first];
  const [, one = '', two = '', three] = /(\d{1,4})[/.-](\d{1,2})(?:[/.-](\d{2,4}))?/u.exec(text) ?? [];
  const others = [dayIn(three, one, two), dayIn(three, two, one)];
  if (three?.length === 2) others.push(dayIn(one, two, three));
  return [first, ...others.filter((day) => isReal(day) && !isSame(day, first))];
}

function dayOf(parts: ParsedResult['start']): WrittenDay {
  const year = parts.isCertain('year') ? parts.get('year') : null;
  const day = { month: parts.get('month') ?? 1, day: parts.get('day') ?? 1 };
  return year === null ? day : { ...day, year };
}

function dayIn(year: string | undefined, month: string, day: string): WrittenDay {
  const [number, size] = [Number(year), year?.length ?? 0];
  const full = size === 4 ? number : number + (number < 70 ? 2000 : 1900);
  return { month: Number(month), day: Number(day), ...(year === undefined ? {} : { year: full }) };
}

function isSame(one: WrittenDay, other: WrittenDay): boolean {
  return one.year === other.year && one.month === other.month && one.day === other.day;
}

function isReal({ year = 2000, month, day }: WrittenDay): boolean {
  return isRealWallTime({ year, month, day, hour: 12, minute: 0, second: 0 });
}
