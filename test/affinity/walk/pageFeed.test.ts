import { expect, it } from 'vitest';
import { ChainProgress } from '../../../src/affinity/walk/pageFeed.ts';

/** The progress in a chunk of ten hours, after pages with items at these hours and with more pages to come. */
function progressAfter(...pages: readonly (readonly number[])[]): ChainProgress<number> {
  const progress = new ChainProgress({ start: 0, end: 10 }, (hour: number) => hour);
  for (const items of pages) progress.add({ items, rejected: [], nextPageToken: 'next' });
  return progress;
}

it('estimates the pages left from how much of the range the others cover', () => {
  expect(progressAfter([10, 8]).pagesLeft).toBeCloseTo(4);
  expect(progressAfter([10, 9], [8, 6]).pagesLeft).toBeCloseTo(3);
  expect(progressAfter([10, 0]).pagesLeft).toBe(0);
});

it('estimates nothing while no page covers any time', () => {
  expect(progressAfter().pagesLeft).toBeUndefined();
  expect(progressAfter([]).pagesLeft).toBeUndefined();
  expect(progressAfter([4]).pagesLeft).toBeUndefined();
});

it('knows the pages once the last one has come', () => {
  const progress = progressAfter([10, 8]);
  progress.add({ items: [7], rejected: [] });
  expect(progress).toMatchObject({ pages: 2, pagesLeft: 0 });
});
