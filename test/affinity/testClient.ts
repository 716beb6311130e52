import { AffinityClient, AffinityError } from '../../src/affinity/index.ts';
import type { AffinityClientOptions } from '../../src/affinity/index.ts';
import { VirtualClock } from '../support/virtualClock.ts';

export const testKey = 'kE9-plain_key/with+signs';

/** Noon of an ordinary day. */
export const testNow = Date.parse('2025-06-15T12:00:00Z');

/** A clock on which a sleep moves time instead of waiting. */
export function testClock(start = testNow): VirtualClock {
  return new VirtualClock(start, { sleep: 'at once' });
}

/** A clock that stands still until it is moved. */
export function stoppedClock(): VirtualClock {
  return new VirtualClock(testNow);
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
