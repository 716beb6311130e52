/**
 * The fault suite: `npm run test:faults`, with `-- --runs N` for another number of runs, `-- --seed N` to play one again.
 */
import { parseArgs } from 'node:util';
import { runSeed, scenarioOf } from './runSeed.ts';
import type { ScenarioName } from './runSeed.ts';
import { FIGURES, isClean, MOST_UNKNOWN, newTally } from './tally.ts';
import type { Figure, Tally } from './tally.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '8000' }, seed: { type: 'string' } },
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
  for (const figure of FIGURES) row[figure] += tally[figure];
  table.set(scenario, row);
  if (isClean(tally)) continue;
  failed += 1;
  if (failed <= 10) say(`seed ${seed} (${scenario}): ${tally.notes.join('; ')}`);
}

const columns = ['runs', ...FIGURES] as const;
say(['', ...columns].map((column) => column.padStart(16)).join(''));
for (const [scenario, row] of table) {
  say([scenario.padStart(16), ...columns.map((column) => String(row[column]).padStart(16))].join(''));
}
const rows = [...table.values()];
const sum = (figure: Figure) => rows.reduce((total, row) => total + row[figure], 0);
const share = sum('unknown') / Math.max(1, sum('answers'));
const isBounded = count === 1 || share <= MOST_UNKNOWN;
say(`${(share * 100).toFixed(1)} % of all answers are "unknown"${isBounded ? '' : ', which is too many'}`);
say(`${count} runs in ${((performance.now() - start) / 1000).toFixed(1)} s, ${failed} failed`);
process.exitCode = failed === 0 && isBounded ? 0 : 1;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
