import { describe, expect, it } from 'vitest';
import { median, ofPairs, quantile } from './statistics.ts';

describe('the median', () => {
  it.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('leaves the values in their order', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

it('finds the quarters between two values in proportion', () => {
  expect(quantile([10, 20, 30, 40], 0.25)).toBe(17.5);
  expect(quantile([10, 20, 30, 40], 0.75)).toBe(32.5);
});

const difference = (one: number, other: number) => one - other;

describe('pairs', () => {
  it('are compared one by one', () => {
    expect(ofPairs([10, 20, 30], [1, 2, 3], difference)).toEqual([9, 18, 27]);
  });

  it('share a single value', () => {
    expect(ofPairs([10, 20], [1], difference)).toEqual([9, 19]);
  });

  it('are complete', () => {
    expect(() => ofPairs([1, 2, 3], [1, 2], difference)).toThrow(RangeError);
  });
});
