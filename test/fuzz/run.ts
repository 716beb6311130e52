/** The fuzz suite: `npm run test:fuzz`, with `-- --count N --seed N` for other ones. */
import { parseArgs } from 'node:util';
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
process.exitCode = failed === 0 ? 0 : 1;
