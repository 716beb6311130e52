import { calendarAge } from '../../dates/calendarAge.ts';
import { formatRelative } from './formatNumber.ts';

/** "12 days ago", "yesterday", "in 3 days", "4 months ago". */
export function ageWords(days: number): string {
  const { unit, count } = calendarAge(days);
  // Minus zero would be "0 days ago".
  return formatRelative(-count || 0, unit);
}
