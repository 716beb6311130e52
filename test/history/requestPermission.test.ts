import { describe, expect, it } from 'vitest';
import { leastRequestsFor, requestsFor } from '../../src/history/requestPermission.ts';
import { daysAgo } from './affinityWith.ts';

const span = (from: number, to: number) => ({ from: new Date(daysAgo(from)), to: new Date(daysAgo(to)) });

describe('the requests that a span takes', () => {
  it.each([
    ['a day', 1, 1],
    ['a year', 365, 1],
    ['a year and a day', 366, 2],
    ['twelve years', 12 * 365, 12],
  ])('are one for each year where nothing was read: %s', (_, days, requests) => {
    expect(requestsFor(span(days, 0))).toBe(requests);
  });

  it.each([
    ['nothing was found', 0, 10],
    ['less than a page a year was found', 99, 19],
    ['a page a year', 100, 20],
    ['ten pages a year', 1000, 110],
  ])('grow with what was found in the year before: %s', (_, count, requests) => {
    const rest = span(11 * 365, 365);
    expect(requestsFor(rest, { span: span(365, 0), count })).toBe(requests);
  });

  it('are estimated by years if all items have the same date', () => {
    expect(requestsFor(span(365, 0), { span: span(0, 0), count: 100 })).toBe(1);
  });

  it('are at least one per year, or the number of full pages', () => {
    const rest = span(11 * 365, 365);
    expect(leastRequestsFor(rest, { span: span(365, 0), count: 99 })).toBe(10);
    expect(leastRequestsFor(rest, { span: span(365, 0), count: 1000 })).toBe(100);
  });

  it('are zero for an empty span', () => {
    expect(requestsFor(span(0, 0))).toBe(0);
    expect(requestsFor(span(0, 10))).toBe(0);
  });
});
