import { describe, expect, it } from 'vitest';
import { runSeed, scenarioOf } from './runSeed.ts';
import { isClean } from './tally.ts';

/** `npm run test:faults` plays thousands; these are for every test run. */
const seeds = Array.from({ length: 150 }, (_, index) => index + 1);

describe('whatever goes wrong, nothing is lost, doubled or misreported', () => {
  it.each(['create', 'update', 'delete', 'undo', 'walk'] as const)('%s', async (scenario) => {
    for (const seed of seeds.filter((one) => scenarioOf(one) === scenario)) {
      const tally = await runSeed(seed);
      expect(isClean(tally), `seed ${seed}: ${tally.notes.join('; ')}`).toBe(true);
    }
  });
});
