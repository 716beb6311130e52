import { describe, expect, it } from 'vitest';
import { runSeed, scenarioOf } from './runSeed.ts';
import { isClean, MOST_UNKNOWN } from './tally.ts';

/** `npm run test:faults` plays thousands; these are for every test run. */
const seeds = Array.from({ length: 80 }, (_, index) => index + 1);

const told = { answers: 0, unknown: 0 };

describe('under random faults, nothing is lost, doubled or misreported', () => {
  it.each(['create', 'update', 'delete', 'undo', 'walk', 'timeline', 'note', 'alsoOn'] as const)(
    '%s',
    async (scenario) => {
      for (const seed of seeds.filter((one) => scenarioOf(one) === scenario)) {
        const tally = await runSeed(seed);
        told.answers += tally.answers;
        told.unknown += tally.unknown;
        expect(isClean(tally), `seed ${seed}: ${tally.notes.join('; ')}`).toBe(true);
      }
    },
  );

  it('and few outcomes are left for the user to find out', () => {
    expect(told.answers).toBeGreaterThan(100);
    expect(told.unknown / told.answers).toBeLessThanOrEqual(MOST_UNKNOWN);
  });
});
