/**
 * The fault suite: `npm run test:faults`, with `-- --runs N` for another number of runs, `-- --seed N` to play one again.
 */
import { parseArgs } from 'node:util';
import { runSeed, scenarioOf } from './runSeed.ts';
import type { ScenarioName } from './runSeed.ts';
import { isClean, newTally } from './tally.ts';
import type { Tally } from './tally.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '2500' }, seed: { type: 'string' } },
});

const first = values.seed === undefined ? 1 : Number(values.seed);
const count = values.seed === undefined ? Number(values.runs) : 1;
const table = new Map<ScenarioName, Tally & { runs: number }>();
const start = performance.now();
let failed = 0;

for (let seed = first; seed < first + count; seed += 1) {
  const scenario = scenarioOf(seed);
  const tally = await runSeed(seed);
  const row = table.get(scenario) ?? { runs: 0, ...newTally() };
  row.runs += 1;
  for (const figure of ['lost', 'doubled', 'misreported', 'unknown', 'killed'] as const)
    row[figure] += tally[figure];
  table.set(scenario, row);
  if (isClean(tally)) continue;
  failed += 1;
  if (failed <= 10) say(`seed ${seed} (${scenario}): ${tally.notes.join('; ')}`);
}

const columns = ['runs', 'lost', 'doubled', 'misreported', 'unknown', 'killed'] as const;
say(['', ...columns].map((column) => column.padStart(12)).join(''));
for (const [scenario, row] of table) {
  say([scenario.padStart(12), ...columns.map((column) => String(row[column]).padStart(12))].join(''));
}
say(`${count} runs in ${((performance.now() - start) / 1000).toFixed(1)} s, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
