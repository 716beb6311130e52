// Longer than any offset and any change of one, so that the two readings lie on either side of a change.
const AROUND_A_CHANGE_MS = 26 * 3_600_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Names that Intl has accepted: to ask again takes longer than everything else in reading a date. */
const zones = new Set<string>();

/** A local date and time without its zone. Months count from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** A clock change repeats or skips some local times; all others belong to one instant. */
export type WallInstants =
  | { readonly kind: 'once'; readonly instant: Date }
  | { readonly kind: 'skipped' | 'repeated'; readonly earlier: Date; readonly later: Date };

/** The local time in a zone, which has an IANA name. */
export function wallTimeAt(instant: Date, zone: string): WallTime {
  const shown: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return { year, month, day, hour, minute, second };
}

/**
 * The instants at which a zone's clock shows a time. A skipped time has two: by the offset after the change, and by the
 * offset before it.
 */
export function instantsOf(wall: WallTime, zone: string): WallInstants {
  const asUtc = utcOf(wall);
  const before = asUtc - offsetMs(new Date(asUtc - AROUND_A_CHANGE_MS), zone);
  const after = asUtc - offsetMs(new Date(asUtc + AROUND_A_CHANGE_MS), zone);
  const fitting = [...new Set([before, after])].filter(
    (time) => utcOf(wallTimeAt(new Date(time), zone)) === asUtc,
  );
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return { kind: 'once', instant: new Date(only) };
  return {
    kind: fitting.length === 0 ? 'skipped' : 'repeated',
    earlier: new Date(Math.min(before, after)),
    later: new Date(Math.max(before, after)),
  };
}

/** The first instant of a day. Where a clock change skips midnight, the day begins at the change. */
export function startOfDay(
  { year, month, day }: Pick<WallTime, 'year' | 'month' | 'day'>,
  zone: string,
): Date {
  const found = instantsOf({ year, month, day, hour: 0, minute: 0, second: 0 }, zone);
  if (found.kind === 'once') return found.instant;
  return found.kind === 'repeated' ? found.earlier : found.later;
}

/** Minutes by which a zone is ahead of UTC at an instant. */
export function offsetMinutes(instant: Date, zone: string): number {
  return Math.round(offsetMs(instant, zone) / 60_000);
}

/** Writes `2026-11-20 15:00`, which cannot be mistaken for another day; seconds only when there are some. */
export function wallText(wall: WallTime): string {
  const date = [pad(wall.year, 4), pad(wall.month), pad(wall.day)].join('-');
  const seconds = wall.second === 0 ? '' : `:${pad(wall.second)}`;
  return `${date} ${pad(wall.hour)}:${pad(wall.minute)}${seconds}`;
}

/** Writes `2026-10-25 02:30+01:00`: with the offset, the local time belongs to one instant only. */
export function exactText(instant: Date, zone: string): string {
  return `${wallText(wallTimeAt(instant, zone))}${offsetText(offsetMinutes(instant, zone))}`;
}

/** Writes minutes ahead of UTC as `+05:30`. */
export function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

/**
 * A date as it is typed into the field, cut to whole `stepMs`. It has the offset where a clock change gives the same
 * local time to two instants, so that reading it always gives the instant again.
 */
export function dateText(date: Date, zone: string, stepMs = 1000): string {
  const instant = new Date(Math.floor(date.getTime() / stepMs) * stepMs);
  const wall = wallTimeAt(instant, zone);
  return instantsOf(wall, zone).kind === 'once' ? wallText(wall) : exactText(instant, zone);
}

/** False for 30 February and for 25:00. */
export function isRealWallTime(wall: WallTime): boolean {
  const date = new Date(utcOf(wall));
  return (
    date.getUTCMonth() + 1 === wall.month &&
    date.getUTCDate() === wall.day &&
    date.getUTCHours() === wall.hour &&
    date.getUTCMinutes() === wall.minute &&
    date.getUTCSeconds() === wall.second
  );
}

/** True when Intl knows the zone. The page sends the name of its own zone, and pages are not trusted. */
export function isZone(zone: string | undefined): zone is string {
  if (zone === undefined || zones.has(zone)) return zone !== undefined;
  try {
    const isKnown = new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
    if (isKnown) zones.add(zone);
    return isKnown;
  } catch {
    return false;
  }
}

/**
 * The zone of this process, which a remote host may not share with the user; the page sends its own. When the system
 * names a zone that does not exist, Intl returns none, or a name that it refuses itself.
 */
export function hostZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return isZone(timeZone) ? timeZone : 'UTC';
}

/** Milliseconds since the epoch at which a clock in UTC shows this time. */
export function utcOf({ year, month, day, hour, minute, second }: WallTime): number {
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  return new Date(Date.UTC(2000, month - 1, day, hour, minute, second)).setUTCFullYear(year, month - 1, day);
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const clock = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
  const made = new Intl.DateTimeFormat('en-US', {
    calendar: 'gregory',
    timeZone: zone,
    ...numeric,
    ...clock,
  });
  formats.set(zone, made);
  return made;
}

function offsetMs(instant: Date, zone: string): number {
  const wholeSeconds = Math.floor(instant.getTime() / 1000) * 1000;
  return utcOf(wallTimeAt(instant, zone)) - wholeSeconds;
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}
