import type { ParsedResult, Refiner } from 'chrono-node';
import { Chrono, configuration } from 'chrono-node/en';
import { utcOf, wallTimeAt } from './wallTime.ts';
import type { WhenContext } from './whenReading.ts';

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';

const WEEKDAY = '(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?';

const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;

/**
 * Spellings that chrono does not read, or reads as another day. Each keeps the length of the text, so that the indices of
 * what is found stay those of the text.
 */
const respellings: readonly (readonly [RegExp, (found: string, ...groups: string[]) => string])[] = [
  // Half of Europe writes "20. November".
  [new RegExp(String.raw`(?<=(?<![\d.])\d{1,2})\.(?=\s*${MONTH})`, 'giu'), () => ' '],
  // In "december-30-11" the year is read as the end of a range of days.
  [new RegExp(String.raw`(?<=\b${MONTH})-(\d{1,2})-(?=\d{2}(?!\d))`, 'giu'), (_, day) => ` ${day},`],
  // In "March 20/21" and "Oct 5 & 6" the second day is read as a year, or it hides the year.
  [
    new RegExp(String.raw`(?<=\b${MONTH}\.?\s+${DAY}\s*)[/&+](?=\s*${DAY}(?![\d/]))`, 'giu'),
    (_, first, second) => signBetween(first, second),
  ],
  [
    new RegExp(String.raw`(?<=(?<![\d/.-])${DAY}\s*)[/&+](?=\s*${DAY}\.?\s+(?:of\s+)?${MONTH}\b)`, 'giu'),
    (_, first, second) => signBetween(first, second),
  ],
  [
    new RegExp(String.raw`(?<=\b${MONTH}\.?\s+${DAY} )and(?= \d{1,2}(?:st|nd|rd|th)?\b(?![:/.]))`, 'giu'),
    () => '-  ',
  ],
  // The year of "Nov 20 '19" is dropped.
  [/(?<=[\s,])['’](?=\d{2}(?!\d))/gu, () => ' '],
  // "2025-10-16 Thu 14:30" and "Jan 9 2025 (Thu) 14:00" fall apart.
  [new RegExp(String.raw`(?<=\d{4}-\d{1,2}-\d{1,2})[\s,]+\(?${WEEKDAY}\b\.?\)?,?`, 'giu'), blank],
  [new RegExp(String.raw`(?<=\d)\s+\(${WEEKDAY}\.?\)`, 'giu'), blank],
  // Digits behind a day are read as an offset from UTC.
  [/(?<=\d{4}-\d{2}-\d{2})-(?=\d{4,6}(?!\d))/gu, () => ';'],
  [/(?<=(?<!\d)(?:[01]?\d|2[0-3]))h(?=[0-5]\d(?!\d))/gu, () => ':'],
  // Signs between a day and its time part the two.
  [/(?<=\d(?:st|nd|rd|th)?,?\s+)[⋅·•|@(/](?=\s*\d{1,2}(?::\d\d|\s*[ap]\.?m))/giu, () => ' '],
];

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
  const text = respellings.reduce((spelt, [pattern, by]) => spelt.replaceAll(pattern, by), written);
  // Between dots the day always comes first.
  const order = dayFirst || /\d{1,2}\.\d{1,2}\.\d{2,4}/u.test(text) ? 'dayFirst' : 'monthFirst';
  // chrono drops 29 February when the current year has none, although another year may be meant.
  const asked = /\bfeb/iu.test(text) && /\b29/u.test(text) ? leapDayBefore(instant) : instant;
  return chronoReaders[reading][order].parse(text, { instant: asked, timezone });
}

/** Two days become a range. Numbers that do not rise are kept apart, since the second is no year either. */
function signBetween(first = '', second = ''): string {
  return Number(second) > Number(first) && Number(second) <= 31 ? '-' : ';';
}

function blank(text: string): string {
  return ' '.repeat(text.length);
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
