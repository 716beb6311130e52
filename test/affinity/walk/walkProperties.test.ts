import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WalkOrder, WalkPage, WalkQuery } from '../../../src/affinity/index.ts';
import { LONGEST_SPAN_MS } from '../../../src/affinity/walk/walkPlan.ts';
import { runCount } from '../../support/runCount.ts';
import { testClient, testNow } from '../testClient.ts';
import { collected, pagesOf, walkService } from '../walkService.ts';
import type { WalkData } from '../walkService.ts';

const start = testNow - 4 * LONGEST_SPAN_MS;

/** A span of up to four years, and calls anywhere in it, more often on its boundaries than by chance. */
const cases = fc
  .record({
    spanMs: fc.integer({ min: 1, max: testNow - start }),
    order: fc.constantFrom<WalkOrder>('newest-first', 'oldest-first'),
    places: fc.array(
      fc.oneof(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom('first', 'second', 'third', 'start', 'end'),
      ),
      { maxLength: 25 },
    ),
    pageSize: fc.integer({ min: 1, max: 6 }),
    inclusive: fc.boolean(),
    serviceOrder: fc.constantFrom<WalkOrder>('newest-first', 'oldest-first'),
    emptyLastPage: fc.boolean(),
  })
  .map(({ spanMs, order, places, serviceOrder, ...rest }) => {
    const end = start + spanMs;
    const boundary = (count: number) => {
      const distance = count * LONGEST_SPAN_MS;
      const date = order === 'newest-first' ? end - distance : start + distance;
      return date > start && date < end ? date : start;
    };
    const dates = { first: boundary(1), second: boundary(2), third: boundary(3), start, end };
    const calls = places.map((place, index) => ({
      id: index,
      date: typeof place === 'string' ? dates[place] : start + Math.floor(place * spanMs),
    }));
    return { end, order, data: { ...rest, calls, order: serviceOrder } satisfies WalkData };
  });

const idsIn = (pages: readonly WalkPage[]) => pages.flatMap(({ items }) => items.map(({ id }) => id));
const queryTo = (end: number): WalkQuery => ({
  type: 1,
  personId: 3,
  startTime: new Date(start),
  endTime: new Date(end),
});

describe('for any span and any calls', { timeout: runCount(60_000) }, () => {
  it('a walk yields each interaction once, with one request per page', async () => {
    const { server, state } = await walkService({ calls: [], pageSize: 1 });
    const { interactions } = testClient(server);
    await fc.assert(
      fc.asyncProperty(cases, async ({ end, order, data }) => {
        state.data = data;
        const before = server.requests.length;
        const walked = await collected(interactions.iterate(queryTo(end), { order }));
        // A service with exclusive ends never returns an interaction at the end of the range.
        const there = data.calls.filter(({ date }) => data.inclusive || date < end);
        expect(walked.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(there.map(({ id }) => id));
        const chunks = new Map(
          server.requests.slice(before).map(({ query }) => [query['start_time'], query['end_time']]),
        );
        const pages = [...chunks].map(([from = '', to = '']) =>
          pagesOf(data, Date.parse(from), Date.parse(to)),
        );
        expect(server.requests.length - before).toBe(pages.reduce((sum, count) => sum + count, 0));
        expect(chunks.size).toBe(Math.ceil((end - start) / LONGEST_SPAN_MS));
      }),
      { numRuns: runCount(24) },
    );
  });

  it('the pages are the same with any lookahead', async () => {
    const { server, state } = await walkService({ calls: [], pageSize: 1 });
    const { interactions } = testClient(server, { maxConcurrency: 3 });
    await fc.assert(
      fc.asyncProperty(cases, fc.integer({ min: 1, max: 12 }), async ({ end, order, data }, lookahead) => {
        state.data = data;
        const plain = await collected(interactions.iterate(queryTo(end), { order }).pages());
        const before = server.requests.length;
        const ahead = await collected(interactions.iterate(queryTo(end), { order, lookahead }).pages());
        expect(ahead).toEqual(plain);
        expect(server.requests.length - before).toBe(plain.length);
      }),
      { numRuns: runCount(16) },
    );
  });

  it('every cursor continues with exactly the rest', async () => {
    const { server, state } = await walkService({ calls: [], pageSize: 1 });
    const { interactions } = testClient(server);
    await fc.assert(
      fc.asyncProperty(cases, fc.nat(), fc.nat({ max: 4 }), async ({ end, order, data }, nth, lookahead) => {
        state.data = data;
        const query = queryTo(end);
        const whole = await collected(interactions.iterate(query, { order }).pages());
        const stop = nth % whole.length;
        const resumeFrom = whole[stop]?.cursor;
        expect(resumeFrom === undefined).toBe(stop === whole.length - 1);
        if (resumeFrom === undefined) return;
        const rest = await collected(interactions.iterate(query, { order, lookahead, resumeFrom }).pages());
        expect(rest).toEqual(whole.slice(stop + 1));
        expect(new Set(idsIn([...whole.slice(0, stop + 1), ...rest])).size).toBe(idsIn(whole).length);
      }),
      { numRuns: runCount(24) },
    );
  });
});
