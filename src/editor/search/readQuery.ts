import { readWhen } from '../../dates/readWhen.ts';
import { hostZone } from '../../dates/wallTime.ts';
import { parseSearchQuery } from '../../search/searchQuery.ts';
import type { SearchQuery } from '../../search/searchQuery.ts';
import { isDayFirst } from '../words/isDayFirst.ts';

/** Reads what was typed; a date in it means the beginning of its day in the host's zone. */
export function readQuery(typed: string, now: Date): Promise<SearchQuery> {
  return parseSearchQuery(typed, async (text) => {
    const reading = await readWhen(text, { now, zone: hostZone(), dayFirst: isDayFirst() });
    if (reading.kind !== 'read') return undefined;
    const { year, month, day } = reading.wall;
    return new Date(year, month - 1, day).getTime();
  });
}
