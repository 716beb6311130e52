import { utcOf, wallTimeAt } from './wallTime.ts';
import type { WhenContext, WhenParts } from './when.ts';

const SHIFT =
  /^(?<sign>[+\-−–])\s*(?=\d)(?:(?<days>\d{1,5})\s*d(?:ays?)?\s*)?(?:(?<hours>\d{1,6})\s*h(?:(?:ou)?rs?)?\s*)?(?:(?<minutes>\d{1,7})\s*m(?:in(?:ute)?s?)?)?$/iu;

/**
 * Reads `now`, `-45m`, `-2h`, `-1h30m`, `+1d` and the like. Hours and minutes are counted in time that passes, days by
 * the calendar: a day before 15:00 is 15:00, also over a clock change. Undefined when the text is of another form.
 */
export function shorthandWhen(text: string, { now, zone }: WhenContext): WhenParts | undefined {
  const instant = new Date(Math.floor(now.getTime() / 1000) * 1000);
  if (/^(?:right |just )?now$/iu.test(text)) return { kind: 'instant', instant, notes: [] };
  const found = SHIFT.exec(text)?.groups;
  if (found === undefined) return undefined;
  const { sign, days = 0, hours = 0, minutes = 0 } = found;
  const direction = sign === '+' ? 1 : -1;
  const passed = direction * (Number(hours) * 3_600_000 + Number(minutes) * 60_000);
  if (Number(days) === 0)
    return { kind: 'instant', instant: new Date(instant.getTime() + passed), notes: [] };
  const wall = utcOf(wallTimeAt(instant, zone)) + direction * Number(days) * 86_400_000 + passed;
  return { kind: 'wall', wall: wallTimeAt(new Date(wall), 'UTC'), notes: [] };
}
