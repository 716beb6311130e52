import { runSeed, scenarioOf } from './runSeed.ts';
import { isClean } from './tally.ts';
const which = process.argv[2];
const n = Number(process.argv[3]);
const first = Number(process.argv[4] ?? 1);
let bad = 0,
  runs = 0,
  answers = 0,
  unknown = 0,
  late = 0,
  killed = 0;
const t0 = performance.now();
for (let seed = first; runs < n; seed += 1) {
  if (scenarioOf(seed) !== which) continue;
  runs += 1;
  const t = await runSeed(seed);
  answers += t.answers;
  unknown += t.unknown;
  late += t.late;
  killed += t.killed;
  if (!isClean(t)) {
    bad += 1;
    if (bad <= 8) console.log(seed, t.notes.join('; ').slice(0, 900));
  }
}
console.log(which, { runs, bad, answers, unknown, late, killed, s: (performance.now() - t0) / 1000 });
