import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldByPeriod, partsOfPeriod, periodsAround } from '../../src/history/foldByPeriod.ts';
import type { Dated, Part, Period } from '../../src/history/foldByPeriod.ts';
import { runCount } from '../support/runCount.ts';

const DAY = 86_400_000;
const NOW = new Date(2025, 7, 20, 12).getTime();

/** Items at equal distances, newest first. */
function items(count: number, stepMs: number, newest = NOW): Dated[] {
  return Array.from({ length: count }, (_, index) => ({ date: new Date(newest - index * stepMs) }));
}

const brief = (parts: readonly Part[]): string[] =>
  parts.map((part) => {
    const count = String(part.end - part.begin);
    return part.kind === 'unfolded' ? count : `${part.key}: ${count}${part.isPart ? ' more' : ''}`;
  });

describe('a list of up to 1,000 items', () => {
  it.each([0, 1, 1000])('isn’t grouped (%i)', (count) => {
    expect(brief(foldByPeriod(items(count, DAY)))).toEqual(count === 0 ? [] : [String(count)]);
  });
});

describe('a longer list', () => {
  it('is grouped by year between its newest items and the year that is being loaded', () => {
    expect(brief(foldByPeriod(items(2000, DAY)))).toEqual([
      '500',
      '2024: 98 more',
      '2023: 365',
      '2022: 365',
      '2021: 365',
      '307',
    ]);
  });

  it.each([
    ['the month', 8, '171'],
    ['the day', 400, '399'],
    ['the end of the day', 1500, '500'],
  ])('leaves %s open when the year that is being loaded is too long', (_, perDay, open) => {
    expect(brief(foldByPeriod(items(3000, DAY / perDay))).at(-1)).toBe(open);
  });

  it('shows the rows of the last click even if the year has just begun', () => {
    const list = items(1200, DAY, new Date(2025, 11, 31, 12).getTime()).filter(
      ({ date }) => date >= new Date(2022, 11, 28),
    );
    expect(brief(foldByPeriod(list))).toEqual(['500', '2024: 231 more', '2023: 269 more', '100']);
  });

  it('has months, days and parts within groups that are too long', () => {
    const list = items(60_000, DAY / 2000);
    const [, year] = foldByPeriod(list) as [Part, Period];
    expect(brief([year])).toEqual(['2025: 59000 more']);
    const months = partsOfPeriod(list, year.key);
    expect(brief(months)).toEqual(['2025-08: 38501 more', '2025-07: 20499 more']);
    expect(brief(partsOfPeriod(list, '2025-08')).slice(0, 3)).toEqual([
      '2025-08-20: 501 more',
      '2025-08-19: 2000',
      '2025-08-18: 2000',
    ]);
    expect(brief(partsOfPeriod(list, '2025-08-19'))).toEqual([
      '2025-08-19.1: 500',
      '2025-08-19.2: 500',
      '2025-08-19.3: 500',
      '2025-08-19.4: 500',
    ]);
    expect(brief(partsOfPeriod(list, '2025-08-19.3'))).toEqual(['500']);
  });

  it('returns nothing for an unknown period', () => {
    const list = items(2000, DAY);
    for (const key of ['1999', '2024-13', '2024-02-30.9', 'x', '', '2025'])
      expect(partsOfPeriod(list, key)).toEqual([]);
    expect(partsOfPeriod(items(10, DAY), '2025')).toEqual([]);
  });
});

/** Bursts of items, some of them at one moment, over a few years. */
const lists = fc
  .array(
    fc.record({
      day: fc.integer({ min: 0, max: 3000 }),
      count: fc.integer({ min: 1, max: 1500 }),
      stepMs: fc.constantFrom(0, 1000, DAY / 50, DAY),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((bursts) =>
    bursts
      .flatMap(({ day, count, stepMs }) => items(count, stepMs, NOW - day * DAY))
      .toSorted((one, other) => other.date.getTime() - one.date.getTime()),
  );

describe('any list', () => {
  it(
    'has each item once, in the period around it and of its year, and draws no level that is too long',
    () => {
      fc.assert(
        fc.property(lists, (list) => {
          let next = 0;
          const keys = new Set<string>();
          const visit = (parts: readonly Part[], around: readonly string[]): void => {
            expect(drawn(parts)).toBeLessThanOrEqual(1100);
            for (const part of parts) {
              expect(part.begin).toBe(next);
              if (part.kind === 'period') {
                for (const place of [part.begin, part.end - 1])
                  expect(list[place]?.date.getFullYear()).toBe(Number(part.key.slice(0, 4)));
                expect(keys.has(part.key)).toBe(false);
                keys.add(part.key);
                visit(partsOfPeriod(list, part.key), [...around, part.key]);
              } else {
                for (const place of [part.begin, part.end - 1])
                  expect(periodsAround(list, place).map(({ key }) => key)).toEqual(around);
              }
              expect(part.end).toBeGreaterThan(part.begin);
              next = part.end;
            }
          };
          visit(foldByPeriod(list), []);
          expect(next).toBe(list.length);
          const [first, last] = [foldByPeriod(list)[0], foldByPeriod(list).at(-1)];
          expect(first?.end).toBeGreaterThanOrEqual(Math.min(500, list.length));
          expect(last?.begin).toBeLessThanOrEqual(Math.max(0, list.length - 100));
        }),
        { numRuns: runCount(80) },
      );
    },
    runCount(60_000),
  );
});

function drawn(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + (part.kind === 'period' ? 1 : part.end - part.begin), 0);
}
