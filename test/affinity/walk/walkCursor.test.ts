import { describe, expect, it } from 'vitest';
import type { WalkOptions, WalkPage, WalkQuery } from '../../../src/affinity/index.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import { failure, testClient, testClock, testNow } from '../testClient.ts';
import { collected, dayMs, walkService } from '../walkService.ts';
import type { WalkData } from '../walkService.ts';
import { wireCall } from '../wireInteraction.ts';

const yearMs = 365 * dayMs;
const query: WalkQuery = { type: 1, companyId: 7, startTime: new Date(testNow - 3 * yearMs) };
const calls = Array.from({ length: 30 }, (_, index) => ({
  id: index + 1,
  date: testNow - index * (yearMs / 10),
}));
const data: WalkData = { calls, pageSize: 3, inclusive: true };
const idsIn = (pages: readonly WalkPage[]) => pages.flatMap(({ items }) => items.map(({ id }) => id));

/** The walk that a later run of the program resumes. */
function resumed(resumeFrom: string | undefined, url: string, options: WalkOptions = {}, later = 0) {
  const client = testClient({ url }, { clock: testClock(testNow + later) });
  return client.interactions.iterate(query, { ...options, resumeFrom });
}

describe('a cursor', { timeout: 20_000 }, () => {
  it.each(['newest-first', 'oldest-first'] as const)('continues %s right after any page', async (order) => {
    const { server } = await walkService(data);
    const pages = await collected(testClient(server).interactions.iterate(query, { order }).pages());
    expect(idsIn(pages).toSorted((a, b) => a - b)).toEqual(calls.map(({ id }) => id));
    for (const [index, { cursor }] of pages.slice(0, -1).entries()) {
      const asked = server.requests.length;
      expect(await collected(resumed(cursor, server.url, { order, lookahead: 2 }).pages())).toEqual(
        pages.slice(index + 1),
      );
      expect(server.requests.length - asked).toBe(pages.length - index - 1);
    }
  });

  it('is plain text on every page but the very last', async () => {
    const { server } = await walkService(data);
    const pages = await collected(testClient(server).interactions.iterate(query).pages());
    for (const { cursor } of pages.slice(0, -1)) expect(cursor).toMatch(/^[\w.-]+$/);
    expect(pages.at(-1)).not.toHaveProperty('cursor');
  });

  it('of the last good page resumes without loss or repeat after a step that failed', async () => {
    const { server, state } = await walkService(data);
    const seen: WalkPage[] = [];
    for (let failAt = 1; seen.length === 0 || seen.at(-1)?.cursor; failAt += 1) {
      let count = 0;
      state.fail = () => ((count += 1) > failAt ? { status: 404 } : undefined);
      const walk = resumed(seen.at(-1)?.cursor, server.url, { lookahead: failAt % 3 });
      const reading = (async () => {
        for await (const page of walk.pages()) seen.push(page);
      })();
      await reading.catch(() => {});
    }
    expect(idsIn(seen)).toEqual(calls.map(({ id }) => id));
  });

  it('continues over the range of its walk, however much later', async () => {
    const { server } = await walkService(data);
    const [first, ...rest] = await collected(testClient(server).interactions.iterate(query).pages());
    expect(await collected(resumed(first?.cursor, server.url, {}, 30 * dayMs).pages())).toEqual(rest);
    const again = await collected(resumed(rest[0]?.cursor, server.url, {}, 60 * dayMs).pages());
    expect(again).toEqual(rest.slice(1));
  });

  it('may be used with the end that the first walk took by itself', async () => {
    const { server } = await walkService(data);
    const { interactions } = testClient(server);
    const [first, ...rest] = await collected(interactions.iterate(query).pages());
    const same = { ...query, endTime: new Date(testNow).toISOString() };
    const { cursor } = first as { cursor: string };
    expect(await collected(interactions.iterate(same, { resumeFrom: cursor }).pages())).toEqual(rest);
  });

  it('works with another lookahead, and another spelling of the same query', async () => {
    const { server } = await walkService(data);
    const { interactions } = testClient(server);
    const [first, ...rest] = await collected(interactions.iterate(query).pages());
    const same = { ...query, startTime: new Date(testNow - 3 * yearMs).toISOString(), direction: null };
    const { cursor } = first as { cursor: string };
    expect(await collected(interactions.iterate(same, { resumeFrom: cursor, lookahead: 1 }).pages())).toEqual(
      rest,
    );
  });

  it.each([
    { type: 0 },
    { companyId: 8 },
    { companyId: null, personId: 7 },
    { opportunityId: 7 },
    { internalPersonId: 1 },
    { direction: 1 },
    { loggingType: 1 },
    { pageSize: 50 },
    { startTime: new Date(testNow - 3 * yearMs + 1) },
    { endTime: new Date(testNow - 1) },
  ])('is refused for a query that has %j', async (other) => {
    const { server } = await walkService(data);
    const { interactions } = testClient(server);
    const { value } = await interactions.iterate(query).pages().next();
    const options = { resumeFrom: value?.cursor };
    const another = { ...query, ...other } as WalkQuery;
    expect(() => interactions.iterate(another, options)).toThrow(
      /^resumeFrom is the cursor of another query$/,
    );
    expect(() => interactions.iterate(query, { ...options, order: 'oldest-first' })).toThrow(/another query/);
    expect(server.requests).toHaveLength(1);
  });

  it('of a walk to a given end is refused for a walk to now', async () => {
    const { server } = await walkService(data);
    const { interactions } = testClient(server);
    const { value } = await interactions
      .iterate({ ...query, endTime: new Date(testNow - dayMs) })
      .pages()
      .next();
    expect(() => interactions.iterate(query, { resumeFrom: value?.cursor })).toThrow(/another query/);
  });

  it('is refused when it is damaged', async () => {
    const { server } = await walkService(data);
    const { interactions } = testClient(server);
    const { value } = await interactions.iterate(query).pages().next();
    const cursor = value?.cursor ?? '';
    const damaged = [
      cursor.slice(0, -1),
      cursor.slice(1),
      `${cursor}x`,
      cursor.replace(/^affinity-walk-1/, 'affinity-walk-2'),
      cursor.replace(/^(.{40})./, (_, kept: string) => `${kept}_`),
      cursor.toUpperCase(),
    ];
    for (const resumeFrom of damaged) {
      expect(() => interactions.iterate(query, { resumeFrom })).toThrow(
        expect.objectContaining({ kind: 'invalid-argument' }) as Error,
      );
    }
  });

  it('still knows a token that came back', async () => {
    const tokens = ['a', 'b', 'c', 'a'];
    const server = await scriptedServer((_, count) => ({
      body: { events: [wireCall(count)], next_page_token: tokens[count] },
    }));
    const { interactions } = testClient(server);
    let cursor: string | undefined;
    for (let read = 0; read < 3; read += 1) {
      const { value } = await interactions.iterate(query, { resumeFrom: cursor }).pages().next();
      cursor = value?.cursor;
    }
    const step = interactions.iterate(query, { resumeFrom: cursor }).pages().next();
    expect(await failure(step)).toHaveProperty('kind', 'bad-response');
  });

  it('still knows the latest tokens of a chunk of many pages', async () => {
    const server = await scriptedServer((_, count) => ({
      body: { events: [], next_page_token: `token ${String(count < 120 ? count : 110)}` },
    }));
    const { interactions } = testClient(server);
    const pages = interactions.iterate(query).pages();
    let cursor: string | undefined;
    for (let read = 0; read < 120; read += 1) cursor = (await pages.next()).value?.cursor;
    const step = interactions.iterate(query, { resumeFrom: cursor }).pages().next();
    expect(await failure(step)).toHaveProperty('kind', 'bad-response');
  });

  it('does not carry interactions that no other chunk can repeat', async () => {
    const { server } = await walkService({ ...data, pageSize: 5 });
    const { interactions } = testClient(server);
    const lastYear = { ...query, startTime: new Date(testNow - yearMs) };
    const { value } = await interactions.iterate(lastYear).pages().next();
    const [, content = ''] = value?.cursor?.split('.') ?? [];
    expect(JSON.parse(Buffer.from(content, 'base64url').toString())).toHaveProperty('seen', []);
  });

  it('remembers all interactions on a boundary, and the nearest ones', async () => {
    const boundary = testNow - yearMs;
    const onBoundary = Array.from({ length: 300 }, (_, index) => ({ id: index + 1, date: boundary }));
    const near = Array.from({ length: 20 }, (_, index) => ({
      id: 1000 + index,
      date: boundary + index * 60_000 + 1,
    }));
    const { server, state } = await walkService({
      calls: [...onBoundary, ...near],
      pageSize: 1000,
      inclusive: true,
    });
    const { interactions } = testClient(server);
    const { value } = await interactions.iterate(query).pages().next();
    expect(value?.items).toHaveLength(320);
    // This service returns a little more than the range.
    state.data = { ...state.data, calls: state.data.calls.map(({ id }) => ({ id, date: boundary - 1 })) };
    expect(await collected(interactions.iterate(query, { resumeFrom: value?.cursor }))).toEqual([]);
  });

  it('stays small however much was read', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({
      id: 100_000_000 + index,
      date: testNow - index * ((3 * yearMs) / 5000),
    }));
    const { server } = await walkService({ calls: many, pageSize: 100 });
    const pages = await collected(testClient(server).interactions.iterate(query).pages());
    expect(Math.max(...pages.map(({ cursor = '' }) => cursor.length))).toBeLessThan(8000);
  });
});
