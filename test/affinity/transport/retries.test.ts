import { describe, expect, it, vi } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import type { ScriptedAnswer } from '../../support/scriptedServer.ts';
import { failure, stoppedClock, testClient, testClock, testNow } from '../testClient.ts';
import { wireCall } from '../wireInteraction.ts';

const found: ScriptedAnswer = { body: { id: 4, content: 'x', success: true } };
const limited = (headers: Record<string, string> = {}): ScriptedAnswer => ({ status: 429, headers });
const call = { type: 1, personIds: [1, 2], content: 'x', date: '2025-01-01T00:00:00Z' } as const;
const header = {
  userReset: 'X-Ratelimit-Limit-User-Reset',
  userRemaining: 'X-Ratelimit-Limit-User-Remaining',
  orgReset: 'X-Ratelimit-Limit-Org-Reset',
  orgRemaining: 'X-Ratelimit-Limit-Org-Remaining',
};
const minuteUsedUp = { [header.userReset]: '12', [header.userRemaining]: '0' };

async function scripted(answers: ScriptedAnswer[], options: Parameters<typeof testClient>[1] = {}) {
  const server = await scriptedServer(answers);
  const clock = testClock();
  return { server, clock, client: testClient(server, { clock, ...options }) };
}

describe('a read', () => {
  it.each([
    ['a rate limit', limited()],
    ['a server error', { status: 500 }],
    ['a cut connection', { silence: 'cut' }],
  ] as [string, ScriptedAnswer][])('is sent once with `retry: false`, even after %s', async (_, answer) => {
    const { server, client } = await scripted([answer, found]);
    await failure(client.notes.get(4, { retry: false }));
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['a rate limit', limited()],
    ['a server error', { status: 500 }],
    ['an unavailable service', { status: 503 }],
    ['a cut connection', { silence: 'cut' }],
  ] as [string, ScriptedAnswer][])('is repeated after %s', async (_, answer) => {
    const { server, client } = await scripted([answer, answer, answer, found]);
    expect(await client.notes.get(4)).toMatchObject({ id: 4 });
    expect(server.requests).toHaveLength(4);
  });

  it.each([{ silence: 'stall' }, { ...found, half: 'stall' }] as ScriptedAnswer[])(
    'is repeated when %j times out',
    async (answer) => {
      const { server, client } = await scripted([answer, found], { timeoutMs: 1_500 });
      expect(await client.notes.get(4)).toMatchObject({ id: 4 });
      expect(server.requests).toHaveLength(2);
    },
  );

  it.each([
    ['a rate limit', limited(), 'rate-limited'],
    ['a server error', { status: 502 }, 'server'],
    ['a cut connection', { silence: 'cut' }, 'network'],
  ] as [string, ScriptedAnswer, string][])('fails after meeting %s four times', async (_, answer, kind) => {
    const { server, client } = await scripted(Array(9).fill(answer) as ScriptedAnswer[]);
    expect(await failure(client.notes.get(4))).toMatchObject({ kind });
    expect(server.requests).toHaveLength(4);
  });

  it.each([
    ['a refusal', { status: 404 }],
    ['a redirect', { status: 302 }],
    ['a response that is not JSON', { body: 'hello' }],
    ['a truncated response', { ...found, half: 'cut' }],
  ] as [string, ScriptedAnswer][])('is not repeated after %s', async (_, answer) => {
    const { server, client } = await scripted([answer, found]);
    await failure(client.notes.get(4));
    expect(server.requests).toHaveLength(1);
  });

  it('is repeated as often as `maxRetries` allows', async () => {
    const { server, client } = await scripted(
      Array.from({ length: 9 }, () => ({ status: 500 })),
      {
        maxRetries: 1,
      },
    );
    await failure(client.notes.get(4));
    expect(server.requests).toHaveLength(2);
  });

  it('waits for a random part of a range that doubles each time', async () => {
    vi.spyOn(Math, 'random').mockReturnValueOnce(0.5).mockReturnValueOnce(0.25).mockReturnValueOnce(1);
    const { client, clock } = await scripted([{ status: 500 }, { silence: 'cut' }, limited(), found]);
    await client.notes.get(4);
    expect(clock.sleeps).toEqual([500, 500, 2000]);
  });

  it('never waits longer than `maxRetryDelayMs`', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const { client, clock } = await scripted([{ status: 500 }, { status: 500 }, found], {
      maxRetryDelayMs: 1500,
    });
    await client.notes.get(4);
    expect(clock.sleeps).toEqual([1000, 1500]);
  });
});

describe('a write', () => {
  it.each([{ status: 500 }, { status: 503 }, { silence: 'cut' }, { silence: 'stall' }] as ScriptedAnswer[])(
    'is never repeated after %j',
    async (answer) => {
      const { server, client } = await scripted([answer, { body: wireCall(1) }], { timeoutMs: 1_500 });
      await failure(client.interactions.create(call));
      await eventually(() => expect(server.requests).toHaveLength(1));
    },
  );

  it('is repeated after a rate limit, because the service has done nothing yet', async () => {
    const { server, clock, client } = await scripted([
      limited({ 'Retry-After': '2' }),
      { body: wireCall(1) },
    ]);
    expect(await client.interactions.create(call)).toMatchObject({ id: 1 });
    expect(server.requests.map(({ body }) => body)).toEqual([
      server.requests[0]?.body,
      server.requests[0]?.body,
    ]);
    expect(clock.sleeps).toEqual([2000]);
  });

  it('is refused when the retries are used up', async () => {
    const { server, client } = await scripted(Array(9).fill(limited()) as ScriptedAnswer[]);
    const error = await failure(client.interactions.delete(1, 0));
    expect(error).toMatchObject({ kind: 'rate-limited', outcome: 'refused' });
    expect(server.requests).toHaveLength(4);
  });
});

describe('a wait that the service asks for', () => {
  it.each([
    [{ 'Retry-After': '7' }, 7000],
    [{ 'Retry-After': '1.5' }, 1500],
    [{ 'Retry-After': new Date(testNow + 9000).toUTCString() }, 9000],
    [{ 'Retry-After': 'Sun Jun 15 12:00:07 2025' }, 7000],
    [{ 'Retry-After': 'Sun Jun 15 12:00:07 2025 or so', ...minuteUsedUp }, 12_000],
    [minuteUsedUp, 12_000],
    [{ 'Retry-After': '3', ...minuteUsedUp }, 3000],
    [{ 'Retry-After': '3', [header.userRemaining]: '800' }, 3000],
    [{ 'Retry-After': 'soon', ...minuteUsedUp }, 12_000],
    [{ 'Retry-After': '-1', ...minuteUsedUp }, 12_000],
    [{ ...minuteUsedUp, [header.orgReset]: '50', [header.orgRemaining]: '40' }, 12_000],
    [{ ...minuteUsedUp, [header.orgReset]: '50', [header.orgRemaining]: '0' }, 50_000],
    [{ ...minuteUsedUp, [header.orgRemaining]: '0' }, 12_000],
    [{ [header.userReset]: '12', [header.orgReset]: '50', [header.orgRemaining]: '0' }, 50_000],
  ])('is honoured with %j', async (headers, ms) => {
    const { client, clock } = await scripted([limited(headers), found]);
    await client.notes.get(4);
    expect(clock.sleeps).toEqual([ms]);
  });

  it('is honoured as an asctime date, which pads the day with a space', async () => {
    const clock = testClock(Date.parse('2026-01-01T00:00:00Z'));
    const { client } = await scripted([limited({ 'Retry-After': 'Thu Jan  1 00:00:07 2026' }), found], {
      clock,
    });
    await client.notes.get(4);
    expect(clock.sleeps).toEqual([7000]);
  });

  it('is skipped when its date has passed', async () => {
    const past = new Date(testNow - 9000).toUTCString();
    const { client, clock } = await scripted([limited({ 'Retry-After': past }), found]);
    await client.notes.get(4);
    expect(clock.sleeps).toEqual([]);
  });

  it('is honoured when the service is down, unlike the end of the minute', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const down = { status: 503, headers: { 'Retry-After': '8' } };
    const failing = { status: 500, headers: { [header.userReset]: '40' } };
    const { client, clock } = await scripted([down, failing, found]);
    await client.notes.get(4);
    expect(clock.sleeps).toEqual([8000, 1000]);
  });

  it('may be as long as `maxRetryDelayMs`', async () => {
    const { client, clock } = await scripted([limited({ 'Retry-After': '60' }), found]);
    await client.notes.get(4);
    expect(clock.sleeps).toEqual([60_000]);
  });

  it('fails at once when it is longer', async () => {
    const { server, client, clock } = await scripted([limited({ 'Retry-After': '61' }), found]);
    expect(await failure(client.notes.get(4))).toMatchObject({ kind: 'rate-limited', retryAfterMs: 61_000 });
    expect(server.requests).toHaveLength(1);
    expect(clock.sleeps).toEqual([]);
  });

  it('fails at once when the month is used up', async () => {
    const headers = { [header.userReset]: '12', [header.orgReset]: '864000', [header.orgRemaining]: '0' };
    const { client } = await scripted([limited(headers)]);
    expect(await failure(client.notes.get(4))).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 864_000_000,
    });
  });

  it('holds no other request back when it fails', async () => {
    const { client, clock } = await scripted([limited({ 'Retry-After': '61' }), found]);
    await failure(client.notes.get(4));
    expect(await client.notes.get(4)).toMatchObject({ id: 4 });
    expect(clock.sleeps).toEqual([]);
  });

  it('is reported when the retries are used up', async () => {
    const { client } = await scripted([limited({ 'Retry-After': '5' })], { maxRetries: 0 });
    expect(await failure(client.notes.get(4))).toMatchObject({ kind: 'rate-limited', retryAfterMs: 5000 });
  });
});

describe('a rate limit', () => {
  it('holds back the other requests of the client, reads and writes, until the wait is over', async () => {
    const server = await scriptedServer((_, count) =>
      count === 0 ? limited({ 'Retry-After': '5' }) : found,
    );
    const clock = stoppedClock();
    const client = testClient(server, { clock });
    const first = client.notes.get(1);
    await eventually(() => expect(clock.sleeps).toHaveLength(1));
    const others = [client.notes.get(2), client.interactions.delete(3, 0)];
    await eventually(() => expect(clock.sleeps).toHaveLength(2));
    expect(server.requests).toHaveLength(1);
    clock.advance(4999);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.requests).toHaveLength(1);
    clock.advance(1);
    await first;
    await Promise.all(others);
    expect(server.requests).toHaveLength(4);
  });

  it('holds later requests back even when the retries are used up', async () => {
    const { client, clock } = await scripted([limited({ 'Retry-After': '5' }), found], { maxRetries: 0 });
    await failure(client.notes.get(4));
    await client.notes.get(4);
    expect(clock.sleeps).toEqual([5000]);
  });

  it('holds no other client back', async () => {
    const server = await scriptedServer((_, count) =>
      count === 0 ? limited({ 'Retry-After': '5' }) : found,
    );
    const clock = stoppedClock();
    const stop = new AbortController();
    const held = testClient(server, { clock }).notes.get(4, { signal: stop.signal });
    await eventually(() => expect(clock.sleeps).toHaveLength(1));
    expect(await testClient(server).notes.get(4)).toMatchObject({ id: 4 });
    stop.abort('enough');
    await expect(held).rejects.toBe('enough');
  });
});
