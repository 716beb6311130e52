import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection } from '../../src/editor/account/connection.ts';
import type { Account } from '../../src/editor/account/account.ts';

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

const connected = () =>
  new Connection({ kind: 'sample' } as Account, { apiKey: 'key', fetch: swallowing }, () => 0);

describe('a connection that gets no answer', () => {
  it('is offline once the client has waited for as long as it does', async () => {
    const connection = connected();
    const reading = connection.client.notes.get(1, { retry: false }).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(28_000);
    expect(connection.problem).toBeUndefined();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await reading).toMatchObject({ kind: 'timeout' });
    expect(connection.problem).toBe('offline');
  });

  it('is not offline because somebody wants the answer no more', async () => {
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
