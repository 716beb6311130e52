import type { ParsedResult, Refiner } from 'chrono-node';
import { Chrono, configuration } from 'chrono-node/en';
import { utcOf, wallTimeAt } from './wallTime.ts';
import type { WhenContext } from './when.ts';

const DOTTED_DAY = /(?<![\d.])(\d{1,2})\.(?=\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/giu;

/** `3/4` as the 3rd of April. chrono's own reader for it no longer understands "Nov 20", so only this is exchanged. */
const dayBeforeMonth: Refiner = {
  refine(_context, results) {
    for (const { start, text } of results) {
      const [first = 0, second = 0] = [...text.matchAll(/\d+/gu)].map(Number);
      if (!start.tags().has('parser/SlashDateFormatParser') || second > 12) continue;
      if (first <= 12) start.assign('day', first).assign('month', second);
    }
    return results;
  },
};

const chronoReaders = {
  strict: readers(() => configuration.createConfiguration(true)),
  casual: readers(() => configuration.createCasualConfiguration()),
} as const satisfies Record<Reading, unknown>;

/** `strict` takes only what is written out as a date or a time; `casual` "yesterday evening" too. */
export type Reading = 'strict' | 'casual';

export interface ReadAt {
  readonly instant: Date;
  /** Of the wall clock that relative words mean, in minutes ahead of UTC. */
  readonly timezone: number;
}

/** What chrono finds in an English text. Places in it are those of the text that was given. */
export function englishDates(
  written: string,
  reading: Reading,
  { dayFirst }: Pick<WhenContext, 'dayFirst'>,
  { instant, timezone }: ReadAt,
): ParsedResult[] {
  // "20. November" is how half of Europe writes it, and not how chrono reads it.
  const text = written.replace(DOTTED_DAY, '$1 ');
  // Where days and months are parted by dots, the day comes first.
  const order = dayFirst || /\d{1,2}\.\d{1,2}\.\d{2,4}/u.test(text) ? 'dayFirst' : 'monthFirst';
  // chrono drops a 29th of February of a year that has none, before anyone can say which year is meant.
  const asked = /\bfeb/iu.test(text) && /\b29/u.test(text) ? leapDayBefore(instant) : instant;
  return chronoReaders[reading][order].parse(text, { instant: asked, timezone });
}

function readers(make: () => ConstructorParameters<typeof Chrono>[0] & object) {
  const { parsers, refiners } = make();
  const monthFirst = new Chrono({ parsers, refiners });
  return { monthFirst, dayFirst: new Chrono({ parsers, refiners: [dayBeforeMonth, ...refiners] }) };
}

function leapDayBefore(instant: Date): Date {
  const noon = { month: 2, day: 29, hour: 12, minute: 0, second: 0 };
  const { year: now } = wallTimeAt(instant, 'UTC');
  for (let year = now; year > now - 9; year -= 1) {
    const day = new Date(utcOf({ ...noon, year }));
    if (day.getUTCMonth() === 1 && day <= instant) return day;
  }
  return instant;
}
