import { describe, expect, it } from 'vitest';
import {
  DEFAULT_KEEP_REQUESTS,
  DEFAULT_QUIET_AFTER_DAYS,
  parseCount,
} from '../../../src/editor/settings/configuration.ts';

describe('a number of requests or days', () => {
  it.each([0, 1, 5000, 1_000_000])('may be %d', (count) => {
    expect(parseCount(count)).toBe(count);
  });

  it.each([-1, 1.5, Number.NaN, Infinity, '5000', null, undefined, [], true])('can’t be %j', (value) => {
    expect(parseCount(value)).toBeUndefined();
  });

  it.each([DEFAULT_KEEP_REQUESTS, DEFAULT_QUIET_AFTER_DAYS])('may be the default, %d', (count) => {
    expect(parseCount(count)).toBe(count);
  });
});
