import { describe, expect, it } from 'vitest';
import type { RateLimit } from '../../src/affinity/index.ts';
import { shortageUntil } from '../../src/history/minuteShortage.ts';

const now = Date.UTC(2025, 10, 20, 12);
const until = (user: RateLimit) => shortageUntil({ user, org: {} }, now)?.getTime();

describe('the time until which reading waits', () => {
  it('is the end of the minute when fewer than a tenth of its requests are left', () => {
    expect(until({ limit: 900, remaining: 89, resetSeconds: 17 })).toBe(now + 17_000);
    expect(until({ limit: 900, remaining: 0 })).toBe(now + 60_000);
  });

  it.each<[string, RateLimit]>([
    ['a tenth is left', { limit: 900, remaining: 90 }],
    ['there is no limit', { limit: Infinity, remaining: Infinity }],
    ['nothing is told', {}],
  ])('is none when %s', (_, user) => {
    expect(until(user)).toBeUndefined();
  });

  it('is none before the first answer', () => {
    expect(shortageUntil(undefined, now)).toBeUndefined();
  });
});
