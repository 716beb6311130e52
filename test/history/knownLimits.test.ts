import { describe, expect, it } from 'vitest';
import type { RateLimit } from '../../src/affinity/index.ts';
import { currentLimit, renewedAt, shortageUntil } from '../../src/history/knownLimits.ts';
import type { KnownLimits } from '../../src/history/knownLimits.ts';
import { DAY, NOW } from './affinityWith.ts';

const reported = (user: RateLimit, org: RateLimit = {}): KnownLimits => ({ user, org, receivedAt: NOW });
const until = (user: RateLimit) => shortageUntil({ user, org: {} }, NOW)?.getTime();

describe('the requests left this minute', () => {
  it('are as reported until the reported end of the minute', () => {
    const limits = reported({ limit: 900, remaining: 3, resetSeconds: 20 });
    expect(renewedAt(limits, 'user')).toBe(NOW + 20_000);
    expect(currentLimit(limits, 'user', NOW + 19_999)).toMatchObject({ remaining: 3 });
    expect(currentLimit(limits, 'user', NOW + 20_000)).toBeUndefined();
  });

  it.each([undefined, 3600])(
    'are unknown after a minute, even if a later end was reported (%s)',
    (seconds) => {
      const limits = reported({ remaining: 3, ...(seconds !== undefined && { resetSeconds: seconds }) });
      expect(currentLimit(limits, 'user', NOW + 59_999)).toBeDefined();
      expect(currentLimit(limits, 'user', NOW + 60_000)).toBeUndefined();
    },
  );
});

describe('the requests left this month', () => {
  it('are as reported until the end of the month', () => {
    const limits = reported({}, { remaining: 90_000, resetSeconds: DAY / 1000 });
    expect(currentLimit(limits, 'org', NOW + DAY - 1)).toBeDefined();
    expect(currentLimit(limits, 'org', NOW + DAY)).toBeUndefined();
  });

  it('stay known when no end was reported', () => {
    expect(currentLimit(reported({}, { remaining: 90_000 }), 'org', NOW + 400 * DAY)).toBeDefined();
  });
});

describe('the end of a shortage', () => {
  it('is the end of the minute when less than a tenth of its requests are left', () => {
    expect(until({ limit: 900, remaining: 89, resetSeconds: 17 })).toBe(NOW + 17_000);
    expect(until({ limit: 900, remaining: 0 })).toBe(NOW + 60_000);
  });

  it.each<[string, RateLimit]>([
    ['a tenth is left', { limit: 900, remaining: 90 }],
    ['there is no limit', { limit: Infinity, remaining: Infinity }],
    ['nothing is reported', {}],
  ])('is none when %s', (_, user) => {
    expect(until(user)).toBeUndefined();
  });

  it('is unknown before the first response', () => {
    expect(shortageUntil(undefined, NOW)).toBeUndefined();
  });
});
