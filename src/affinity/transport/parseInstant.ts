const PATTERN =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)$/i;

/**
 * Milliseconds since the epoch of an ISO 8601 text with an explicit offset, or nothing. Not `Date.parse`:
 * that reads a text without an offset in the machine's own zone, and turns 30 February into 2 March.
 */
export function parseInstant(text: string): number | undefined {
  const found = PATTERN.exec(text);
  if (!found) return undefined;
  const part = (index: number) => Number(found[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  const [zoneHour, zoneMinute] = [part(9), part(10)];
  if (hour > 23 || minute > 59 || second > 59 || zoneHour > 23 || zoneMinute > 59) return undefined;
  // `Date.UTC` takes the years before 100 for those after 1900.
  if (year < 100 || month < 1 || month > 12 || day < 1 || day > lastDay(year, month)) return undefined;
  const minutes = hour * 60 + minute - (found[8] === '-' ? -1 : 1) * (zoneHour * 60 + zoneMinute);
  const milliseconds = Math.trunc(Number(`0.${found[7] ?? 0}`) * 1000);
  return Date.UTC(year, month - 1, day, 0, minutes, second, milliseconds);
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
