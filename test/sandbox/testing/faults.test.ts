import { describe, expect, it } from 'vitest';
import { TestSandbox } from '../../../src/sandbox/testing/index.ts';
import type { Fault, TestSandboxOptions } from '../../../src/sandbox/testing/index.ts';
import { VirtualClock } from '../../support/virtualClock.ts';
import { NOW, ids, smallFirm } from '../smallFirm.ts';

interface Setting {
  readonly sandbox: TestSandbox;
  readonly read: (signal?: AbortSignal) => Promise<Response>;
  readonly create: (signal?: AbortSignal) => Promise<Response>;
  /** The number of interactions that were added. */
  readonly made: () => number;
}

function playing(faults: readonly Fault[], options: TestSandboxOptions = {}): Setting {
  const sandbox = new TestSandbox({
    data: smallFirm(),
    clock: new VirtualClock(NOW, { sleep: 'at once' }),
    ...options,
  });
  const before = sandbox.counts().interactions;
  sandbox.play(...faults);
  const headers = { Authorization: `Bearer ${sandbox.apiKey}`, 'Content-Type': 'application/json' };
  const call = { type: 1, person_ids: [ids.ann, ids.jane], content: 'x', date: '2025-11-01T00:00:00Z' };
  const post = { method: 'POST', headers, body: JSON.stringify(call) };
  return {
    sandbox,
    read: (signal) => sandbox.fetch('https://x.example/auth/whoami', { headers, ...(signal && { signal }) }),
    create: (signal) =>
      sandbox.fetch('https://x.example/interactions', { ...post, ...(signal && { signal }) }),
    made: () => sandbox.counts().interactions - before,
  };
}

describe('a fault', () => {
  it('answers another status with the body and headers given, without an effect', async () => {
    const body = { errors: [{ message: 'No.' }] };
    const { create, made } = playing([
      { kind: 'status', status: 422, body, headers: { 'Retry-After': '7' } },
    ]);
    const response = await create();
    expect([response.status, response.headers.get('Retry-After'), await response.json(), made()]).toEqual([
      422,
      '7',
      body,
      0,
    ]);
  });

  it('can answer an error although the request took effect', async () => {
    const { create, made } = playing([{ kind: 'status', status: 500, takeEffect: true }]);
    const response = await create();
    expect([response.status, await response.text(), made()]).toEqual([500, '', 1]);
  });

  it('leaves the limit headers on its answer', async () => {
    const { read } = playing([{ kind: 'status', status: 503, body: 'Busy' }]);
    const { headers } = await read();
    expect(headers.get('X-Ratelimit-Limit-User-Remaining')).toBe('899');
    expect(headers.get('Content-Type')).toContain('text/plain');
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('cuts the connection %s the request takes effect', async (when, effects) => {
    const { create, made, sandbox } = playing([{ kind: 'drop', when }]);
    await expect(create()).rejects.toThrow(new TypeError('fetch failed'));
    expect([made(), sandbox.requests[0]?.status]).toEqual([effects, undefined]);
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('stalls %s the request takes effect, until it is aborted', async (when, effects) => {
    const { create, made } = playing([{ kind: 'stall', when }]);
    const controller = new AbortController();
    const answer = create(controller.signal);
    setTimeout(() => controller.abort(new Error('Enough.')), 5);
    await expect(answer).rejects.toThrow('Enough.');
    expect(made()).toBe(effects);
  });

  it('cuts the connection in the middle of the body', async () => {
    const { create, made } = playing([{ kind: 'cut-body' }]);
    const response = await create();
    expect([response.status, made()]).toEqual([201, 1]);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it('stalls in the middle of the body, until it is aborted', async () => {
    const { read } = playing([{ kind: 'stall-body' }]);
    const controller = new AbortController();
    const response = await read(controller.signal);
    setTimeout(() => controller.abort(new Error('Enough.')), 5);
    await expect(response.text()).rejects.toThrow('Enough.');
  });

  it('answers a body that is not JSON', async () => {
    const { read } = playing([{ kind: 'garbage' }, { kind: 'garbage', body: '{"tenant":' }]);
    const [html, cut] = [await read(), await read()];
    expect(html.headers.get('Content-Type')).toContain('json');
    await expect(html.json()).rejects.toThrow(SyntaxError);
    expect(await cut.text()).toBe('{"tenant":');
  });

  it('answers late, by the clock that was given', async () => {
    const clock = new VirtualClock(NOW, { sleep: 'at once' });
    const { read } = playing([{ kind: 'delay', ms: 4000 }], { clock, delayMs: 100 });
    expect((await read()).status).toBe(200);
    expect(clock.sleeps).toEqual([100, 4000]);
  });

  it('plays once and in order unless a count is given', async () => {
    const faults: Fault[] = [
      { kind: 'status', status: 500, times: 2 },
      { kind: 'status', status: 503 },
    ];
    const { read } = playing(faults);
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await read()).status);
    expect(statuses).toEqual([500, 500, 503, 200]);
  });

  it('waits for the request that it is meant for', async () => {
    const { read, create } = playing([
      { kind: 'status', status: 500, on: { method: 'POST', path: '/inter' } },
    ]);
    expect([(await read()).status, (await create()).status, (await create()).status]).toEqual([
      200, 500, 201,
    ]);
  });

  it('can be meant for the second match, or for a pattern of path and query', async () => {
    const { sandbox, read } = playing([
      { kind: 'status', status: 500, on: { nth: 2 } },
      { kind: 'status', status: 503, on: { path: /type=3$/ } },
    ]);
    const statuses = [(await read()).status, (await read()).status, (await read()).status];
    const headers = { Authorization: `Bearer ${sandbox.apiKey}` };
    const emails = await sandbox.fetch('https://x.example/interactions/1?type=3', { headers });
    expect([...statuses, emails.status]).toEqual([200, 500, 200, 503]);
  });

  it('can last until faults are cleared', async () => {
    const { read, sandbox } = playing([{ kind: 'drop', when: 'before', times: Infinity }]);
    await expect(read()).rejects.toThrow(TypeError);
    await expect(read()).rejects.toThrow(TypeError);
    sandbox.clearFaults();
    expect((await read()).status).toBe(200);
  });
});

describe('a test sandbox', () => {
  it('records requests without the key', async () => {
    const { create, sandbox } = playing([]);
    const headers = { Authorization: `Bearer ${sandbox.apiKey}` };
    await sandbox.fetch(new Request('https://x.example/persons?term=jo&page_size=5', { headers }));
    await create();
    expect(sandbox.requests).toMatchObject([
      { method: 'GET', path: '/persons', query: { term: 'jo', page_size: '5' }, at: NOW, status: 200 },
      { method: 'POST', path: '/interactions', query: {}, body: { type: 1, content: 'x' }, status: 201 },
    ]);
    expect(JSON.stringify(sandbox.requests)).not.toContain(sandbox.apiKey);
  });

  it('counts the most requests in flight, and forgets them when told to', async () => {
    const { read, sandbox } = playing([]);
    await Promise.all([read(), read(), read()]);
    expect([sandbox.requests.length, sandbox.mostInFlight]).toEqual([3, 3]);
    sandbox.clearRequests();
    expect([sandbox.requests.length, sandbox.mostInFlight]).toEqual([0, 0]);
  });

  it('rejects with the reason of a signal, before the request and during the delay', async () => {
    const { read, sandbox } = playing([], { clock: { now: () => NOW, sleep: untilAborted }, delayMs: 1000 });
    const reason = new Error('Never mind.');
    await expect(read(AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(sandbox.requests).toEqual([]);
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 5);
    await expect(read(controller.signal)).rejects.toBe(reason);
  });

  it('delays each request as configured', async () => {
    const clock = new VirtualClock(NOW, { sleep: 'at once' });
    const { read, create } = playing([], { clock, delayMs: ({ method }) => (method === 'POST' ? 300 : 20) });
    await read();
    await create();
    expect(clock.sleeps).toEqual([20, 300]);
  });

  it('can be changed behind the back of its clients', async () => {
    const { sandbox } = playing([]);
    sandbox.changeBehindTheBack(0, 1001, { title: 'Renamed', content: 'Other text' });
    sandbox.deleteBehindTheBack(2, 1001);
    expect(sandbox.interaction(0, 1001)?.title).toBe('Renamed');
    expect(sandbox.note(ids.plainNote)?.content).toBe('Other text');
    expect(sandbox.interaction(2, 1001)).toBeUndefined();
    expect(sandbox.requests).toEqual([]);
  });
});

async function untilAborted(_: number, signal?: AbortSignal): Promise<void> {
  await new Promise((resolve) => {
    signal?.addEventListener('abort', resolve);
  });
  throw signal?.reason;
}
