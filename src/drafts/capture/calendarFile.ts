// This file loads ical.js, so it is imported on demand only.
import ICAL from 'ical.js';
import { instantsOf, wallText } from '../../dates/wallTime.ts';
import { zoneOfCalendar } from '../../dates/zoneOfCalendar.ts';
import { htmlText } from '../../model/htmlText.ts';
import { noteFormat, noteText } from '../../model/noteText.ts';
import { nearestEvents } from './nearestEvents.ts';
import { chosenOccurrence } from './occurrence.ts';
import type { Occurrence, StepBudget } from './occurrence.ts';
import { withoutDialIn } from './withoutDialIn.ts';

const MAX_ATTENDEES = 1000;

/** For all series of a file together; about half a second. */
const MAX_STEPS = 20_000;

/** The properties that are needed of a damaged event. */
const NEEDED =
  /^(?:UID|SUMMARY|DESCRIPTION|DTSTART|ORGANIZER|ATTENDEE|STATUS|RECURRENCE-ID|RRULE|EXDATE|RDATE)(?=[:;])/iu;

/** An attendee or the organizer as the invitation names them. */
export interface InvitedPerson {
  /** Empty without one. */
  readonly name: string;
  readonly email?: string;
}

/** The beginning of a meeting. */
export interface CalendarStart {
  /** Absent for a time without a known zone, which is local. */
  readonly instant?: Date;
  /** The day, or the time on the calendar's own clock. */
  readonly wall: string;
  /** The zone as the calendar names it. */
  readonly zone?: string;
  readonly isAllDay: boolean;
}

/** One meeting of a calendar file; of a series, the last one that has begun, else the first. */
export interface CalendarMeeting {
  readonly title: string;
  readonly description: string;
  /** Details of a video conference were left out of the description. */
  readonly hadDialIn: boolean;
  readonly start?: CalendarStart;
  readonly people: readonly InvitedPerson[];
  readonly rooms: number;
  readonly declined: number;
  readonly isCancelled: boolean;
  readonly occurrence: Occurrence['kind'];
  /** Later meetings of the series that were cancelled, and are skipped. */
  readonly skipped: number;
}

/** The meetings of an iCalendar text, those that have begun last first. Empty when there is none that can be read. */
export function calendarFile(text: string, now: Date): readonly CalendarMeeting[] {
  const nearest = withQuotedZones(nearestEvents(text, now));
  const begin = nearest.search(/^BEGIN:VCALENDAR/imu);
  if (begin === -1) return [];
  const whole = nearest.slice(begin);
  const meetings = meetingsIn(whole, now);
  const found = meetings.length > 0 ? meetings : meetingsIn(repaired(whole), now);
  const order = (meeting: CalendarMeeting) => distanceFrom(now, meeting.start);
  return found.toSorted((one, other) => order(one) - order(other));
}

/** Outlook writes zones such as `(UTC-08:00) Pacific Time`, whose colon would end the name. */
function withQuotedZones(text: string): string {
  return text.replaceAll(
    /^(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE);TZID=(\([^"\r\n]{1,20}\)[^":;\r\n]{0,100}):(?=\d{8})/gimu,
    '$1;TZID="$2":',
  );
}

/** Those that can be read. Values are parsed when they are used, so a wrong one fails here and costs only its own meeting. */
function meetingsIn(text: string, now: Date): readonly CalendarMeeting[] {
  const groups = new Map<string, ICAL.Component[]>();
  for (const calendar of parsedCalendars(text)) {
    for (const [index, event] of calendar.getAllSubcomponents('vevent').entries()) {
      const uid = textOf(event, 'uid') || `${groups.size}/${index}`;
      groups.set(uid, [...(groups.get(uid) ?? []), event]);
    }
  }
  const budget = { steps: MAX_STEPS };
  return [...groups.values()].flatMap((events) => {
    try {
      return meetingOf(events, now, budget);
    } catch {
      return [];
    }
  });
}

/** Past meetings come first, the last one before all others; then those that are planned. */
function distanceFrom(now: Date, start: CalendarStart | undefined): number {
  const time = timeOf(start) ?? Infinity;
  return time <= now.getTime() ? now.getTime() - time : 1e14 + time;
}

/** A time without a zone is taken as UTC, which is near enough to compare days. */
function timeOf(start: CalendarStart | undefined): number | undefined {
  if (start === undefined) return undefined;
  const [day = '', clock = '00:00'] = start.wall.split(' ');
  const time = start.instant?.getTime() ?? Date.parse(`${day}T${clock}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** A file may hold several calendars. Empty when it can't be parsed. */
function parsedCalendars(text: string): readonly ICAL.Component[] {
  try {
    const parsed = ICAL.parse(text) as unknown[];
    const all = Array.isArray(parsed[0]) ? (parsed as unknown[][]) : [parsed];
    return all.map((jCal) => new ICAL.Component(jCal));
  } catch {
    return [];
  }
}

/** Only the lines of events, with what was cut off at the end. */
function repaired(text: string): string {
  const events = text.replaceAll(/\r?\n[ \t]/gu, '').split(/^BEGIN:VEVENT[ \t]*\r?$/imu);
  const kept = events.slice(1).map((event) => {
    const [body = ''] = event.split(/^END:VEVENT/imu);
    const lines = body.split(/\r?\n/u).filter((line) => isProperty(line));
    return ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
  });
  return ['BEGIN:VCALENDAR', ...kept, 'END:VCALENDAR'].join('\r\n');
}

/** True for a property that is needed and that the parser can read by itself. */
function isProperty(line: string): boolean {
  if (!NEEDED.test(line)) return false;
  try {
    ICAL.Property.fromString(line).getFirstValue();
    return true;
  } catch {
    return false;
  }
}

function meetingOf(
  events: readonly ICAL.Component[],
  now: Date,
  budget: StepBudget,
): readonly CalendarMeeting[] {
  const occurrence = chosenOccurrence(events, {
    now,
    budget,
    startOf: (one, at) => timeOf(startOf(one, at)),
    isCancelled,
  });
  if (occurrence === undefined) return [];
  const { event, time, kind, skipped } = occurrence;
  const start = startOf(event, time);
  const description = descriptionOf(event);
  const { text, hadDialIn } = withoutDialIn(description);
  return [
    {
      title: textOf(event, 'summary'),
      description: text,
      hadDialIn,
      ...(start === undefined ? {} : { start }),
      ...peopleOf(event),
      isCancelled: isCancelled(event),
      occurrence: kind,
      skipped,
    },
  ];
}

function isCancelled(event: ICAL.Component): boolean {
  const method = event.parent === null ? '' : textOf(event.parent, 'method');
  return /^cancel/iu.test(textOf(event, 'status')) || /^cancel$/iu.test(method);
}

/** Calendars mark text as HTML in two ways: by a property of its own, and by tags in the description. */
function descriptionOf(event: ICAL.Component): string {
  const plain = textOf(event, 'description');
  const format = noteFormat({ content: plain });
  if (format === 'html') return htmlText(plain.replaceAll('\n', '<br>'));
  if (format === 'taggedMarkdown') return noteText({ content: plain }).text;
  const html = textOf(event, 'x-alt-desc');
  return plain.trim() === '' && html !== '' ? htmlText(html) : plain;
}

function startOf(event: ICAL.Component, time: ICAL.Time | undefined): CalendarStart | undefined {
  const property = event.getFirstProperty('dtstart');
  const own: unknown = property?.getFirstValue();
  const at = time ?? (own instanceof ICAL.Time ? own : undefined);
  if (property === null || at === undefined) return undefined;
  const { year, month, day, hour, minute, second, isDate } = at;
  const wall = { year, month, day, hour, minute, second };
  if (!(year > 0)) return undefined;
  if (isDate) return { wall: wallText(wall).slice(0, 10), isAllDay: true };
  const named = parameterOf(property, 'tzid') || wallZone(event);
  if (at.zone === ICAL.Timezone.utcTimezone)
    return { instant: at.toJSDate(), wall: wallText(wall), zone: 'UTC', isAllDay: false };
  const zone = named === '' ? undefined : zoneOfCalendar(named);
  const known = zone === undefined ? undefined : instantsOf(wall, zone);
  const local = { wall: wallText(wall), ...(named === '' ? {} : { zone: zone ?? named }), isAllDay: false };
  if (known !== undefined) {
    // Source: RFC 5545, Date-Time: the first of two, and for a skipped time the offset before the change.
    const instant =
      known.kind === 'once' ? known.instant : known.kind === 'repeated' ? known.earlier : known.later;
    return { instant, ...local };
  }
  // The file defines the zone itself, as Outlook does for one that was customized.
  const isDefined = at.zone !== ICAL.Timezone.localTimezone && at.zone.component !== null;
  return isDefined ? { instant: at.toJSDate(), ...local } : local;
}

/** The zone of a whole calendar, as Google and Apple write it. */
function wallZone(event: ICAL.Component): string {
  return event.parent === null ? '' : textOf(event.parent, 'x-wr-timezone');
}

/** The organizer, then those attendees who are people and have not declined. */
function peopleOf(event: ICAL.Component): Pick<CalendarMeeting, 'people' | 'rooms' | 'declined'> {
  const people: InvitedPerson[] = [];
  let [rooms, declined] = [0, 0];
  const organizer = event.getFirstProperty('organizer');
  const attendees = event.getAllProperties('attendee').slice(0, MAX_ATTENDEES);
  for (const property of [...(organizer === null ? [] : [organizer]), ...attendees]) {
    const parameter = (name: string): string => parameterOf(property, name).toUpperCase();
    const hasDeclined = parameter('partstat') === 'DECLINED';
    if (/^(?:ROOM|RESOURCE|GROUP)$/u.test(parameter('cutype'))) rooms += 1;
    else if (property !== organizer && hasDeclined) declined += 1;
    else if (parameter('role') !== 'NON-PARTICIPANT') people.push(personOf(property));
  }
  return { people, rooms, declined };
}

function personOf(property: ICAL.Property): InvitedPerson {
  const value = String(property.getFirstValue() ?? '');
  const address = [parameterOf(property, 'email'), value]
    .map((one) => one.replace(/^mailto:/iu, '').trim())
    .find((one) => /^[^\s@:/]+@[^\s@:/]+$/u.test(one));
  const name = parameterOf(property, 'cn').trim();
  return { name, ...(address === undefined ? {} : { email: address.toLowerCase() }) };
}

function textOf(component: ICAL.Component, name: string): string {
  const value: unknown = component.getFirstPropertyValue(name);
  return typeof value === 'string' ? value.trim() : '';
}

function parameterOf(property: ICAL.Property, name: string): string {
  const value: unknown = property.getFirstParameter(name);
  return typeof value === 'string' ? value : '';
}
