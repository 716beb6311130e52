import { isRealWallTime } from './wallTime.ts';
import { whenProblem } from './when.ts';
import type { WhenParts, WhenProblem } from './when.ts';

const ISO = new RegExp(
  String.raw`^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})` +
    String.raw`(?:(?:T|t|\s+)(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d{1,9})?)?` +
    String.raw`\s*(?<offset>[Zz]|[+\-−](?:\d{2}(?::?\d{2})?|\d(?::\d{2})?))?)?$`,
  'u',
);

const END_OF_NIGHT = 6 * 60;

/**
 * Reads ISO 8601 with and without an offset, and the value of a `datetime-local` field. A date alone is noon, since
 * midnight is another day for half of the readers. Undefined when the text is of another form.
 */
export function isoWhen(text: string): WhenParts | WhenProblem | undefined {
  const found = ISO.exec(text)?.groups;
  if (found === undefined || isSpan(text)) return undefined;
  const { year, month, day, hour, minute, second, offset } = found;
  const wall = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 12),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
  };
  if (!isRealWallTime(wall)) return whenProblem('date-does-not-exist');
  if (hour === undefined) return { kind: 'wall', wall, notes: [{ code: 'time-assumed' }] };
  if (offset === undefined) return { kind: 'wall', wall, notes: [] };
  const minutes = minutesOf(offset);
  if (Math.abs(minutes) > 14 * 60) return whenProblem('date-does-not-exist');
  return {
    kind: 'wall',
    wall,
    offsetMinutes: minutes,
    notes: [{ code: 'offset-given', offsetMinutes: minutes }],
  };
}

/**
 * "14:00-15:00" of a day is how people write a span of time. An offset behind a blank and without seconds is written by
 * `dateText` only, in a night when the clock is changed.
 */
function isSpan(text: string): boolean {
  const [, start, end] = /\s(\d{1,2}:\d{2})\s*[-−](\d{2}(?::\d{2})?)$/u.exec(text) ?? [];
  if (start === undefined || end === undefined) return false;
  return minutesOf(`+${end}`) > minutesOf(`+${start}`) && minutesOf(`+${start}`) >= END_OF_NIGHT;
}

/** Of `+02:00`, `-0530`, `+2` and the like. */
function minutesOf(offset: string): number {
  if (/^z$/iu.test(offset)) return 0;
  const { hours, minutes = 0 } = /^.(?<hours>\d{1,2}):?(?<minutes>\d{2})?$/u.exec(offset)?.groups ?? {};
  const size = Number(hours) * 60 + Number(minutes);
  return offset.startsWith('+') ? size : -size;
}
