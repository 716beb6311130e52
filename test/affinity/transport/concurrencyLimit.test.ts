import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AffinityClient } from '../../../src/affinity/index.ts';
import type { AffinityClientOptions } from '../../../src/affinity/index.ts';
import { runCount } from '../../support/runCount.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import { VirtualClock } from '../../support/virtualClock.ts';
import { failure, testClient, testClock, testKey, testNow } from '../testClient.ts';
import { collected, dayMs } from '../walkService.ts';
import { wireCall } from '../wireInteraction.ts';

const DURATION_MS = 100;
const yearMs = 365 * dayMs;
const crowded = { status: 429 };
const note = { body: { id: 4 } };
const seeds = Array.from({ length: runCount(2) }, (_, index) => index + 1);

beforeEach(() => seedRandom(1));

interface ServiceOptions {
  /** Requests that the service handles at a time. */
  limit: number;
  durationMs?: number;
  /** The service names the remaining requests of the minute. */
  namesRemaining?: boolean;
}

type Times = Record<'asked' | 'refused', number[]>;

/** A service in virtual time that refuses requests beyond its limit, and serves lists of calls and single notes. */
class CrowdedService {
  readonly clock = new VirtualClock(testNow);
  readonly options: ServiceOptions;
  /** The times at which requests came and were refused. */
  readonly times: Times = { asked: [], refused: [] };
  readonly served: string[] = [];
  mostInFlight = 0;
  #inFlight = 0;
  #remaining = 900;

  constructor(options: ServiceOptions) {
    this.options = options;
  }

  client(options: Partial<AffinityClientOptions> = {}): AffinityClient {
    return new AffinityClient({ apiKey: testKey, clock: this.clock, fetch: this.#fetch, ...options });
  }

  readonly #fetch: typeof globalThis.fetch = async (input) => {
    const clock = this.clock.serverClock;
    this.times.asked.push(clock.now());
    const { limit, durationMs = DURATION_MS, namesRemaining = false } = this.options;
    if (this.#inFlight >= limit) {
      this.times.refused.push(clock.now());
      await clock.sleep(5);
      return Response.json(
        { message: 'Too many requests' },
        { status: 429, headers: this.#headers(namesRemaining) },
      );
    }
    this.#remaining -= 1;
    this.#inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.#inFlight);
    await clock.sleep(durationMs * (0.8 + 0.4 * Math.random()));
    this.#inFlight -= 1;
    const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input);
    this.served.push(pathname);
    const body = pathname.startsWith('/notes/') ? { id: 4 } : callsOf(searchParams);
    return Response.json(body, { headers: this.#headers(namesRemaining) });
  };

  #headers(namesRemaining: boolean): Record<string, string> {
    return namesRemaining ? { 'X-Ratelimit-Limit-User-Remaining': String(this.#remaining) } : {};
  }
}

/** Two pages of a hundred calls in each chunk. */
function callsOf(query: URLSearchParams): object {
  const end = Date.parse(query.get('end_time') ?? '');
  const page = query.get('page_token') === null ? 0 : 1;
  const events = Array.from({ length: 100 }, (_, index) => {
    const id = Math.round((testNow - end) / dayMs) * 1000 + page * 100 + index;
    return wireCall(id, { date: new Date(end - (page * 100 + index + 1) * dayMs).toISOString() });
  });
  return { events, next_page_token: page === 0 ? 'on' : null };
}

function seedRandom(seed: number): void {
  let state = seed * 2_654_435_761;
  vi.spyOn(Math, 'random').mockImplementation(() => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  });
}

const works = {
  '20 notes': { count: 20, work: async (client: AffinityClient) => getNotes(client, 20) },
  '200 notes': { count: 200, work: async (client: AffinityClient) => getNotes(client, 200) },
  'a walk over 1,600 calls': { count: 16, work: walk },
} as const;

async function getNotes(client: AffinityClient, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, id) => client.notes.get(id)));
}

async function walk(client: AffinityClient): Promise<void> {
  const query = { type: 1, companyId: 7, startTime: new Date(testNow - 8 * yearMs) } as const;
  const calls = await collected(client.interactions.iterate(query, { lookahead: 8 }));
  expect(new Set(calls.map(({ id }) => id)).size).toBe(1600);
}

async function durationOf(
  options: ServiceOptions,
  work: (client: AffinityClient) => Promise<void>,
  clientOptions: Partial<AffinityClientOptions> = {},
): Promise<number> {
  const service = new CrowdedService(options);
  const client = service.client(clientOptions);
  await service.clock.run(() => work(client));
  return service.clock.now() - testNow;
}

describe.each([1, 2, 4])('with a limit of %i concurrent requests', (limit) => {
  it.each(Object.entries(works))(
    '%s take at most 1.6 times as long as with that concurrency',
    async (_, { work }) => {
      for (const durationMs of [20, 100, 800]) {
        for (const seed of seeds) {
          seedRandom(seed);
          const options = { limit, durationMs };
          const ideal = await durationOf(options, work, { maxConcurrency: limit });
          expect((await durationOf(options, work)) / ideal).toBeLessThanOrEqual(1.6);
        }
      }
    },
  );

  it.each([0, 500])('two clients of one key share it fairly, the second %i ms later', async (laterMs) => {
    const shares: number[] = [];
    for (const seed of seeds) {
      seedRandom(seed);
      const service = new CrowdedService({ limit });
      const { clock } = service;
      const use = async (times: number[]) => {
        const client = service.client();
        const get = async (id: number) => void times.push((await client.notes.get(id), clock.now()));
        await Promise.all(Array.from({ length: 120 }, (_, id) => get(id)));
      };
      const first: number[] = [];
      const second: number[] = [];
      await service.clock.run(async () => {
        await Promise.all([use(first), clock.sleep(laterMs).then(async () => use(second))]);
      });
      expect(clock.now() - testNow).toBeLessThan(1.6 * ((240 * DURATION_MS) / limit) + laterMs);
      const end = Math.min(first.at(-1) ?? 0, second.at(-1) ?? 0);
      const [few = 0, many = 0] = [first, second]
        .map((times) => times.filter((time) => time > testNow + laterMs && time <= end).length)
        .toSorted((a, b) => a - b);
      shares.push(few / (few + many));
    }
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThan(0.33);
    expect(Math.min(...shares)).toBeGreaterThan(0.1);
  });

  it('every request is served once', async () => {
    const service = new CrowdedService({ limit });
    await service.clock.run(async () => getNotes(service.client(), 50));
    expect(service.served.toSorted()).toEqual(
      Array.from({ length: 50 }, (_, id) => `/notes/${id}`).toSorted(),
    );
    expect(service.mostInFlight).toBe(limit);
  });
});

describe('a refusal by the limit on concurrent requests', () => {
  it('halves the requests in flight, which grow by one after a while without another', async () => {
    const service = new CrowdedService({ limit: 4 });
    const client = service.client();
    const { clock } = service;
    const askedIn = (from: number, to: number) =>
      service.times.asked.filter((time) => time >= testNow + from && time < testNow + to).length;
    await service.clock.run(async () => {
      const all = getNotes(client, 100);
      await clock.sleep(70);
      expect(service.times.refused).toHaveLength(2);
      service.options.limit = 100;
      await clock.sleep(60);
      // Four of the first six are answered by then, and three places were filled again.
      expect(askedIn(1, 130)).toBe(3);
      await all;
    });
    expect(service.mostInFlight).toBe(6);
    expect(clock.now() - testNow).toBeLessThan(4000);
  });

  it('is not counted as a retry while other requests get through', async () => {
    const state = { refusals: 0 };
    const server = await scriptedServer(({ path }) => {
      if (path !== '/notes/1' || state.refusals === 12) return note;
      state.refusals += 1;
      return crowded;
    });
    const client = testClient(server, { maxRetries: 1 });
    const refused = client.notes.get(1);
    for (let id = 2; state.refusals < 12; id += 1) await client.notes.get(id);
    expect(await refused).toHaveProperty('id', 4);
  });

  it.each([
    {},
    { 'X-Ratelimit-Limit-User-Remaining': '800', 'X-Ratelimit-Limit-Org-Remaining': 'unlimited' },
  ])('is given up after the retries when nothing gets through, with the headers %j', async (headers) => {
    vi.spyOn(Math, 'random').mockReturnValue(0.999);
    const server = await scriptedServer(() => ({ ...crowded, headers }));
    const clock = testClock();
    const error = await failure(testClient(server, { clock }).notes.get(1));
    expect(error).toMatchObject({ kind: 'rate-limited', limit: 'concurrency', outcome: 'refused' });
    expect(error.retryAfterMs).toBeUndefined();
    expect(server.requests).toHaveLength(4);
    expect(clock.sleeps).toHaveLength(3);
    expect(Math.max(...clock.sleeps)).toBeLessThanOrEqual(2000);
    expect(Math.min(...clock.sleeps)).toBeGreaterThan(0);
  });

  it('is given up in the end when the clock stands still', async () => {
    const server = await scriptedServer((_, count) => (count === 0 ? note : crowded));
    const clock = { now: () => testNow, sleep: async () => Promise.resolve() };
    const { notes } = testClient(server, { clock });
    await notes.get(1);
    expect(await failure(notes.get(2))).toMatchObject({ kind: 'rate-limited', limit: 'concurrency' });
  });

  it('does not wait for the end of the minute, and holds no other request back', async () => {
    const server = await scriptedServer((_, count) =>
      count === 0
        ? {
            ...crowded,
            headers: { 'X-Ratelimit-Limit-User-Remaining': '899', 'X-Ratelimit-Limit-User-Reset': '55' },
          }
        : note,
    );
    const clock = testClock();
    const { notes } = testClient(server, { clock });
    await Promise.all([1, 2, 3].map(async (id) => notes.get(id)));
    expect(server.requests).toHaveLength(4);
    expect(clock.sleeps.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(2000);
  });

  it('is followed by a wait that is not the same each time', async () => {
    const waits = new Set<number>();
    for (let run = 0; run < 5; run += 1) {
      const server = await scriptedServer([crowded, note]);
      const clock = testClock();
      await testClient(server, { clock }).notes.get(1);
      waits.add(clock.sleeps[0] ?? 0);
    }
    expect(waits.size).toBe(5);
  });

  it('repeats a write too, because the service has done nothing', async () => {
    const server = await scriptedServer([crowded, { body: wireCall(3) }]);
    const call = { type: 1, personIds: [1, 2], content: 'x', date: '2025-01-01T00:00:00Z' } as const;
    expect(await testClient(server).interactions.create(call)).toHaveProperty('id', 3);
    expect(server.requests[1]?.body).toEqual(server.requests[0]?.body);
  });

  it('is reported at once when the caller wants no retry', async () => {
    const server = await scriptedServer([crowded]);
    const error = await failure(testClient(server).notes.get(1, { retry: false }));
    expect(error).toMatchObject({ kind: 'rate-limited', limit: 'concurrency' });
    expect(server.requests).toHaveLength(1);
  });

  it('lets the caller abort the wait, and gives the place back', async () => {
    const service = new CrowdedService({ limit: 1 });
    const client = service.client({ maxConcurrency: 2 });
    const stop = new AbortController();
    await service.clock.run(async () => {
      const first = client.notes.get(1);
      const second = client.notes.get(2, { signal: stop.signal });
      await service.clock.sleep(10);
      stop.abort('enough');
      await expect(second).rejects.toBe('enough');
      await Promise.all([first, client.notes.get(3)]);
    });
    expect(service.served).toEqual(['/notes/1', '/notes/3']);
  });

  it('does not end a lone request while another client of the key gets through', async () => {
    for (const seed of seeds) {
      seedRandom(seed);
      const service = new CrowdedService({ limit: 1, namesRemaining: true });
      await service.clock.run(async () => {
        const busy = getNotes(service.client(), 100);
        await service.clock.sleep(30);
        expect(await service.client().notes.get(7)).toHaveProperty('id', 4);
        await busy;
      });
    }
  });
});

describe('the limit that was reached', () => {
  const [user, org] = ['X-Ratelimit-Limit-User-Remaining', 'X-Ratelimit-Limit-Org-Remaining'];

  it.each([
    [{ [user]: '0' }, 'user'],
    [{ [org]: '0' }, 'org'],
    [{ [user]: '0', [org]: '0' }, 'org'],
    [{ [user]: '1', [org]: '99' }, 'concurrency'],
    [{ [user]: 'soon' }, 'concurrency'],
    [{ [user]: '0', 'Retry-After': '1' }, 'user'],
    [{ [user]: '5', 'Retry-After': '1' }, undefined],
    [{ 'Retry-After': 'soon' }, 'concurrency'],
  ])('with %j is %s', async (headers, limit) => {
    const server = await scriptedServer([{ status: 429, headers }]);
    const error = await failure(testClient(server, { maxRetries: 0 }).notes.get(1));
    expect(error).toHaveProperty('limit', limit);
  });

  it('is named by no other error', async () => {
    const server = await scriptedServer([{ status: 503, headers: { [user]: '0' } }]);
    expect((await failure(testClient(server, { maxRetries: 0 }).notes.get(1))).limit).toBeUndefined();
  });
});
