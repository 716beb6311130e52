import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Account } from '../../../src/editor/account/account.ts';
import { AccountConnection } from '../../../src/editor/account/accountConnection.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A network that swallows what is sent and answers nothing. */
const swallowing = (_: unknown, init?: RequestInit) =>
  new Promise<Response>((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
  });

/** Half an answer, and then nothing more, or an end. */
const stopping = (end?: Error) => async (_: unknown, init?: RequestInit) => {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode('{"id":'));
      if (end !== undefined) controller.error(end);
      init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
    },
  });
  return new Response(body);
};

const connected = (fetch: typeof globalThis.fetch = swallowing) =>
  new AccountConnection({ kind: 'sample' } as Account, { apiKey: 'key', fetch }, () => 0);

describe('a connection that gets no answer', () => {
  it.each([
    ['once the client has waited for as long as it does', swallowing],
    ['as well when the answer stops in its middle', stopping()],
  ])('is offline %s', async (_when, fetch) => {
    const connection = connected(fetch);
    const reading = connection.client.notes.get(1, { retry: false }).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(28_000);
    expect(connection.problem).toBeUndefined();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await reading).toMatchObject({ kind: 'timeout' });
    expect(connection.problem).toBe('offline');
  });

  it('is not offline because an answer was cut off', async () => {
    const connection = connected(stopping(new TypeError('terminated')));
    const reading = connection.client.notes.get(1, { retry: false }).catch((error: unknown) => error);
    expect(await reading).toMatchObject({ kind: 'bad-response' });
    expect(connection.problem).toBeUndefined();
  });

  it('is not offline because a request was aborted', async () => {
    const connection = connected();
    const stop = new AbortController();
    const { signal } = stop;
    const reading = connection.client.notes.get(1, { signal }).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(5_000);
    stop.abort(new Error('no longer wanted'));
    expect(await reading).toHaveProperty('message', 'no longer wanted');
    expect(connection.problem).toBeUndefined();
  });
});

describe('a connection that the service limits', () => {
  const org = { 'X-Ratelimit-Limit-Org-Remaining': '0', 'X-Ratelimit-Limit-Org-Reset': '7200' };

  it.each<[string, Record<string, string>, number]>([
    ['that was named', { 'Retry-After': '300' }, 300],
    ['of the minute', { 'X-Ratelimit-Limit-User-Remaining': '0', 'X-Ratelimit-Limit-User-Reset': '20' }, 20],
    ['of the month', { ...org, 'X-Ratelimit-Limit-User-Reset': '20' }, 7200],
    ['of a minute when none is named', {}, 60],
  ])('is no longer limited after the end %s, without a request', async (_, headers, seconds) => {
    const { connection, told } = await limited(new Response('', { status: 429, headers }));
    expect(connection.problem).toBe('limited');
    await vi.advanceTimersByTimeAsync(seconds * 1000 - 1);
    expect(connection.problem).toBe('limited');
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toEqual(['limited', undefined]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not limited by too many requests at once while the minute has requests left', async () => {
    const headers = { 'X-Ratelimit-Limit-User-Remaining': '899', 'X-Ratelimit-Limit-User-Reset': '59' };
    const { connection, told } = await limited(new Response('', { status: 429, headers }));
    expect(connection.problem).toBeUndefined();
    expect(told).toEqual([]);
  });

  it('stays limited for a month, which is longer than a timer can wait', async () => {
    const headers = { 'Retry-After': String(31 * 24 * 3600) };
    const { connection } = await limited(new Response('', { status: 429, headers }));
    await vi.advanceTimersByTimeAsync(1000);
    expect(connection.problem).toBe('limited');
  });

  it('follows the latest answer', async () => {
    // Too long to be waited for, so that the client asks again at once.
    const refused = new Response('', { status: 429, headers: { 'Retry-After': '300' } });
    const { connection, told, ask } = await limited(refused, new Response('', { status: 401 }));
    await ask();
    expect(told).toEqual(['limited', 'unauthorized']);
    await vi.advanceTimersByTimeAsync(300_000);
    expect(connection.problem).toBe('unauthorized');
  });
});

/** After the answers that are given, in order; the last one comes again and again. */
async function limited(...answers: readonly Response[]) {
  const rest = [...answers];
  const connection = connected(async () => (rest.length > 1 ? rest.shift() : rest[0])?.clone() as Response);
  const told: unknown[] = [];
  connection.onDidChangeProblem(() => told.push(connection.problem));
  const ask = async () => {
    await connection.client.notes.get(1, { retry: false }).catch((error: unknown) => error);
  };
  await ask();
  return { connection, told, ask };
}
