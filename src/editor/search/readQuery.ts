import { readWhen } from '../../dates/readWhen.ts';
import { hostZone } from '../../dates/wallTime.ts';
import { writtenSpan } from '../../dates/writtenSpan.ts';
import { parseSearchQuery } from '../../search/searchQuery.ts';
import type { SearchQuery } from '../../search/searchQuery.ts';
import { isDayFirst } from '../words/isDayFirst.ts';

/** Reads what was typed; a date in it means the beginning of its day or period in the host's zone. */
export function readQuery(typed: string, now: Date): Promise<SearchQuery> {
  return parseSearchQuery(typed, async (text) => {
    const context = { now, zone: hostZone(), dayFirst: isDayFirst() };
    const reading = await readWhen(text, context);
    if (reading.kind !== 'read') {
      const span = await writtenSpan(text, context);
      return 'problem' in span ? undefined : span.from.getTime();
    }
    const { year, month, day } = reading.wall;
    return new Date(year, month - 1, day).getTime();
  });
}
