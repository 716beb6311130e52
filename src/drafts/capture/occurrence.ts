import ICAL from 'ical.js';
import { DAY_MS } from '../../model/span.ts';

/** A daily meeting of some thirty years. */
const MAX_STEPS = 10_000;

/** A series is walked from so many days before now. */
const MARGIN_DAYS = 60;

/** Parts of a rule that calendars for people write. Others could keep the library busy without end. */
const partsOf: Readonly<Record<string, readonly string[]>> = {
  DAILY: ['BYDAY'],
  WEEKLY: ['BYDAY'],
  MONTHLY: ['BYDAY', 'BYMONTHDAY', 'BYSETPOS'],
  YEARLY: ['BYDAY', 'BYMONTH', 'BYMONTHDAY', 'BYSETPOS'],
};

const longestMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/**
 * The meeting that is meant. `single` is no series; `last` has begun last; `first` is the first one of those that are
 * planned; `unread` is the first of a series whose rule can't be followed.
 */
export interface Occurrence {
  readonly event: ICAL.Component;
  /** Its start in a series, where it differs from that of the event. */
  readonly time?: ICAL.Time;
  readonly kind: 'single' | 'last' | 'first' | 'unread';
  /** Meetings between it and now that were cancelled. */
  readonly skipped: number;
}

interface Candidate extends Pick<Occurrence, 'event' | 'time'> {
  readonly at: number;
}

/** The steps that are left for all series of a file, so that one with many long series holds nothing up. */
export interface StepBudget {
  steps: number;
}

export interface OccurrenceRules {
  readonly now: Date;
  readonly budget: StepBudget;
  /** Milliseconds since the epoch; undefined without a start. */
  readonly startOf: (event: ICAL.Component, time?: ICAL.Time) => number | undefined;
  readonly isCancelled: (event: ICAL.Component) => boolean;
}

/** Chooses among the events of one identity: a series, and the meetings of it that were moved or cancelled. */
export function chosenOccurrence(
  events: readonly ICAL.Component[],
  rules: OccurrenceRules,
): Occurrence | undefined {
  const now = rules.now.getTime();
  const masters = events.filter((event) => !event.hasProperty('recurrence-id'));
  const master = masters.find((event) => isSeries(event)) ?? masters[0];
  const moved = events.filter((event) => event.hasProperty('recurrence-id'));
  const series = master !== undefined && isSeries(master);
  const { found, isRead } = series ? expanded(master, moved, rules) : { found: [], isRead: true };
  const own = [...(series || master === undefined ? [] : [master]), ...moved];
  const alone = own.flatMap((event): Candidate[] => {
    const at = rules.startOf(event);
    return at === undefined ? [] : [{ event, at }];
  });
  const isOff = (one: Candidate) => one.event !== master && rules.isCancelled(one.event);
  const candidates = [...found, ...alone].toSorted((one, other) => one.at - other.at);
  const open = candidates.filter((one) => !isOff(one));
  const begun = open.findLast(({ at }) => at <= now);
  const chosen = begun ?? open[0] ?? candidates.at(-1);
  if (chosen === undefined)
    return master && { event: master, kind: isRead ? 'single' : 'unread', skipped: 0 };
  const skipped = candidates.filter((one) => isOff(one) && one.at <= now && one.at > chosen.at).length;
  const isOfSeries = series || events.length > 1;
  const kind = !isRead ? 'unread' : !isOfSeries ? 'single' : chosen === begun ? 'last' : 'first';
  const { event, time } = chosen;
  return { event, ...(time === undefined ? {} : { time }), kind, skipped };
}

/** The last meeting of a series that has begun, and the next one; without those that were moved. */
function expanded(
  master: ICAL.Component,
  moved: readonly ICAL.Component[],
  rules: OccurrenceRules,
): { readonly found: readonly Candidate[]; readonly isRead: boolean } {
  const first = rules.startOf(master);
  const unread = { found: first === undefined ? [] : [{ event: master, at: first }], isRead: false };
  if (!master.getAllProperties('rrule').every((rule) => isModest(rule.getFirstValue()))) return unread;
  try {
    const near = nearStart(master, rules.now);
    const found = walked(master, moved, rules, near);
    // Everything near now was moved or left out, so the whole series is walked.
    const isWhole = found === undefined || found.some(({ at }) => at <= rules.now.getTime());
    const all = isWhole ? found : walked(master, moved, rules, eventOf(master).startDate);
    return all === undefined ? unread : { found: all, isRead: true };
  } catch {
    // The library refuses some rules only when it follows them.
    return unread;
  }
}

/** Undefined when it takes too many steps. */
function walked(
  master: ICAL.Component,
  moved: readonly ICAL.Component[],
  { now, budget, startOf }: OccurrenceRules,
  from: ICAL.Time,
): readonly Candidate[] | undefined {
  const others = new Set(moved.map((event) => String(event.getFirstPropertyValue('recurrence-id'))));
  const otherTimes = new Set(moved.map((event) => instantOfId(event)));
  const iterator = eventOf(master).iterator(from);
  let last: ICAL.Time | undefined;
  let next: ICAL.Time | undefined;
  for (let step = 0; next === undefined; step += 1) {
    budget.steps -= 1;
    if (step > MAX_STEPS || budget.steps < 0) return undefined;
    const time = iterator.next() as ICAL.Time | undefined | null;
    if (!time) break;
    if (moved.length > 0 && (others.has(String(time)) || otherTimes.has(time.toUnixTime()))) continue;
    // A zone is looked up only where it matters.
    const isLongAgo = roughly(time) < now.getTime() - 2 * DAY_MS;
    if (isLongAgo || (startOf(master, time) ?? 0) <= now.getTime()) last = time.clone();
    else next = time.clone();
  }
  return [last, next].flatMap((time) => {
    const at = time === undefined ? undefined : startOf(master, time);
    return time === undefined || at === undefined ? [] : [{ event: master, time, at }];
  });
}

/** The library would look for exceptions among all events of the calendar, once for each series. */
function eventOf(master: ICAL.Component): ICAL.Event {
  return new ICAL.Event(master, { exceptions: [] });
}

function roughly({ year, month, day, hour }: ICAL.Time): number {
  return Date.UTC(year, month - 1, day, hour);
}

/**
 * A start of the series some time before now, so that years of it need not be walked. Days and weeks can be skipped by whole
 * intervals, unless the rule counts its meetings.
 */
function nearStart(master: ICAL.Component, now: Date): ICAL.Time {
  const start = eventOf(master).startDate;
  const rules = master.getAllProperties('rrule').map((property) => property.getFirstValue());
  const [rule, ...others] = rules;
  if (!(rule instanceof ICAL.Recur) || others.length > 0 || rule.count !== null) return start;
  const step = rule.interval * ({ DAILY: 1, WEEKLY: 7 }[rule.freq] ?? 0);
  const until = Math.min(now.getTime(), rule.until === null ? Infinity : rule.until.toJSDate().getTime());
  const days = (until - start.toJSDate().getTime()) / DAY_MS - MARGIN_DAYS;
  if (!(step > 0) || !(days > step)) return start;
  const near = start.clone();
  near.adjust(Math.floor(days / step) * step, 0, 0, 0);
  return near;
}

function instantOfId(event: ICAL.Component): number | undefined {
  const id: unknown = event.getFirstPropertyValue('recurrence-id');
  return id instanceof ICAL.Time ? id.toUnixTime() : undefined;
}

function isSeries(event: ICAL.Component): boolean {
  return event.hasProperty('rrule') || event.hasProperty('rdate');
}

/** False for a rule that may never give a day, such as 31 February, or that is finer than a day. */
function isModest(rule: unknown): boolean {
  if (!(rule instanceof ICAL.Recur) || !(rule.interval > 0)) return false;
  const allowed = partsOf[rule.freq];
  const parts = rule.parts as Readonly<Record<string, readonly unknown[] | undefined>>;
  if (allowed === undefined || !Object.keys(parts).every((part) => allowed.includes(part))) return false;
  const { BYMONTH: months = [], BYMONTHDAY: days, BYDAY, BYSETPOS = [] } = parts;
  const isByWeek = rule.freq === 'DAILY' || rule.freq === 'WEEKLY';
  if (isByWeek && BYDAY?.every((day) => /^[A-Z]{2}$/u.test(String(day))) === false) return false;
  if (days !== undefined && BYDAY !== undefined) return false;
  if (!BYSETPOS.every((place) => Math.abs(Number(place)) <= 4)) return false;
  const among = months.length === 0 ? [1] : months.map(Number);
  return days === undefined || among.some((month) => days.some((day) => isDay(month, Number(day))));
}

function isDay(month: number, day: number): boolean {
  return Math.abs(day) >= 1 && Math.abs(day) <= (longestMonth[month - 1] ?? 0);
}
