import { describe, expect, it } from 'vitest';
import { sandboxKeys } from '../../../src/sandbox/testing/index.ts';
import { VirtualClock } from '../../support/virtualClock.ts';
import { sandboxCaller, wordsOf } from '../sandboxCaller.ts';
import type { Answer } from '../sandboxCaller.ts';
import { NOW, smallFirm } from '../smallFirm.ts';

function left({ headers }: Answer): (string | null)[] {
  return ['User', 'User-Remaining', 'User-Reset', 'Org', 'Org-Remaining', 'Org-Reset'].map((name) =>
    headers.get(`X-Ratelimit-Limit-${name}`),
  );
}

describe('limits', () => {
  it('allows 900 requests a minute and 100,000 a month by default', async () => {
    const { get } = sandboxCaller({ data: smallFirm(), clock: new VirtualClock(NOW, { sleep: 'at once' }) });
    const untilDecember = String((10 * 24 + 12) * 3600);
    expect(left(await get('/persons'))).toEqual(['900', '899', '60', '100000', '99999', untilDecember]);
  });

  it('counts down with each request and starts again with the next minute', async () => {
    const clock = new VirtualClock(NOW, { sleep: 'at once' });
    const { get } = sandboxCaller({ data: smallFirm(), clock, limits: { perMinute: 5, perMonth: 50 } });
    await get('/persons');
    clock.advance(20_500);
    expect(left(await get('/persons')).slice(1, 5)).toEqual(['3', '40', '50', '48']);
    clock.advance(40_000);
    expect(left(await get('/persons')).slice(1, 5)).toEqual(['4', '60', '50', '47']);
  });

  it('answers 429 without an effect when the minute is used up, and goes on in the next', async () => {
    const clock = new VirtualClock(NOW, { sleep: 'at once' });
    const { get, send, sandbox } = sandboxCaller({ data: smallFirm(), clock, limits: { perMinute: 1 } });
    await get('/persons');
    const refused = await send('DELETE', '/interactions/1001?type=0');
    expect([refused.status, left(refused).slice(1, 3)]).toEqual([429, ['0', '60']]);
    expect(sandbox.interaction(0, 1001)).toBeDefined();
    clock.advance(60_000);
    expect((await get('/persons')).status).toBe(200);
  });

  it('counts the minute per user and the month for the whole firm', async () => {
    const { get } = sandboxCaller({
      data: smallFirm(),
      clock: new VirtualClock(NOW, { sleep: 'at once' }),
      limits: { perMonth: 10 },
    });
    await get('/persons');
    const answer = await get('/persons', {}, sandboxKeys.colleague);
    expect([left(answer)[1], left(answer)[4]]).toEqual(['899', '8']);
  });

  it('answers 429 to all but the free paths when the month is used up, until the next one', async () => {
    const clock = new VirtualClock(NOW, { sleep: 'at once' });
    const { get } = sandboxCaller({ data: smallFirm(), clock, limits: { perMonth: 1 } });
    const paths = ['/auth/whoami', '/rate-limit', '/persons', '/persons', '/auth/whoami', '/rate-limit'];
    const answers: Answer[] = [];
    for (const path of paths) answers.push(await get(path));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 200, 200]);
    clock.advance(Date.UTC(2025, 11, 1) - clock.now());
    expect((await get('/persons')).status).toBe(200);
  });

  it('also reports the remaining requests in a body', async () => {
    const { get } = sandboxCaller({ data: smallFirm(), clock: new VirtualClock(NOW, { sleep: 'at once' }) });
    await get('/persons');
    expect((await get('/rate-limit')).body).toEqual({
      rate: {
        org_monthly: { limit: 100_000, remaining: 99_999, reset: 907_200, used: 1 },
        api_key_per_minute: { limit: 900, remaining: 898, reset: 60, used: 2 },
      },
    });
  });

  it('supports plans without a monthly limit', async () => {
    const options = { data: smallFirm(), limits: { perMonth: 'unlimited' } } as const;
    const { get } = sandboxCaller(options);
    expect(left(await get('/persons')).slice(3, 5)).toEqual(['unlimited', 'unlimited']);
    const { body } = await get('/rate-limit');
    expect(body).toMatchObject({ rate: { org_monthly: { limit: 'unlimited', remaining: 'unlimited' } } });
  });

  it('answers 429 to too many requests in flight, although the minute has requests left', async () => {
    const { get } = sandboxCaller({ data: smallFirm(), concurrent: 2, delayMs: 5 });
    const answers = await Promise.all(['/persons', '/persons', '/persons'].map((path) => get(path)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers.map((answer) => left(answer)[1])).not.toContain('0');
  });

  it('sends the headers with refusals as well', async () => {
    const { get } = sandboxCaller({ data: smallFirm(), clock: new VirtualClock(NOW, { sleep: 'at once' }) });
    const notFound = await get('/persons/99');
    const badKey = await get('/persons', {}, 'wrong');
    expect([left(notFound)[1], left(badKey)[1], wordsOf(badKey)]).toEqual([
      '899',
      '900',
      expect.stringContaining('key') as string,
    ]);
  });
});
