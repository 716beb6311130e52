import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder, resultsFolder } from './folders.ts';
import { say } from './progress.ts';
import { playwrightCount, vitestCount } from './testCount.ts';
import type { TestCount } from './testCount.ts';

/** One part of `npm test`. */
export type Stage = {
  readonly name: string;
  /** A script of package.json, so that each stage can be run alone. */
  readonly script: string;
  readonly report?: 'vitest' | 'playwright';
};

export type StageResult = { readonly name: string; readonly ok: boolean; readonly count: TestCount };

/** Stages that only need the checkout. Lanes run side by side, and the stages of a lane one after another. */
export const checkLanes: readonly (readonly Stage[])[] = [
  [{ name: 'unit tests', script: 'test:unit', report: 'vitest' }],
  [
    { name: 'types', script: 'typecheck' },
    { name: 'lint', script: 'lint' },
    { name: 'format', script: 'format:check' },
  ],
];

/** Stages that need a build, an editor or a browser. */
export const productStages: readonly Stage[] = [
  { name: 'build', script: 'build' },
  { name: 'package', script: 'test:package', report: 'vitest' },
  { name: 'editor and browser', script: 'test:fetch' },
  { name: 'form tests', script: 'test:webview', report: 'playwright' },
  { name: 'editor tests', script: 'test:editor', report: 'playwright' },
];

/** Runs all lanes to their end, so that one run shows every problem. */
export async function runLanes(lanes: readonly (readonly Stage[])[]): Promise<readonly StageResult[]> {
  const names = lanes.flat().map(({ name }) => name);
  say(`── ${names.join(', ')}: side by side`);
  const results = await Promise.all(
    lanes.map(async (lane) => {
      const done: StageResult[] = [];
      for (const stage of lane) done.push(await runStage(stage, 'when it fails'));
      return done;
    }),
  );
  return results.flat();
}

/** Runs the stages one after another, up to the first that fails. */
export async function runInOrder(stages: readonly Stage[]): Promise<readonly StageResult[]> {
  const done: StageResult[] = [];
  for (const stage of stages) {
    say(`\n── ${stage.name}: npm run ${stage.script}`);
    done.push(await runStage(stage, 'as it comes'));
    if (done.at(-1)?.ok === false) break;
  }
  return done;
}

/** Prints the totals and gives the exit code. */
export function summarize(results: readonly StageResult[], start: number): number {
  const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
  const seconds = inSeconds(Date.now() - start);
  say(
    failed.length === 0
      ? `\nAll stages passed in ${seconds}.`
      : `\n${failed.join(', ')} failed in ${seconds}.`,
  );
  const sum = (key: 'passed' | 'failed') => results.reduce((total, { count }) => total + count[key], 0);
  process.stdout.write(`${String(sum('passed'))} passed, ${String(sum('failed'))} failed\n`);
  return failed.length === 0 ? 0 : 1;
}

async function runStage({ name, script, report }: Stage, print: Printing): Promise<StageResult> {
  const start = Date.now();
  const file = path.join(resultsFolder, `${script.replace(':', '-')}.json`);
  await mkdir(resultsFolder, { recursive: true });
  await rm(file, { force: true });
  const { code, output } = await npmRun(script, file, report, print);
  const read = report === 'vitest' ? vitestCount : playwrightCount;
  const reported = report === undefined ? undefined : await read(file).catch(() => undefined);
  const counted: TestCount = reported ?? { passed: 0, failed: 0 };
  // A stage can fail without a failed test: a type error, or a test file that can't be loaded.
  const count = code === 0 || counted.failed > 0 ? counted : { ...counted, failed: 1 };
  const ok = code === 0 && count.failed === 0 && (report === undefined || count.passed > 0);
  if (!ok) say(output);
  const { flaky = 0 } = count;
  const retried = flaky === 0 ? '' : `, ${String(flaky)} of them only when retried`;
  const tests =
    report === undefined ? '' : `, ${String(count.passed)} passed${retried}, ${String(count.failed)} failed`;
  say(`── ${name}: ${ok ? 'ok' : 'FAILED'} in ${inSeconds(Date.now() - start)}${tests}`);
  return { name, ok, count };
}

type Printing = 'as it comes' | 'when it fails';

async function npmRun(
  script: string,
  file: string,
  report: Stage['report'],
  print: Printing,
): Promise<{ readonly code: number; readonly output: string }> {
  const npm = process.env['npm_execpath'];
  const [command, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  return await new Promise((resolve) => {
    const child = spawn(command, [...first, 'run', '--silent', script, '--', ...reporters(report, file)], {
      cwd: projectFolder,
      stdio: print === 'as it comes' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      shell: command === 'npm' && process.platform === 'win32',
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.on('error', () => resolve({ code: 127, output }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Playwright takes the path of its report from the environment. */
function reporters(report: Stage['report'], file: string): readonly string[] {
  if (report === 'playwright') return ['--reporter=list,json'];
  return report === 'vitest' ? ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`] : [];
}

function inSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
