import { describe, expect, it } from 'vitest';
import { currentLimit, renewedAt } from '../../../src/editor/account/saidLimits.ts';
import type { SaidLimits } from '../../../src/editor/account/saidLimits.ts';
import { DAY, NOW } from '../../history/affinityWith.ts';

const said = (user: SaidLimits['user'], org: SaidLimits['org'] = {}): SaidLimits => ({
  user,
  org,
  saidAt: NOW,
});

describe('the requests left this minute', () => {
  it('are what was said until the minute that was named is over', () => {
    const limits = said({ limit: 900, remaining: 3, resetSeconds: 20 });
    expect(renewedAt(limits, 'user')).toBe(NOW + 20_000);
    expect(currentLimit(limits, 'user', NOW + 19_999)).toMatchObject({ remaining: 3 });
    expect(currentLimit(limits, 'user', NOW + 20_000)).toBeUndefined();
  });

  it.each([undefined, 3600])('are not known after a minute, whatever was said of its end (%s)', (seconds) => {
    const limits = said({ remaining: 3, ...(seconds !== undefined && { resetSeconds: seconds }) });
    expect(currentLimit(limits, 'user', NOW + 59_999)).toBeDefined();
    expect(currentLimit(limits, 'user', NOW + 60_000)).toBeUndefined();
  });
});

describe('the requests left this month', () => {
  it('are what was said until the month is over', () => {
    const limits = said({}, { remaining: 90_000, resetSeconds: DAY / 1000 });
    expect(currentLimit(limits, 'org', NOW + DAY - 1)).toBeDefined();
    expect(currentLimit(limits, 'org', NOW + DAY)).toBeUndefined();
  });

  it('stay when nobody said how long it lasts', () => {
    expect(currentLimit(said({}, { remaining: 90_000 }), 'org', NOW + 400 * DAY)).toBeDefined();
  });
});
