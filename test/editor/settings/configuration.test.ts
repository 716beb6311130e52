import { describe, expect, it } from 'vitest';
import { DEFAULT_KEEP_REQUESTS, parseKeepRequests } from '../../../src/editor/settings/configuration.ts';

describe('the number of requests that are kept', () => {
  it.each([0, 1, 5000, 1_000_000])('may be %d', (count) => {
    expect(parseKeepRequests(count)).toBe(count);
  });

  it.each([-1, 1.5, Number.NaN, Infinity, '5000', null, undefined, [], true])('is not %j', (value) => {
    expect(parseKeepRequests(value)).toBeUndefined();
  });

  it('has a default that is a number of requests itself', () => {
    expect(parseKeepRequests(DEFAULT_KEEP_REQUESTS)).toBe(DEFAULT_KEEP_REQUESTS);
  });
});
