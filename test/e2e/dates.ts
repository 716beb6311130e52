const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

const format = (date: number, timeZone: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(date).replaceAll(', ', ' ');

/** A day as the editor under test writes it, in the time zone of Berlin: "18 Nov 2025". */
export const localDay = (date: number): string => format(date, 'Europe/Berlin', day);

/** The beginning of a row: "18 Nov", with the year unless it is the current one. */
export function rowDay(date: number, now = Date.now()): string {
  const year = (moment: number): string => format(moment, 'Europe/Berlin', { year: 'numeric' });
  return year(date) === year(now)
    ? format(date, 'Europe/Berlin', { day: 'numeric', month: 'short' })
    : localDay(date);
}

/** "Mon 30 Nov". */
export const localWeekday = (date: number): string =>
  format(date, 'Europe/Berlin', { weekday: 'short', day: 'numeric', month: 'short' });

/** "14:00". */
export const localClock = (date: number): string => format(date, 'Europe/Berlin', clock);

/** "Tue 18 Nov 2025 14:00". */
export const localMoment = (date: number): string =>
  format(date, 'Europe/Berlin', { weekday: 'short', ...day, ...clock });

/** "Tue 18 Nov 2025 13:00 UTC". */
export const utcMoment = (date: number): string =>
  `${format(date, 'UTC', { weekday: 'short', ...day, ...clock })} UTC`;

/** Noon of the current day in Berlin, which may be another day than that of the machine. */
export function localNoon(now = Date.now()): number {
  const [hour = 0, minute = 0] = localClock(now).split(':').map(Number);
  return now - (now % 60_000) + ((12 - hour) * 60 - minute) * 60_000;
}
