import type { ParsedResult, Refiner } from 'chrono-node';
import { Chrono, configuration } from 'chrono-node/en';
import { utcOf, wallTimeAt } from './wallTime.ts';
import type { WhenContext } from './when.ts';

const DOTTED_DAY = /(?<![\d.])(\d{1,2})\.(?=\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/giu;

/** Reads `3/4` as 3 April. chrono's own configuration for this no longer understands "Nov 20". */
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

/** `strict` takes dates and times that are written out; `casual` takes "yesterday evening" too. */
export type Reading = 'strict' | 'casual';

export interface ReadAt {
  readonly instant: Date;
  /** Minutes ahead of UTC of the clock that relative words refer to. */
  readonly timezone: number;
}

/** The dates that chrono finds in an English text. Their indices refer to the text that was given. */
export function englishDates(
  written: string,
  reading: Reading,
  { dayFirst }: Pick<WhenContext, 'dayFirst'>,
  { instant, timezone }: ReadAt,
): ParsedResult[] {
  // Half of Europe writes "20. November", which chrono does not read.
  const text = written.replace(DOTTED_DAY, '$1 ');
  // Between dots the day always comes first.
  const order = dayFirst || /\d{1,2}\.\d{1,2}\.\d{2,4}/u.test(text) ? 'dayFirst' : 'monthFirst';
  // chrono drops 29 February when the current year has none, although another year may be meant.
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
