import { expect, it } from 'vitest';
import { ChainProgress } from '../../src/affinity/walk/chainProgress.ts';
import { interaction } from '../history/interaction.ts';

const hourMs = 3_600_000;

/** Of a chunk of ten hours, after pages whose interactions lie at these hours, with more to come. */
function progressAfter(...pages: readonly (readonly number[])[]): ChainProgress {
  const progress = new ChainProgress({ start: 0, end: 10 * hourMs });
  for (const hours of pages) progress.take({ ...page(hours), nextPageToken: 'next' });
  return progress;
}

function page(hours: readonly number[]) {
  const items = hours.map((hour) => interaction({ date: new Date(hour * hourMs) }));
  return { items, rejected: [] };
}

it('guesses the pages that are left from the part of the span that the others reach over', () => {
  expect(progressAfter([10, 8]).pagesLeft).toBeCloseTo(4);
  expect(progressAfter([10, 9], [8, 6]).pagesLeft).toBeCloseTo(3);
  expect(progressAfter([10, 0]).pagesLeft).toBe(0);
});

it('guesses nothing as long as no page reaches over any time', () => {
  expect(progressAfter().pagesLeft).toBeUndefined();
  expect(progressAfter([]).pagesLeft).toBeUndefined();
  expect(progressAfter([4]).pagesLeft).toBeUndefined();
});

it('guesses no longer when the last page has come', () => {
  const progress = progressAfter([10, 8]);
  progress.take(page([7]));
  expect(progress).toMatchObject({ pages: 2, pagesLeft: 0 });
});
