/**
 * The fuzz suite: `npm run test:fuzz`, with `-- --count N --seed N` for other ones. Afterwards it plays every property of
 * the unit tests ten times as often; a failed one tells its seed.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from '../support/folders.ts';
import { fuzz } from './fuzz.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
});
const start = performance.now();
let failed = 0;
for (const { what, count, failures } of await fuzz(Number(values.count), Number(values.seed))) {
  failed += failures.length;
  process.stdout.write(`${String(count).padStart(8)} ${what}: ${failures.length} failures\n`);
  for (const failure of failures.slice(0, 5)) process.stdout.write(`         ${failure.slice(0, 500)}\n`);
}
process.stdout.write(`${((performance.now() - start) / 1000).toFixed(1)} s, ${failed} failed\n`);
process.exitCode = failed === 0 && playProperties() === 0 ? 0 : 1;

function playProperties(): number | null {
  const folder = path.join(projectFolder, 'test');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.join(folder, name))
    .filter((file) => readFileSync(file, 'utf8').includes('runCount('));
  const vitest = path.join(projectFolder, 'node_modules/vitest/vitest.mjs');
  // Side by side, they would be too slow for the tests of the same files that measure time.
  const options = ['run', '-c', 'test/vitest.config.ts', '--no-file-parallelism'];
  return spawnSync(process.execPath, [vitest, ...options, ...files], {
    cwd: projectFolder,
    env: { ...process.env, AFFINITY_RUNS: '10' },
    stdio: 'inherit',
  }).status;
}
