import { exactText, instantsOf, wallText, wallTimeAt } from './wallTime.ts';

/**
 * A date as it is typed into the field, cut to whole `stepMs`; with the offset where a clock change gives the same
 * local time to two instants, so that reading it gives the instant again.
 */
export function dateText(date: Date, zone: string, stepMs = 1000): string {
  const instant = new Date(Math.floor(date.getTime() / stepMs) * stepMs);
  const wall = wallTimeAt(instant, zone);
  return instantsOf(wall, zone).kind === 'once' ? wallText(wall) : exactText(instant, zone);
}
