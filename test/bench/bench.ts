import { cpus, loadavg } from 'node:os';
import { PlainError, runMain, say } from '../support/progress.ts';
import { activation } from './activation.ts';
import { BenchEditor } from './benchEditor.ts';
import { benchOptions, benchUsage } from './benchOptions.ts';
import { buildExtension } from './builtExtension.ts';
import { bundles } from './bundles.ts';
import { capturing } from './capturing.ts';
import { comeback } from './comeback.ts';
import { exporting } from './exporting.ts';
import type { BenchRun, Figure, Measured } from './figure.ts';
import { firstRows } from './firstRows.ts';
import { form } from './form.ts';
import { frugality } from './frugality.ts';
import { hostProfile } from './hostProfile.ts';
import { relationship } from './relationship.ts';
import { scale } from './scale.ts';
import { search } from './search.ts';
import { missedGoals, markdownTable } from './table.ts';
import { texts } from './texts.ts';
import { tools } from './tools.ts';
import { treeWork } from './treeWork.ts';
import { week } from './week.ts';
import { wholeHistory } from './wholeHistory.ts';

/** By the name that `--only` takes, in the order of the table. */
const figures: Readonly<Record<string, Figure>> = {
  activation,
  bundles,
  'first-rows': firstRows,
  'whole-history': wholeHistory,
  texts,
  capturing,
  frugality,
  scale,
  'tree-work': treeWork,
  comeback,
  search,
  form,
  export: exporting,
  relationship,
  week,
  tools,
};

await runMain(async () => {
  const names = Object.keys(figures);
  const { check, only, seed, profile, help } = benchOptions(process.argv.slice(2), names);
  if (help) {
    process.stdout.write(`${benchUsage}${names.join(', ')}\n`);
    return 0;
  }
  if (profile !== undefined) {
    process.stdout.write(`${await hostProfile(profile)}\n`);
    return 0;
  }
  const measured = await measure(only.length > 0 ? only : names, seed);
  const findings = measured.flatMap((one) => one.findings);
  const machine = `${String(cpus().length)} processors, load ${loadavg()[0]?.toFixed(1) ?? '?'}, seed ${String(seed)}`;
  process.stdout.write(`\n${markdownTable(findings)}\n\nMedians (quarter–three quarters). ${machine}.\n`);
  for (const { details } of measured) if (details !== undefined) process.stdout.write(`\n${details}\n`);
  const missed = missedGoals(findings);
  if (missed.length > 0) say(`\n${missed.join('\n')}`);
  return check && missed.length > 0 ? 1 : 0;
});

async function measure(names: readonly string[], seed: number): Promise<readonly Measured[]> {
  const built = once(async () => buildExtension());
  const editor = once(async () => await BenchEditor.launch((await built.get()).folder));
  const run: BenchRun = { seed, built: built.get, editor: editor.get };
  const measured: Measured[] = [];
  try {
    for (const name of names) {
      say(`Measuring ${name} …`);
      const figure = figures[name];
      if (figure === undefined) throw new PlainError(`There is no figure ${name}.`);
      measured.push(await figure(run));
    }
  } finally {
    // One that could not be made has been told of already, and must not keep the other from being cleared away.
    await (await editor.made?.catch(() => undefined))?.stop();
    await (await built.made?.catch(() => undefined))?.remove();
  }
  return measured;
}

function once<Result>(make: () => Promise<Result>) {
  const self = {
    made: undefined as Promise<Result> | undefined,
    get: (): Promise<Result> => (self.made ??= make()),
  };
  return self;
}
