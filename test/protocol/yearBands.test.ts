import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { cellKey, cellText, mostIn, STEPS, stepOf, yearBands } from '../../src/protocol/yearBands.ts';

type Grid = Parameters<typeof yearBands>[0];

const count = fc.nat(40);

/** A grid that begins in any month, with any counts. */
const grids: fc.Arbitrary<Grid> = fc.integer({ min: 1, max: 200 }).chain((months) => {
  const counts = fc.array(count, { minLength: months, maxLength: months });
  const row = { past: counts, planned: counts, completeFrom: fc.nat(months) };
  return fc.record({
    first: fc.record({ year: fc.integer({ min: 2000, max: 2030 }), month: fc.integer({ min: 1, max: 12 }) }),
    months: fc.constant(Array.from({ length: months }, (_, place) => `month ${place}`)),
    rows: fc.tuple(
      fc.record({ type: fc.constant(0 as const), ...row }),
      fc.record({ type: fc.constant(3 as const), ...row }),
    ),
  });
});

it('has each month once, and sums that are those of the months', () => {
  fc.assert(
    fc.property(grids, (grid) => {
      const bands = yearBands(grid);
      for (const [place, row] of grid.rows.entries()) {
        const cells = bands.toReversed().flatMap(({ rows }) => rows[place]?.months.filter(Boolean) ?? []);
        expect(cells.map((cell) => cell?.label)).toEqual(grid.months);
        expect(cells.map((cell) => cell?.past)).toEqual(row.past);
        expect(cells.map((cell) => cell?.planned)).toEqual(row.planned);
        const complete = grid.months.map((_, month) => month >= row.completeFrom);
        expect(cells.map((cell) => cell?.state === 'complete')).toEqual(complete);
        const sums = bands.reduce((sum, { rows }) => sum + (rows[place]?.sum.past ?? 0), 0);
        expect(sums).toBe(row.past.reduce((sum, one) => sum + one, 0));
      }
      expect(mostIn(grid)).toBe(Math.max(...grid.rows.flatMap(({ past }) => past)));
    }),
  );
});

it('gives every cell a place of its own, newest year first', () => {
  fc.assert(
    fc.property(grids, (grid) => {
      const bands = yearBands(grid);
      const cells = bands.flatMap(({ rows }) => rows.flatMap(({ months, sum }) => [...months, sum]));
      const keys = cells.flatMap((cell) => (cell === undefined ? [] : [cellKey(cell.ref)]));
      expect(new Set(keys).size).toBe(keys.length);
      const years = bands.map(({ year }) => year);
      expect(years).toEqual(years.toSorted((one, other) => other - one));
      expect(years.at(-1)).toBe(grid.first.year);
    }),
  );
});

it('tells counts apart in steps that never go down', () => {
  for (const most of [1, 2, 4, 5, 30, 1000]) {
    const steps = Array.from({ length: most + 1 }, (_, count) => stepOf(count, most));
    expect(steps[0]).toBe(0);
    expect(steps.slice(1).every((step) => step >= 1 && step <= STEPS)).toBe(true);
    expect(steps).toEqual(steps.toSorted((one, other) => one - other));
    if (most > STEPS) expect(steps.at(-1)).toBe(STEPS);
  }
});

it('writes numbers, planned ones apart, and what is not loaded as a dash', () => {
  const cell = {
    ref: { type: 0, year: 2025, month: 1 },
    label: '',
    past: 3,
    planned: 0,
    state: 'complete',
  } as const;
  expect(cellText(cell)).toBe('3');
  expect(cellText({ ...cell, past: 0 })).toBe('');
  expect(cellText({ ...cell, planned: 2 })).toBe('3+2');
  expect(cellText({ ...cell, past: 0, planned: 2 })).toBe('+2');
  expect(cellText({ ...cell, state: 'partly' })).toBe('≥3');
  expect(cellText({ ...cell, past: 0, state: 'unknown' })).toBe('–');
});
