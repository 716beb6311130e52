import { DAY_MS } from '../model/span.ts';
import { isRealWallTime, utcOf, wallTimeAt } from './wallTime.ts';
import { whenProblem } from './whenReading.ts';
import type { WhenContext, WhenParts, WhenProblem } from './whenReading.ts';

const ISO = new RegExp(
  String.raw`^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})` +
    String.raw`(?:(?:T|t|\s+)(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d{1,9})?)?` +
    String.raw`\s*(?<offset>[Zz]|[+\-−](?:\d{2}(?::?\d{2})?|\d(?::\d{2})?))?)?$`,
  'u',
);

/** `20191118`, `2019-11-18-0800`, `20191118T080000Z`. */
const STAMP =
  /^(?<year>(?:19|20)\d{2})(?<sign>-?)(?<month>\d{2})\k<sign>(?<day>\d{2})(?:[-_ T]?(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?(?<offset>Z)?)?$/u;

const SHIFT =
  /^(?<sign>[+\-−–])\s*(?=\d)(?:(?<days>\d{1,5})\s*d(?:ays?)?\s*)?(?:(?<hours>\d{1,6})\s*h(?:(?:ou)?rs?)?\s*)?(?:(?<minutes>\d{1,7})\s*m(?:in(?:ute)?s?)?)?$/iu;

const END_OF_NIGHT = 6 * 60;

/** No zone is further from UTC. */
const MAX_OFFSET = 14 * 60;

/**
 * Reads the forms that need no English: ISO 8601, the value of a `datetime-local` field, `now`, `-45m`. Undefined when
 * the text has another form.
 */
export function plainWhen(text: string, context: WhenContext): WhenParts | WhenProblem | undefined {
  return isoWhen(text) ?? shiftedWhen(text, context);
}

/** A date alone is noon, since midnight is another day for half of the readers. */
function isoWhen(text: string): WhenParts | WhenProblem | undefined {
  const found = (ISO.exec(text) ?? STAMP.exec(text))?.groups;
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
  if (Math.abs(minutes) > MAX_OFFSET) return whenProblem('date-does-not-exist');
  return {
    kind: 'wall',
    wall,
    offsetMinutes: minutes,
    notes: [{ code: 'offset-given', offsetMinutes: minutes }],
  };
}

/**
 * People write a span of time as "14:00-15:00" behind a day. An offset behind a blank and without seconds is written by
 * `dateText` only, and only in a night with a clock change.
 */
function isSpan(text: string): boolean {
  const [, start, end] = /\s(\d{1,2}:\d{2})\s*[-−](\d{2}(?::\d{2})?)$/u.exec(text) ?? [];
  if (start === undefined || end === undefined) return false;
  return minutesOf(`+${end}`) > minutesOf(`+${start}`) && minutesOf(`+${start}`) >= END_OF_NIGHT;
}

/** Minutes of `+02:00`, `-0530`, `+2` and `Z`. */
function minutesOf(offset: string): number {
  if (/^z$/iu.test(offset)) return 0;
  const { hours, minutes = 0 } = /^.(?<hours>\d{1,2}):?(?<minutes>\d{2})?$/u.exec(offset)?.groups ?? {};
  const size = Number(hours) * 60 + Number(minutes);
  return offset.startsWith('+') ? size : -size;
}

/**
 * Reads `now`, `-45m`, `-2h`, `-1h30m` and `+1d`. Hours and minutes count elapsed time. Days follow the calendar: a day
 * before 15:00 is 15:00, even across a clock change.
 */
function shiftedWhen(text: string, { now, zone }: WhenContext): WhenParts | undefined {
  const instant = new Date(Math.floor(now.getTime() / 1000) * 1000);
  if (/^(?:right |just )?now$/iu.test(text)) return { kind: 'instant', instant, notes: [] };
  const found = SHIFT.exec(text)?.groups;
  if (found === undefined) return undefined;
  const { sign, days = 0, hours = 0, minutes = 0 } = found;
  const direction = sign === '+' ? 1 : -1;
  const elapsed = direction * (Number(hours) * 3_600_000 + Number(minutes) * 60_000);
  if (Number(days) === 0)
    return { kind: 'instant', instant: new Date(instant.getTime() + elapsed), notes: [] };
  const wall = utcOf(wallTimeAt(instant, zone)) + direction * Number(days) * DAY_MS + elapsed;
  return { kind: 'wall', wall: wallTimeAt(new Date(wall), 'UTC'), notes: [] };
}
