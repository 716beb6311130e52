import { startOfDay, utcOf, wallTimeAt } from '../dates/wallTime.ts';
import { interactionKey } from '../model/interactionRef.ts';
import { DAY_MS } from '../model/span.ts';
import type { WeekItem } from './weekItem.ts';

/** The days that are shown before today and after it. */
export const DAYS_BACK = 14;
export const DAYS_AHEAD = 7;

/** An event of a whole day is dated in UTC, and no zone is further from UTC than this. */
const FARTHEST_ZONE_MS = 14 * 3_600_000;

/** A note is often written before its meeting, such as an agenda. */
const NOTES_BEFORE_MS = 7 * DAY_MS;

export type WeekScope = 'mine' | 'everyone';

/** One calendar day of a time zone, and what takes place on it. */
export interface WeekDay {
  /** `2026-11-30`. */
  readonly key: string;
  /** Days from today, which is 0; yesterday is -1. */
  readonly offset: number;
  readonly start: Date;
  /** Latest first. */
  readonly items: readonly WeekItem[];
}

export interface WeekSpan {
  readonly from: Date;
  readonly to: Date;
  /** Notes that were created since then are read. */
  readonly notesFrom: Date;
}

/** The time whose meetings are read. It is a little longer than the days that are shown. */
export function weekSpan(now: Date, zone: string): WeekSpan {
  const today = wallTimeAt(now, zone);
  const first = startOfDay(dayBeside(today, -DAYS_BACK), zone).getTime();
  const end = startOfDay(dayBeside(today, DAYS_AHEAD + 1), zone).getTime();
  return {
    from: new Date(first - FARTHEST_ZONE_MS),
    to: new Date(end + FARTHEST_ZONE_MS),
    notesFrom: new Date(first - NOTES_BEFORE_MS),
  };
}

/** The days with something on them, and today in any case, latest first. */
export function weekDays(
  items: readonly WeekItem[],
  { now, zone, scope }: { readonly now: Date; readonly zone: string; readonly scope: WeekScope },
): readonly WeekDay[] {
  const today = wallTimeAt(now, zone);
  const todayNumber = dayNumber(today);
  const byOffset = new Map<number, WeekItem[]>([[0, []]]);
  for (const item of items) {
    if (scope === 'mine' && !item.isMine) continue;
    const offset = dayNumber(dayOf(item, zone)) - todayNumber;
    if (offset < -DAYS_BACK || offset > DAYS_AHEAD) continue;
    byOffset.set(offset, [...(byOffset.get(offset) ?? []), item]);
  }
  return [...byOffset.keys()]
    .toSorted((a, b) => b - a)
    .map((offset) => {
      const day = dayBeside(today, offset);
      const key = [day.year, day.month, day.day].map((part) => String(part).padStart(2, '0')).join('-');
      return {
        key,
        offset,
        start: startOfDay(day, zone),
        items: (byOffset.get(offset) ?? []).toSorted(latestFirst),
      };
    });
}

/** True when it is over: a meeting without an end when it has begun, one of a whole day when the day is over. */
export function isOver(
  item: WeekItem,
  { now, zone }: { readonly now: Date; readonly zone: string },
): boolean {
  if (item.allDay) return dayNumber(lastDayOf(item, zone)) < dayNumber(wallTimeAt(now, zone));
  return (item.end ?? item.start).getTime() <= now.getTime();
}

/** Those that are over and have no note. */
export function withoutNote(
  items: readonly WeekItem[],
  noted: ReadonlySet<string>,
  at: { readonly now: Date; readonly zone: string },
): readonly WeekItem[] {
  return items.filter((item) => !noted.has(interactionKey(item)) && isOver(item, at));
}

type Day = Pick<ReturnType<typeof wallTimeAt>, 'year' | 'month' | 'day'>;

/** Calendars date an event of a whole day in UTC; as an instant it would often fall on the day before. */
function dayOf({ start, allDay }: WeekItem, zone: string): Day {
  return wallTimeAt(start, allDay && start.getTime() % DAY_MS === 0 ? 'UTC' : zone);
}

/** The end of an event of whole days is the first instant after it. */
function lastDayOf(item: WeekItem, zone: string): Day {
  const { start, end } = item;
  if (end === undefined || end <= start) return dayOf(item, zone);
  const last = new Date(end.getTime() - 1);
  return wallTimeAt(last, start.getTime() % DAY_MS === 0 ? 'UTC' : zone);
}

function latestFirst(one: WeekItem, other: WeekItem): number {
  return (
    other.start.getTime() - one.start.getTime() || interactionKey(one).localeCompare(interactionKey(other))
  );
}

function dayNumber({ year, month, day }: Day): number {
  return utcOf({ year, month, day, hour: 0, minute: 0, second: 0 }) / DAY_MS;
}

function dayBeside(day: Day, offset: number): Day {
  return wallTimeAt(new Date((dayNumber(day) + offset) * DAY_MS), 'UTC');
}
