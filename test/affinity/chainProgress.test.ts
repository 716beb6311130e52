import { expect, it } from 'vitest';
import { ChainProgress } from '../../src/affinity/chainProgress.ts';
import { interaction } from '../timeline/interaction.ts';

const hourMs = 3_600_000;

/** Of a chunk of ten hours, after pages whose interactions lie at these hours. */
function pagesLeft(...pages: readonly (readonly number[])[]): number {
  const progress = new ChainProgress({ start: 0, end: 10 * hourMs });
  for (const hours of pages) {
    const items = hours.map((hour) => interaction({ date: new Date(hour * hourMs) }));
    progress.take({ items, rejected: [] });
  }
  return progress.pagesLeft;
}

it('guesses the pages that are left from the part of the span that the others reach over', () => {
  expect(pagesLeft([10, 8])).toBeCloseTo(4);
  expect(pagesLeft([10, 9], [8, 6])).toBeCloseTo(3);
  expect(pagesLeft([10, 0])).toBe(0);
});

it('guesses nothing as long as no page reaches over any time', () => {
  expect(pagesLeft()).toBe(Infinity);
  expect(pagesLeft([])).toBe(Infinity);
  expect(pagesLeft([4])).toBe(Infinity);
});
