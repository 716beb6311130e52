// Further than any offset and any change of one, so that the two readings stand on either side of a change.
const NEIGHBOURHOOD = 26 * 3_600_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall shows, without saying where it hangs. Months count from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Once a year a clock change repeats some local times, and once it skips some; all others stand for one instant. */
export type WallInstants =
  | { readonly kind: 'once'; readonly instant: Date }
  | { readonly kind: 'skipped' | 'repeated'; readonly earlier: Date; readonly later: Date };

/** What the wall clock of a zone shows at an instant. A `zone` is a name of the IANA list, as Intl takes it. */
export function wallTimeAt(instant: Date, zone: string): WallTime {
  const shown: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return { year, month, day, hour, minute, second };
}

/**
 * The instants at which a zone's wall clock shows a time. For a skipped time these are the two instants that it would
 * be by the offset after and by the offset before the change.
 */
export function instantsOf(wall: WallTime, zone: string): WallInstants {
  const asUtc = utcOf(wall);
  const before = asUtc - offsetMs(new Date(asUtc - NEIGHBOURHOOD), zone);
  const after = asUtc - offsetMs(new Date(asUtc + NEIGHBOURHOOD), zone);
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

/** How far a zone's clock is ahead of UTC at an instant, in minutes. */
export function offsetMinutes(instant: Date, zone: string): number {
  return Math.round(offsetMs(instant, zone) / 60_000);
}

/** `2026-11-20 15:00`, which every reader of dates understands and no one mistakes for another day. */
export function wallText(wall: WallTime): string {
  const date = [pad(wall.year, 4), pad(wall.month), pad(wall.day)].join('-');
  const seconds = wall.second === 0 ? '' : `:${pad(wall.second)}`;
  return `${date} ${pad(wall.hour)}:${pad(wall.minute)}${seconds}`;
}

/** `2026-10-25 02:30+01:00`: the local time together with its offset, so that it stands for one instant only. */
export function exactText(instant: Date, zone: string): string {
  const offset = offsetMinutes(instant, zone);
  const size = Math.abs(offset);
  const suffix = `${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
  return `${wallText(wallTimeAt(instant, zone))}${suffix}`;
}

/** False for the 30th of February and for 25 o'clock. */
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

/** Whether Intl knows a zone of that name: the page names its own, and a page is not trusted. */
export function isZone(zone: string | undefined): zone is string {
  if (zone === undefined) return false;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The instant at which a clock on UTC shows this time, in milliseconds. */
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
