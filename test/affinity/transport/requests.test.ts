import { describe, expect, it, vi } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import { failure, stoppedClock, testClient, testClock } from '../testClient.ts';

const found = { body: { id: 4, content: 'x' } };
const reason = { why: 'the user closed the view' };

describe('concurrency', () => {
  it('never exceeds `maxConcurrency`', async () => {
    const server = await scriptedServer(() => ({
      ...found,
      after: new Promise((done) => setTimeout(done, 5)),
    }));
    const client = testClient(server, { maxConcurrency: 2 });
    await Promise.all([1, 2, 3, 4, 5, 6, 7].map((id) => client.notes.get(id)));
    expect(server.mostInFlight()).toBe(2);
    expect(server.requests).toHaveLength(7);
  });

  it('serves requests in order of arrival', async () => {
    const server = await scriptedServer(() => found);
    const client = testClient(server, { maxConcurrency: 1 });
    await Promise.all([3, 1, 2].map((id) => client.notes.get(id)));
    expect(server.requests.map(({ path }) => path)).toEqual(['/notes/3', '/notes/1', '/notes/2']);
  });

  it('defaults to six', async () => {
    const { promise: later, resolve } = Promise.withResolvers<void>();
    const server = await scriptedServer(() => ({ ...found, after: later }));
    const client = testClient(server);
    const all = Promise.all(Array.from({ length: 9 }, (_, id) => client.notes.get(id)));
    await eventually(() => expect(server.requests).toHaveLength(6));
    resolve();
    await all;
    expect(server.mostInFlight()).toBe(6);
  });

  it('frees the place of a request that fails or is aborted', async () => {
    const server = await scriptedServer(
      (_, count) => [{ status: 404 }, { silence: 'stall' as const }][count] ?? found,
    );
    const client = testClient(server, { maxConcurrency: 1 });
    const stop = new AbortController();
    await failure(client.notes.get(1));
    const stopped = client.notes.get(2, { signal: stop.signal });
    await eventually(() => expect(server.requests).toHaveLength(2));
    stop.abort(reason);
    await expect(stopped).rejects.toBe(reason);
    expect(await client.notes.get(3)).toMatchObject({ id: 4 });
  });
});

describe('an abort rejects with the reason of the signal', () => {
  it('before anything is sent', async () => {
    const server = await scriptedServer([found]);
    const client = testClient(server);
    await expect(client.notes.get(4, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    { silence: 'stall' },
    { ...found, half: 'stall' },
    { ...found, status: 404, half: 'stall' },
  ] as const)('during %j, and cancels the request', async (answer) => {
    const server = await scriptedServer([answer]);
    const stop = new AbortController();
    const stopped = testClient(server).notes.get(4, { signal: stop.signal });
    await eventually(() => expect(server.requests).toHaveLength(1));
    await new Promise((done) => setTimeout(done, 10));
    stop.abort(reason);
    await expect(stopped).rejects.toBe(reason);
    await eventually(() => expect(server.requests[0]?.left()).toBe(true));
    expect(server.requests).toHaveLength(1);
  });

  it('in the queue, without a request and without blocking others', async () => {
    const { promise: later, resolve } = Promise.withResolvers<void>();
    const server = await scriptedServer(() => ({ ...found, after: later }));
    const client = testClient(server, { maxConcurrency: 1 });
    const stop = new AbortController();
    const first = client.notes.get(1);
    const second = client.notes.get(2, { signal: stop.signal });
    const third = client.notes.get(3);
    stop.abort(reason);
    await expect(second).rejects.toBe(reason);
    resolve();
    await Promise.all([first, third]);
    expect(server.requests.map(({ path }) => path)).toEqual(['/notes/1', '/notes/3']);
  });

  it.each([{ status: 429, headers: { 'Retry-After': '5' } }, { status: 503 }, { silence: 'cut' }] as const)(
    'during the wait after %j',
    async (answer) => {
      const server = await scriptedServer([answer]);
      const clock = stoppedClock();
      const stop = new AbortController();
      const stopped = testClient(server, { clock }).notes.get(4, { signal: stop.signal });
      await eventually(() => expect(clock.sleeps).toHaveLength(1));
      stop.abort(reason);
      await expect(stopped).rejects.toBe(reason);
      expect(server.requests).toHaveLength(1);
    },
  );

  it('while a rate limit of another request holds it back', async () => {
    const server = await scriptedServer([{ status: 429, headers: { 'Retry-After': '5' } }, found]);
    const clock = stoppedClock();
    const client = testClient(server, { clock });
    const stop = new AbortController();
    const first = client.notes.get(1);
    await eventually(() => expect(clock.sleeps).toHaveLength(1));
    const second = client.notes.get(2, { signal: stop.signal });
    await eventually(() => expect(clock.sleeps).toHaveLength(2));
    stop.abort(reason);
    await expect(second).rejects.toBe(reason);
    clock.advance(5000);
    await first;
    expect(server.requests).toHaveLength(2);
  });

  it('even when fetch and clock ignore signals', async () => {
    const forever = new Promise<never>(() => {});
    const stop = new AbortController();
    const deaf = testClient({ url: 'http://localhost' }, { fetch: async () => forever });
    const stopped = deaf.notes.get(4, { signal: stop.signal });
    const clock = { now: () => 0, sleep: async () => forever };
    const failing = testClient(
      { url: 'http://localhost' },
      { clock, fetch: async () => Promise.reject(new Error('no')) },
    );
    const waiting = failing.notes.get(4, { signal: stop.signal });
    setTimeout(() => stop.abort(reason), 10);
    await expect(stopped).rejects.toBe(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});

describe('a timeout', () => {
  it('differs from an abort, and covers a response up to its last byte', async () => {
    const server = await scriptedServer(() => ({ ...found, half: 'stall' }));
    const { signal } = new AbortController();
    const client = testClient(server, { timeoutMs: 50, maxRetries: 0 });
    expect(await failure(client.notes.get(4, { signal }))).toMatchObject({ kind: 'timeout' });
  });

  it('applies when fetch ignores signals', async () => {
    const client = testClient(
      { url: 'http://localhost' },
      { fetch: async () => new Promise<never>(() => {}), timeoutMs: 20, maxRetries: 0 },
    );
    expect(await failure(client.whoami())).toMatchObject({ kind: 'timeout' });
  });

  it('does not include the time in the queue', async () => {
    const server = await scriptedServer(() => ({
      ...found,
      after: new Promise((done) => setTimeout(done, 120)),
    }));
    const client = testClient(server, { timeoutMs: 1_000, maxConcurrency: 1 });
    await Promise.all(Array.from({ length: 10 }, (_, id) => client.notes.get(id)));
    expect(server.requests).toHaveLength(10);
  });

  it('may be longer than a timer can run', async () => {
    const server = await scriptedServer([found]);
    expect(await testClient(server, { timeoutMs: Infinity }).notes.get(4)).toMatchObject({ id: 4 });
  });
});

describe('the state of the limits', () => {
  const headers = {
    'X-Ratelimit-Limit-User': '900',
    'X-Ratelimit-Limit-User-Remaining': '0',
    'X-Ratelimit-Limit-User-Reset': '31',
    'X-Ratelimit-Limit-Org': 'unlimited',
    'X-Ratelimit-Limit-Org-Remaining': 'Unlimited',
    'X-Ratelimit-Limit-Org-Reset': '86400',
  };

  it('is reported for every response, errors and redirects included', async () => {
    const server = await scriptedServer([
      { status: 500, headers },
      { ...found, headers },
      { status: 404 },
      { status: 302 },
    ]);
    const onLimits = vi.fn<(limits: object) => void>();
    const client = testClient(server, { onLimits });
    await client.notes.get(4);
    await failure(client.notes.get(4));
    await failure(client.notes.get(4));
    const limits = {
      user: { limit: 900, remaining: 0, resetSeconds: 31 },
      org: { limit: Infinity, remaining: Infinity, resetSeconds: 86_400 },
    };
    const nothing = { user: {}, org: {} };
    expect(onLimits.mock.calls).toStrictEqual([[limits], [limits], [nothing], [nothing]]);
  });

  it('is reported for whoami too, which is the first request of an account', async () => {
    const body = { tenant: { id: 1 }, user: { id: 1 } };
    const server = await scriptedServer([{ body, headers }]);
    const onLimits = vi.fn<(limits: object) => void>();
    await testClient(server, { onLimits }).whoami();
    expect(onLimits).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ user: { limit: 900, remaining: 0, resetSeconds: 31 } }),
    );
  });

  it('leaves out unreadable values', async () => {
    const odd = {
      'X-Ratelimit-Limit-User': '',
      'X-Ratelimit-Limit-User-Remaining': 'many',
      'X-Ratelimit-Limit-Org-Reset': '-4',
    };
    const server = await scriptedServer([{ ...found, headers: odd }]);
    const onLimits = vi.fn<(limits: object) => void>();
    await testClient(server, { onLimits }).notes.get(4);
    expect(onLimits.mock.calls).toStrictEqual([[{ user: {}, org: {} }]]);
  });

  it.each([
    () => {
      throw new Error('a broken listener');
    },
    async () => Promise.reject(new Error('a broken listener')),
  ])('costs no response when the listener fails', async (onLimits) => {
    const server = await scriptedServer([found]);
    expect(await testClient(server, { onLimits }).notes.get(4)).toMatchObject({ id: 4 });
  });

  it.each([
    [
      {
        rate: {
          org_monthly: { limit: 'unlimited', remaining: 'unlimited', reset: 10, used: 5 },
          api_key_per_minute: { limit: 900, remaining: 899, reset: 3, used: 1 },
        },
      },
      {
        user: { limit: 900, remaining: 899, resetSeconds: 3 },
        org: { limit: Infinity, remaining: Infinity, resetSeconds: 10 },
      },
    ],
    [
      { rate: { api_key_per_minute: { limit: '900', remaining: null, reset: {} } } },
      { user: { limit: 900 }, org: {} },
    ],
    [{ rate: 'fine' }, { user: {}, org: {} }],
    ['', { user: {}, org: {} }],
    [[], { user: {}, org: {} }],
  ])('can be requested: %j', async (body, limits) => {
    const server = await scriptedServer([{ body }]);
    expect(await testClient(server).rateLimit()).toStrictEqual(limits);
    expect(server.requests).toMatchObject([{ method: 'GET', path: '/rate-limit', query: {} }]);
  });
});

describe('the fetch of a client', () => {
  it('is the global one at the time of the call', async () => {
    const client = testClient({ url: 'http://localhost' }, { clock: testClock() });
    vi.stubGlobal('fetch', async () => Promise.resolve(Response.json({ id: 4 })));
    expect(await client.notes.get(4)).toMatchObject({ id: 4 });
    vi.unstubAllGlobals();
  });
});
