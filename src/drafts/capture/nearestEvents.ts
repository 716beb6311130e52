import { DAY_MS } from '../../model/span.ts';

/** More meetings than this are an export of a calendar. To read all of one would hold up the editor. */
const MAX_MEETINGS = 200;

/** More than any time since the epoch. */
const PLANNED = 1e14;

const EVENT = /^BEGIN:VEVENT[ \t]*\r?\n[\s\S]*?^END:VEVENT[ \t]*(?:\r?\n|$)/gimu;

const ZONE = /^BEGIN:VTIMEZONE[ \t]*\r?\n[\s\S]*?^END:VTIMEZONE[ \t]*(?:\r?\n|$)/gimu;

const START = /^DTSTART[^:\r\n]{0,200}:(?<day>\d{8})(?:T(?<time>\d{6}))?/imu;

/**
 * An iCalendar text with so many meetings that it can be read at once: those that are nearest to now, past ones first. It
 * is cut by its lines, without a parser, so that it takes a time that grows with the length alone.
 */
export function nearestEvents(text: string, now: Date): string {
  const groups = new Map<string, string[]>();
  for (const [event] of text.matchAll(EVENT)) {
    const uid =
      /^UID[^:\r\n]{0,200}:(?<uid>.*)$/imu.exec(event)?.groups?.['uid']?.trim() ?? String(groups.size);
    const events = groups.get(uid);
    if (events === undefined) groups.set(uid, [event]);
    else events.push(event);
  }
  if (groups.size <= MAX_MEETINGS) return text;
  const distances = [...groups.values()].map((events) => ({ events, distance: distanceOf(events, now) }));
  const nearest = distances.toSorted((one, other) => one.distance - other.distance).slice(0, MAX_MEETINGS);
  const [head = ''] = text.split(/^BEGIN:VEVENT/imu, 1);
  return [
    'BEGIN:VCALENDAR\r\n',
    ...(head.match(/^(?:METHOD|X-WR-TIMEZONE):.*\n/gimu) ?? []),
    ...(text.match(ZONE) ?? []),
    ...nearest.flatMap(({ events }) => events),
    'END:VCALENDAR\r\n',
  ].join('');
}

/** Milliseconds between now and the last meeting as far as its lines tell. Planned ones are further than all others. */
function distanceOf(events: readonly string[], now: Date): number {
  const time = now.getTime();
  const distances = events.map((event) => {
    const { day = '', time: clock = '000000' } = START.exec(event)?.groups ?? {};
    const first = timeOf(day, clock);
    if (first === undefined) return Infinity;
    if (first > time + DAY_MS) return PLANNED + first;
    const rule = /^RRULE:(?<rule>.*)$/imu.exec(event)?.groups?.['rule'];
    const until = /UNTIL=(?<day>\d{8})/iu.exec(rule ?? '')?.groups?.['day'];
    const last = rule === undefined ? first : until === undefined ? time : (timeOf(until, '000000') ?? time);
    return Math.abs(time - Math.min(time, last));
  });
  return Math.min(...distances);
}

function timeOf(day: string, clock: string): number | undefined {
  const text = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${clock.slice(0, 2)}:${clock.slice(2, 4)}Z`;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
