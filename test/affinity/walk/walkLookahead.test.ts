import { describe, expect, it, vi } from 'vitest';
import type { WalkQuery } from '../../../src/affinity/index.ts';
import { eventually } from '../../support/eventually.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import type { ScriptedAnswer } from '../../support/scriptedServer.ts';
import { failure, testClient, testNow } from '../testClient.ts';
import { collected, dayMs, walkService } from '../walkService.ts';
import { wireCall } from '../wireInteraction.ts';

const yearMs = 365 * dayMs;
const years = (count: number): WalkQuery => ({
  type: 1,
  companyId: 7,
  startTime: new Date(testNow - count * yearMs),
});
const settled = async () => new Promise((done) => setTimeout(done, 40));

/** Three pages of two calls in each of the last years. */
const busy = (count: number) =>
  Array.from({ length: count * 6 }, (_, index) => ({
    id: index + 1,
    date: testNow - (index + 0.5) * (yearMs / 6),
  }));

describe('a walk that looks ahead', { timeout: 20_000 }, () => {
  it.each([1, 2, 3])('requests %i pages ahead of the reader, and no more', async (lookahead) => {
    const { server } = await walkService({ calls: busy(5), pageSize: 2 });
    const pages = testClient(server).interactions.iterate(years(5), { lookahead }).pages();
    await settled();
    expect(server.requests).toHaveLength(0);
    for (let read = 1; read <= 15; read += 1) {
      await pages.next();
      await eventually(() => expect(server.requests).toHaveLength(Math.min(15, read + lookahead)));
      if (read < 3) await settled();
      expect(server.requests).toHaveLength(Math.min(15, read + lookahead));
    }
    expect(await pages.next()).toMatchObject({ done: true });
  });

  it('requests the pages of a single chunk while its reader pauses', async () => {
    const { server } = await walkService({ calls: busy(1), pageSize: 1 });
    const pages = testClient(server).interactions.iterate(years(1), { lookahead: 3 }).pages();
    await pages.next();
    await eventually(() => expect(server.requests).toHaveLength(4));
    await pages.return();
  });

  it('ends at the next page when aborted, even if that page has come', async () => {
    const { server } = await walkService({ calls: busy(1), pageSize: 1 });
    const stop = new AbortController();
    const { signal } = stop;
    const pages = testClient(server).interactions.iterate(years(1), { lookahead: 5, signal }).pages();
    await pages.next();
    await eventually(() => expect(server.requests).toHaveLength(6));
    await settled();
    stop.abort(new Error('no longer wanted'));
    await expect(pages.next()).rejects.toThrow('no longer wanted');
  });

  it('requests several chunks at the same time', async () => {
    const { promise: later, resolve } = Promise.withResolvers<void>();
    const server = await scriptedServer(() => ({ body: { events: [] }, after: later }));
    const reading = collected(testClient(server).interactions.iterate(years(9), { lookahead: 3 }).pages());
    await eventually(() => expect(server.requests).toHaveLength(4));
    await settled();
    expect(server.requests).toHaveLength(4);
    resolve();
    expect(await reading).toHaveLength(9);
    expect(server.mostInFlight()).toBe(4);
  });

  it('finishes chunks that are probably long before it starts short ones', async () => {
    const dates = [20, 10, 2, 2, 2, 2].flatMap((count, year) =>
      Array.from({ length: count }, (_, place) => testNow - (year + (place + 0.5) / count) * yearMs),
    );
    const calls = dates.map((date, index) => ({ id: index + 1, date }));
    const { server } = await walkService({ calls, pageSize: 2 });
    const client = testClient(server, { maxConcurrency: 2 });
    await collected(client.interactions.iterate(years(6), { lookahead: 20 }).pages());
    const yearsAsked = server.requests.map(({ query }) =>
      Math.round((testNow - Date.parse(query['end_time'] ?? '')) / yearMs),
    );
    expect(yearsAsked.indexOf(4)).toBeGreaterThan(yearsAsked.lastIndexOf(1));
  });

  it('yields pages in order when later ones come first', async () => {
    const server = await scriptedServer((_, count) => ({
      body: { events: [wireCall(count)] },
      after: new Promise((done) => setTimeout(done, (4 - count) * 10)),
    }));
    const { interactions } = testClient(server);
    const ends: number[] = [];
    for await (const page of interactions.iterate(years(4), { lookahead: 4 }).pages()) {
      ends.push(page.range.endTime.getTime());
    }
    expect(ends).toEqual([0, 1, 2, 3].map((year) => testNow - year * yearMs));
  });

  it('yields the pages before a failure, then fails, and requests nothing beyond it', async () => {
    const { server, state } = await walkService({ calls: busy(6), pageSize: 2 });
    const third = new Date(testNow - 2 * yearMs).toISOString();
    state.fail = ({ query }) => (query['end_time'] === third ? { status: 404 } : undefined);
    const read: number[] = [];
    const reading = (async () => {
      for await (const { id } of testClient(server).interactions.iterate(years(6), { lookahead: 4 })) {
        read.push(id);
        await settled();
      }
    })();
    expect(await failure(reading)).toHaveProperty('kind', 'not-found');
    expect(read).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    const behind = server.requests.filter(({ query }) => (query['end_time'] ?? '') < third);
    expect(behind.map(({ query }) => query['page_token'])).toEqual([undefined, undefined]);
  });

  it.each(['breaks off', 'fails'])('cancels requests in flight when its reader %s', async (how) => {
    const answers: ScriptedAnswer[] = [{ body: { events: [wireCall(1)] } }];
    const server = await scriptedServer((_, count) => answers[count] ?? { silence: 'stall' });
    const client = testClient(server);
    const reading = (async () => {
      for await (const { id } of client.interactions.iterate(years(5), { lookahead: 3 })) {
        await eventually(() => expect(server.requests).toHaveLength(4));
        if (how === 'breaks off') break;
        throw new Error(`cannot show ${id}`);
      }
    })();
    await (how === 'fails' ? expect(reading).rejects.toThrow('cannot show 1') : reading);
    await eventually(() =>
      expect(server.requests.slice(1).map(({ left }) => left())).toEqual([true, true, true]),
    );
    answers.push({}, {}, {}, { body: { id: 1 } });
    expect(await client.notes.get(1)).toHaveProperty('id', 1);
  });

  it('cancels requests in flight when a page fails, and leaves no rejection unhandled', async () => {
    const unhandled = vi.fn<() => void>();
    process.on('unhandledRejection', unhandled);
    const { promise: later, resolve } = Promise.withResolvers<void>();
    const server = await scriptedServer((_, count) =>
      count === 0 ? { status: 404, after: later } : { silence: 'stall' },
    );
    const reading = failure(collected(testClient(server).interactions.iterate(years(5), { lookahead: 3 })));
    await eventually(() => expect(server.requests).toHaveLength(4));
    resolve();
    expect(await reading).toHaveProperty('kind', 'not-found');
    await eventually(() =>
      expect(server.requests.slice(1).map(({ left }) => left())).toEqual([true, true, true]),
    );
    await settled();
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});
