import { describe, expect, it } from 'vitest';
import { AffinityClient } from '../../../src/affinity/index.ts';
import type { Clock, WalkQuery } from '../../../src/affinity/index.ts';
import { TestSandbox } from '../../../src/sandbox/testing/index.ts';
import type { SampleData } from '../../../src/sandbox/testing/index.ts';
import { eventually } from '../../support/eventually.ts';
import { history } from '../../support/history.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import type { ScriptedAnswer } from '../../support/scriptedServer.ts';
import { stoppedClock, testClient, testClock, testNow } from '../testClient.ts';
import { collected, dayMs, walkService } from '../walkService.ts';

const minute = (remaining: number) => ({
  'X-Ratelimit-Limit-User': '900',
  'X-Ratelimit-Limit-User-Remaining': String(remaining),
  'X-Ratelimit-Limit-User-Reset': '20',
});
const note = (remaining: number): ScriptedAnswer => ({ body: { id: 1 }, headers: minute(remaining) });
const settled = async () => new Promise((done) => setTimeout(done, 30));
const background = { priority: 'background' } as const;

describe('an interactive request', () => {
  it('overtakes background requests in the queue', async () => {
    const { promise: later, resolve } = Promise.withResolvers<void>();
    const server = await scriptedServer((_, count) => ({
      body: { id: 1 },
      ...(count === 0 && { after: later }),
    }));
    const client = testClient(server, { maxConcurrency: 1 });
    const reading = [
      client.notes.get(0),
      client.notes.get(1, background),
      client.notes.get(2, background),
      client.notes.get(3),
    ];
    await eventually(() => expect(server.requests).toHaveLength(1));
    resolve();
    await Promise.all(reading);
    expect(server.requests.map(({ path }) => path)).toEqual(['/notes/0', '/notes/3', '/notes/1', '/notes/2']);
  });
});

/** A client whose first two requests, in the background, were refused for a second. */
async function heldBack(clock: Clock) {
  const held = { status: 429, headers: { 'Retry-After': '1' } };
  const server = await scriptedServer((_, count) => (count < 2 ? held : { body: { id: 1 } }));
  const client = testClient(server, { clock, maxConcurrency: 2 });
  const paths = () => server.requests.map(({ path }) => path);
  const reading = [1, 2, 3, 4].map((id) => client.notes.get(id, background));
  await eventually(() => expect(server.requests).toHaveLength(2));
  await settled();
  return { client, paths, reading };
}

describe('when the service asks for a pause', () => {
  it('none are sent, and the interactive one goes first afterwards', async () => {
    const clock = stoppedClock();
    const { client, paths, reading } = await heldBack(clock);
    const waitedFor = client.notes.get(9);
    await settled();
    clock.advance(999);
    await settled();
    expect(paths()).toEqual(['/notes/1', '/notes/2']);
    clock.advance(1);
    await Promise.all([waitedFor, ...reading]);
    expect(paths()).toHaveLength(7);
    expect(paths()[2]).toBe('/notes/9');
  });

  it('waiting can be aborted, and leaves no timer behind', async () => {
    const clock = stoppedClock();
    const { client, paths, reading } = await heldBack(clock);
    void Promise.allSettled(reading);
    const before = clock.waiting;
    const stop = new AbortController();
    const waiting = [7, 8, 9].map((id) => client.notes.get(id, { signal: stop.signal }));
    await settled();
    stop.abort(new Error('no longer wanted'));
    for (const one of waiting) await expect(one).rejects.toThrow('no longer wanted');
    expect(clock.waiting).toBe(before);
    expect(paths()).toHaveLength(2);
  });

  it('later requests wait too when the refused one is not repeated', async () => {
    const server = await scriptedServer((_, count) =>
      count === 0 ? { status: 429, headers: { 'Retry-After': '1' } } : { body: { id: 1 } },
    );
    const clock = stoppedClock();
    const client = testClient(server, { clock, maxRetries: 0 });
    await expect(client.notes.get(1)).rejects.toMatchObject({ kind: 'rate-limited' });
    const waiting = client.notes.get(2);
    await settled();
    expect(server.requests).toHaveLength(1);
    clock.advance(1000);
    expect(await waiting).toHaveProperty('id', 1);
  });

  it('no request waits longer when the clock is set back', async () => {
    const server = await scriptedServer((_, count) =>
      count === 0 ? { status: 429, headers: { 'Retry-After': '1' } } : { body: { id: 1 } },
    );
    const clock = stoppedClock();
    const client = testClient(server, { clock, maxRetries: 0 });
    await expect(client.notes.get(1)).rejects.toMatchObject({ kind: 'rate-limited' });
    clock.advance(-3_600_000);
    const waiting = [client.notes.get(2), client.notes.get(3)];
    await eventually(() => expect(clock.waiting).toBeGreaterThan(0));
    await settled();
    expect(server.requests).toHaveLength(1);
    clock.advance(1000);
    await Promise.all(waiting);
    expect(server.requests).toHaveLength(3);
  });
});

/** A client that knows that few requests are left. */
async function scarce(answer: (count: number) => ScriptedAnswer = () => note(89)) {
  const server = await scriptedServer((_, count) => answer(count));
  const clock = stoppedClock();
  const client = testClient(server, { clock });
  await client.notes.get(0);
  return { server, clock, client };
}

describe('with fewer than a tenth of the minute’s requests left', () => {
  it('background requests wait for the end of the minute, and others do not', async () => {
    const { server, clock, client } = await scarce();
    const waiting = client.notes.get(1, background);
    await client.notes.get(2);
    await settled();
    clock.advance(19_999);
    await settled();
    expect(server.requests.map(({ path }) => path)).toEqual(['/notes/0', '/notes/2']);
    clock.advance(1);
    expect(await waiting).toHaveProperty('id', 1);
  });

  it('background requests wait no longer than a minute when the clock is set back', async () => {
    const { server, clock, client } = await scarce();
    clock.advance(-3_600_000);
    const waiting = client.notes.get(1, background);
    await eventually(() => expect(clock.waiting).toBe(1));
    await settled();
    expect(server.requests).toHaveLength(1);
    clock.advance(20_000);
    await waiting;
    expect(server.requests).toHaveLength(2);
  });

  it.each([90, 900])('and then %i again, background requests continue', async (remaining) => {
    const { server, client } = await scarce((count) => note(count === 0 ? 89 : remaining));
    const waiting = client.notes.get(1, background);
    await settled();
    expect(server.requests).toHaveLength(1);
    await client.notes.get(2);
    expect(await waiting).toHaveProperty('id', 1);
  });

  it('and an unknown limit, no request waits', async () => {
    const headers = { 'X-Ratelimit-Limit-User-Remaining': '1' };
    const { client } = await scarce(() => ({ body: { id: 1 }, headers }));
    expect(await client.notes.get(1, background)).toHaveProperty('id', 1);
  });

  it('the wait can be aborted, and leaves no timer behind', async () => {
    const server = await scriptedServer([note(3)]);
    const clock = stoppedClock();
    const client = testClient(server, { clock });
    await client.notes.get(0);
    const stop = new AbortController();
    const waiting = [1, 2].map((id) => client.notes.get(id, { ...background, signal: stop.signal }));
    await eventually(() => expect(clock.waiting).toBe(1));
    await settled();
    expect(clock.waiting).toBe(1);
    stop.abort(new Error('no longer wanted'));
    for (const one of waiting) await expect(one).rejects.toThrow('no longer wanted');
    expect(clock.waiting).toBe(0);
  });

  it('a walk requests the page that its reader needs, and none ahead', async () => {
    const { server, state } = await walkService({ calls: [], pageSize: 2 });
    state.fail = () => ({ body: { events: [] }, headers: minute(10) });
    const client = testClient(server, { clock: stoppedClock() });
    await client.notes.get(0).catch(() => undefined);
    const pages = client.interactions.iterate(lastYears(9), { lookahead: 4 }).pages();
    for (let read = 1; read <= 9; read += 1) {
      await pages.next();
      await settled();
      expect(server.requests).toHaveLength(1 + read);
    }
  });
});

function lastYears(count: number): WalkQuery {
  return { type: 1, companyId: 7, startTime: new Date(testNow - count * 365 * dayMs) };
}

describe('a walk over years, one of which has most pages', () => {
  const years = [6, 7, 6, 7, 6, 6];

  it.each([0, 2, 5, 6])('takes hardly longer than that year alone when it is number %i', async (place) => {
    const pages = years.toSpliced(place, 0, 20);
    const perYear = pages.map((count) => count * 100 - 1);
    const past = history({ 1: perYear }, testNow);
    const rounds = await roundsOf(past.data, async ({ interactions }) => {
      const query = { ...lastYears(pages.length), companyId: past.company.id };
      expect(await collected(interactions.iterate(query, { lookahead: 100 }))).toHaveLength(past.count);
    });
    expect(rounds).toBeLessThanOrEqual(24);
  });
});

/** The number of rounds, in each of which the service answers all open requests, until the work is done. */
async function roundsOf(
  data: SampleData,
  work: (client: AffinityClient) => Promise<unknown>,
): Promise<number> {
  const sandbox = new TestSandbox({ data, now: new Date(testNow), clock: testClock() });
  const asked: (() => void)[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const answer = await sandbox.fetch(input, init);
    await new Promise<void>((resolve) => asked.push(resolve));
    return answer;
  };
  const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch, maxConcurrency: 3, clock: testClock() });
  const state = { done: false };
  const working = work(client).finally(() => (state.done = true));
  let rounds = 0;
  for (; !state.done; rounds += 1) {
    for (const answer of asked.splice(0)) answer();
    for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
  await working;
  return rounds;
}
