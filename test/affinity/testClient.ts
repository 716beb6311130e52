import { AffinityClient, AffinityError } from '../../src/affinity/index.ts';
import type { AffinityClientOptions, Clock } from '../../src/affinity/index.ts';
import { untilAborted } from '../../src/affinity/transport/untilAborted.ts';

export const testKey = 'kE9-plain_key/with+signs';

/** Noon of an ordinary day. */
export const testNow = Date.parse('2025-06-15T12:00:00Z');

/** A clock that sleeps without waiting, and writes down for how long. */
export interface TestClock extends Clock {
  readonly sleeps: number[];
}

export function testClock(start = testNow): TestClock {
  let now = start;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      sleeps.push(ms);
      now += ms;
      await Promise.resolve();
    },
  };
}

/** A clock whose sleepers wake when the test says so. */
export function stoppedClock() {
  let now = testNow;
  const sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    sleep: async (ms, signal) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      sleepers.push({ until: now + ms, wake: resolve });
      await untilAborted(promise, signal);
    },
  };
  const advance = (ms: number) => {
    now += ms;
    for (const { until, wake } of sleepers) if (until <= now) wake();
  };
  return { ...clock, sleepers, advance };
}

export function testClient(server: { readonly url: string }, options: Partial<AffinityClientOptions> = {}) {
  return new AffinityClient({ apiKey: testKey, baseUrl: server.url, clock: testClock(), ...options });
}

/** The error of a call that is expected to fail. */
export async function failure(work: Promise<unknown>): Promise<AffinityError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AffinityError) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}
