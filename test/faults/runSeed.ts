import { scenarios } from './scenarios.ts';
import { newTally } from './tally.ts';
import type { Tally } from './tally.ts';

export type ScenarioName = keyof typeof scenarios;

const names: readonly ScenarioName[] = [
  'create',
  'update',
  'delete',
  'undo',
  'walk',
  'timeline',
  'note',
  'alsoOn',
];

/** The scenario is part of the seed, so that the number alone brings a run back. */
export function scenarioOf(seed: number): ScenarioName {
  return names[seed % names.length] ?? 'create';
}

/** Plays one run. What it cannot get over counts as lost. */
export async function runSeed(seed: number): Promise<Tally> {
  const tally = newTally();
  const { random } = Math;
  try {
    const { world, play } = scenarios[scenarioOf(seed)](seed, tally);
    Math.random = world.random.next;
    await world.time.run(play);
  } catch (error) {
    tally.lost += 1;
    tally.notes.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    Math.random = random;
  }
  return tally;
}
