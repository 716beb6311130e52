import { describe, expect, it } from 'vitest';
import type { WalkOptions, WalkQuery } from '../../../src/affinity/index.ts';
import { eventually } from '../../support/eventually.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import { failure, testClient, testClock, testNow } from '../testClient.ts';
import { collected, dayMs, walkService } from '../walkService.ts';
import { wireCall } from '../wireInteraction.ts';

const yearMs = 365 * dayMs;
const query: WalkQuery = { type: 1, companyId: 7, startTime: new Date(testNow - 3 * yearMs) };
const loose = (fields: object) => ({ ...query, ...fields }) as WalkQuery;
const iso = (ms: number) => new Date(ms).toISOString();

/** One call in the middle of each of the last years. */
const yearly = (years: number) =>
  Array.from({ length: years }, (_, index) => ({ id: index + 1, date: testNow - (index + 0.5) * yearMs }));

describe('iterate refuses at the call', () => {
  const nothing = { type: undefined, startTime: null, companyId: null };

  it.each([
    ['type first', nothing, /^type is required/],
    ['then the start', { ...nothing, type: 1 }, /^startTime is required/],
    [
      'then the record',
      { companyId: undefined, startTime: 'rubbish', endTime: 'rubbish' },
      /personId, companyId/,
    ],
    ['then that the start is an instant', { startTime: 'rubbish', endTime: 'rubbish' }, /^startTime must be/],
    ['then that the end is an instant', { endTime: '2025-01-01T00:00:00' }, /^endTime must be/],
    ['then the order of the two', { startTime: iso(testNow), endTime: iso(testNow) }, /before endTime/],
    ['that the start is before now', { startTime: iso(testNow + 1) }, /before endTime/],
    ['ids', { companyId: 1.5 }, /^companyId must be an integer/],
  ])('%s', async (_, fields, message) => {
    const server = await scriptedServer([]);
    const { interactions } = testClient(server);
    expect(() => interactions.iterate(loose(fields))).toThrow(message);
    expect(() => interactions.iterate(loose(fields))).toThrow(
      expect.objectContaining({ kind: 'invalid-argument', outcome: 'not-sent' }) as Error,
    );
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    [{ order: 'random' }, /^order must be/],
    [{ lookahead: -1 }, /^lookahead must be/],
    [{ lookahead: 1.5 }, /^lookahead must be/],
    [{ resumeFrom: 'hello' }, /^resumeFrom is not the cursor/],
    [{ resumeFrom: '' }, /^resumeFrom is not the cursor/],
    [{ resumeFrom: 7 }, /^resumeFrom is not the cursor/],
  ])('%j', (options, message) => {
    const { interactions } = testClient({ url: 'http://localhost' });
    expect(() => interactions.iterate(query, options as WalkOptions)).toThrow(message);
  });
});

describe('a walk', () => {
  it('returns all of 16 chunks of one page each', async () => {
    const calls = yearly(16);
    const { server } = await walkService({ calls, pageSize: 100 });
    const startTime = new Date(testNow - 16 * yearMs);
    const walked = await collected(testClient(server).interactions.iterate({ ...query, startTime }));
    expect(walked.map(({ id }) => id)).toEqual(calls.map(({ id }) => id));
    expect(server.requests).toHaveLength(16);
  });

  it.each([
    [
      'newest-first',
      [
        [-1, 0],
        [-2, -1],
        [-2.5, -2],
      ],
    ],
    [
      'oldest-first',
      [
        [-2.5, -1.5],
        [-1.5, -0.5],
        [-0.5, 0],
      ],
    ],
  ] as const)('cuts its range %s into chunks with shared ends', async (order, chunks) => {
    const { server } = await walkService({ calls: [], pageSize: 100 });
    const walk = testClient(server).interactions.iterate(
      { ...query, startTime: iso(testNow - 2.5 * yearMs) },
      { order },
    );
    const pages = await collected(walk.pages());
    const ranges = chunks.map(([start, end]) => [iso(testNow + start * yearMs), iso(testNow + end * yearMs)]);
    expect(server.requests.map(({ query: sent }) => [sent['start_time'], sent['end_time']])).toEqual(ranges);
    expect(pages.map(({ range }) => [range.startTime.toISOString(), range.endTime.toISOString()])).toEqual(
      ranges,
    );
  });

  it('follows pages, even empty ones, with all other parameters unchanged', async () => {
    const server = await scriptedServer([
      { body: { events: [wireCall(1)], next_page_token: 'b' } },
      { body: { events: [], next_page_token: 'c' } },
      { body: { events: [wireCall(2)] } },
    ]);
    const startTime = iso(testNow - dayMs);
    const filters = { internalPersonId: 3, loggingType: 1, pageSize: 1 } as const;
    const walk = testClient(server).interactions.iterate({ ...query, ...filters, startTime });
    expect((await collected(walk)).map(({ id }) => id)).toEqual([1, 2]);
    const first = {
      type: '1',
      organization_id: '7',
      internal_person_id: '3',
      logging_type: '1',
      page_size: '1',
      start_time: startTime,
      end_time: iso(testNow),
    };
    expect(server.requests.map((request) => request.query)).toEqual([
      first,
      { ...first, page_token: 'b' },
      { ...first, page_token: 'c' },
    ]);
  });

  it('keeps the order of the service inside a chunk', async () => {
    const server = await scriptedServer([{ body: { events: [2, 9, 4].map((id) => wireCall(id)) } }]);
    const walk = testClient(server).interactions.iterate({ ...query, startTime: iso(testNow - dayMs) });
    expect((await collected(walk)).map(({ id }) => id)).toEqual([2, 9, 4]);
  });

  it('yields an interaction of two chunks once, and two types with the same id both', async () => {
    const twice = [wireCall(1), wireCall(2)];
    const server = await scriptedServer([
      { body: { events: twice } },
      { body: { events: [wireCall(2), wireCall(2, { type: 0 })] } },
      { body: { events: [wireCall(3), wireCall(1)] } },
    ]);
    const walked = await collected(testClient(server).interactions.iterate(query));
    expect(walked.map(({ type, id }) => [type, id])).toEqual([
      [1, 1],
      [1, 2],
      [0, 2],
      [1, 3],
    ]);
  });

  it('makes no request before its first step, and then one per page', async () => {
    const { server } = await walkService({ calls: yearly(3), pageSize: 1 });
    const pages = testClient(server).interactions.iterate(query).pages();
    await new Promise((done) => setTimeout(done, 10));
    expect(server.requests).toHaveLength(0);
    for (const count of [1, 2, 3]) {
      await pages.next();
      await new Promise((done) => setTimeout(done, 10));
      expect(server.requests).toHaveLength(count);
    }
    expect(await pages.next()).toEqual({ done: true, value: undefined });
    expect(server.requests).toHaveLength(3);
  });

  it('ends at the time of its call, and starts again in each loop', async () => {
    const { server } = await walkService({ calls: yearly(1), pageSize: 1 });
    const clock = testClock();
    const startTime = new Date(testNow - dayMs * 365);
    const walk = testClient(server, { clock }).interactions.iterate({ ...query, startTime });
    startTime.setTime(0);
    await clock.sleep(dayMs);
    const once = await collected(walk);
    await clock.sleep(dayMs);
    expect(await collected(walk)).toEqual(once);
    expect(once).toHaveLength(1);
    expect(server.requests).toHaveLength(2);
    expect(server.requests[0]?.query).toMatchObject({
      start_time: iso(testNow - yearMs),
      end_time: iso(testNow),
    });
    expect(server.requests[1]?.query).toEqual(server.requests[0]?.query);
  });

  it('ignores changes that readers make to its pages', async () => {
    const { server } = await walkService({ calls: [], pageSize: 1 });
    const walk = testClient(server).interactions.iterate(query);
    for await (const page of walk.pages()) page.range.endTime.setTime(0);
    expect((await collected(walk.pages()))[0]?.range.endTime).toEqual(new Date(testNow));
  });

  it('reports unreadable interactions in its pages, and continues', async () => {
    const server = await scriptedServer(() => ({ body: { events: [{ id: 'x' }, wireCall(1)] } }));
    const walk = testClient(server).interactions.iterate({ ...query, startTime: iso(testNow - dayMs) });
    expect(await collected(walk)).toMatchObject([{ id: 1 }]);
    expect(await collected(walk.pages())).toMatchObject([
      { items: [{ id: 1 }], rejected: [{ raw: { id: 'x' } }] },
    ]);
  });

  it.each([['a'], ['a', 'a'], ['a', 'b', 'a'], ['a', 'b', 'b']])(
    'fails when a token comes back within its chunk: %s %s %s',
    async (...tokens) => {
      const server = await scriptedServer((_, count) => ({
        body: { events: [wireCall(count)], next_page_token: tokens[count % tokens.length] },
      }));
      for (const lookahead of [0, 3]) {
        const walk = testClient(server).interactions.iterate(query, { lookahead });
        expect(await failure(collected(walk))).toMatchObject({ kind: 'bad-response', path: '/interactions' });
      }
      expect(server.requests.length).toBeLessThan(20);
    },
  );

  it('accepts the same token in another chunk', async () => {
    const server = await scriptedServer(({ query: sent }, count) => ({
      body: { events: [wireCall(count)], next_page_token: sent['page_token'] ? null : 'same' },
    }));
    expect(await collected(testClient(server).interactions.iterate(query))).toHaveLength(6);
  });

  it('stops with the reason of its signal, between steps and items too', async () => {
    const { server } = await walkService({ calls: yearly(3), pageSize: 1 });
    const stop = new AbortController();
    const walk = testClient(server).interactions.iterate(query, { signal: stop.signal, lookahead: 2 });
    const seen: number[] = [];
    const reading = (async () => {
      for await (const { id } of walk) {
        seen.push(id);
        stop.abort('enough');
      }
    })();
    await expect(reading).rejects.toBe('enough');
    expect(seen).toEqual([1]);
    await expect(collected(walk.pages())).rejects.toBe('enough');
  });

  it('stops with the reason of its signal within a page', async () => {
    const server = await scriptedServer(() => ({ body: { events: [wireCall(1), wireCall(2)] } }));
    const stop = new AbortController();
    const { interactions } = testClient(server);
    const walk = interactions.iterate(query, { signal: stop.signal })[Symbol.asyncIterator]();
    expect((await walk.next()).value).toHaveProperty('id', 1);
    stop.abort('enough');
    await expect(walk.next()).rejects.toBe('enough');
  });

  it('stops with the reason of its signal while a page is under way', async () => {
    const server = await scriptedServer([{ silence: 'stall' }]);
    const stop = new AbortController();
    const walk = testClient(server).interactions.iterate(query, { signal: stop.signal });
    const reading = collected(walk);
    await eventually(() => expect(server.requests).toHaveLength(1));
    stop.abort('enough');
    await expect(reading).rejects.toBe('enough');
    await eventually(() => expect(server.requests[0]?.left()).toBe(true));
  });
});
