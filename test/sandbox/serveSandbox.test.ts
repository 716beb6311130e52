import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveSandbox } from '../support/serveSandbox.ts';
import type { ServedSandbox } from '../support/serveSandbox.ts';
import { NOW, ids, smallFirm } from './smallFirm.ts';

let served: ServedSandbox;

beforeEach(async () => {
  served = await serveSandbox({ data: smallFirm(), now: new Date(NOW) });
});
afterEach(() => served.close());

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Basic ${btoa(`:${served.sandbox.apiKey}`)}`);
  return fetch(served.url + path, { ...init, headers });
}

function create(): Promise<Response> {
  const call = {
    type: 1,
    person_ids: [ids.ann, ids.jane],
    content: 'Grüße 👋',
    date: '2025-11-01T00:00:00Z',
  };
  const headers = { 'Content-Type': 'application/json' };
  return ask('/interactions', { method: 'POST', headers, body: JSON.stringify(call) });
}

/** A busy machine may take longer than any fixed time. */
async function requestArrived(): Promise<void> {
  while (served.sandbox.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('a served sandbox', () => {
  it('answers as it does in process, headers included', async () => {
    const response = await ask(`/persons/${ids.jane}`);
    expect([response.status, response.headers.get('X-Ratelimit-Limit-User-Remaining')]).toEqual([200, '899']);
    expect(await response.json()).toMatchObject({ id: ids.jane, first_name: 'Jane' });
  });

  it('accepts bodies in any script', async () => {
    const { notes } = (await (await create()).json()) as { notes: number[] };
    expect(served.sandbox.note(notes[0] ?? 0)?.content).toBe('Grüße 👋');
  });

  it.each([
    ['before', false],
    ['after', true],
  ] as const)('cuts the connection %s the request takes effect', async (when, takesEffect) => {
    served.sandbox.play({ kind: 'drop', when });
    await expect(create()).rejects.toThrow(TypeError);
    expect(served.sandbox.interaction(1, 1001) !== undefined).toBe(takesEffect);
  });

  it('cuts the connection in the middle of the body', async () => {
    served.sandbox.play({ kind: 'cut-body' });
    const response = await ask('/auth/whoami');
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it.each(['stall', 'stall-body'] as const)('never completes an answer with the fault %s', async (kind) => {
    served.sandbox.play({ kind });
    const controller = new AbortController();
    const answer = ask('/auth/whoami', { signal: controller.signal }).then((response) => response.text());
    await requestArrived();
    setTimeout(() => controller.abort(new Error('Enough.')), 20);
    await expect(answer).rejects.toThrow('Enough.');
    expect((await ask('/auth/whoami')).status).toBe(200);
  });

  it('passes on statuses without a body and their headers', async () => {
    served.sandbox.play(
      { kind: 'status', status: 204 },
      { kind: 'status', status: 302, headers: { Location: 'https://elsewhere.example/' } },
    );
    const [empty, redirect] = [await ask('/persons'), await ask('/persons', { redirect: 'manual' })];
    expect([empty.status, await empty.text()]).toEqual([204, '']);
    expect([redirect.status, redirect.headers.get('Location')]).toEqual([302, 'https://elsewhere.example/']);
  });

  it('closes while requests are waiting, and they fail', async () => {
    served.sandbox.play({ kind: 'stall' });
    const waiting = ask('/auth/whoami').catch((error: unknown) => error);
    await requestArrived();
    await served.close();
    expect(await waiting).toBeInstanceOf(TypeError);
    served = await serveSandbox({ data: smallFirm() });
  });
});
