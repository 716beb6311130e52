import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { freshBuildVariable, projectFolder, resultsFolder } from './folders.ts';
import { say } from './progress.ts';
import { playwrightCount, vitestCount } from './testCount.ts';
import type { TestCount } from './testCount.ts';

/** One part of `npm test`. */
export type Stage = {
  readonly name: string;
  /** A script of package.json, so that each stage can be run alone. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly report?: 'vitest' | 'playwright';
  /** The later stages of its lane can't run without it. */
  readonly isNeeded?: boolean;
  /** Its output appears as it comes. That of all others appears when they fail. */
  readonly isShown?: boolean;
  readonly env?: Readonly<Record<string, string>>;
};

export type StageResult = { readonly name: string; readonly ok: boolean; readonly count: TestCount };

/** Stages that run side by side, each lane in order. */
type Lanes = readonly (readonly Stage[])[];

const unitTests: Stage = { name: 'unit tests', script: 'test:unit', report: 'vitest' };
const staticChecks: readonly Stage[] = [
  { name: 'types', script: 'typecheck' },
  { name: 'lint', script: 'lint' },
  { name: 'format', script: 'format:check' },
];

/** Stages that only need the checkout. */
export const checkLanes: Lanes = [[unitTests], staticChecks];

/**
 * All stages. The editor tests wait for the editor now and then, and the others use that time. With as many workers as alone,
 * these would take more time of the processor than they save.
 */
export const testLanes: Lanes = [
  [
    { name: 'build', script: 'build', isNeeded: true },
    { name: 'editor and browser', script: 'test:fetch', isNeeded: true, isShown: true },
    {
      name: 'editor tests',
      script: 'test:editor',
      report: 'playwright',
      isShown: true,
      env: { [freshBuildVariable]: '1' },
    },
  ],
  [
    ...staticChecks,
    { ...unitTests, args: ['--maxWorkers=2'] },
    { name: 'package', script: 'test:package', report: 'vitest' },
    { name: 'form tests', script: 'test:webview', report: 'playwright', args: ['--workers=1'] },
  ],
];

/** Runs all lanes to their end, so that one run shows every problem. */
export async function runLanes(lanes: Lanes): Promise<readonly StageResult[]> {
  for (const lane of lanes) say(`── ${lane.map(({ name }) => name).join(', ')}`);
  const results = await Promise.all(
    lanes.map(async (lane) => {
      const done: StageResult[] = [];
      for (const stage of lane) {
        const result = await runStage(stage);
        done.push(result);
        if (stage.isNeeded === true && !result.ok) break;
      }
      return done;
    }),
  );
  return results.flat();
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

async function runStage(stage: Stage): Promise<StageResult> {
  const { name, script, report } = stage;
  const start = Date.now();
  const file = path.join(resultsFolder, `${script.replace(':', '-')}.json`);
  await mkdir(resultsFolder, { recursive: true });
  await rm(file, { force: true });
  const { code, output } = await npmRun(stage, file);
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

async function npmRun(
  { script, args = [], report, isShown, env }: Stage,
  file: string,
): Promise<{ readonly code: number; readonly output: string }> {
  const npm = process.env['npm_execpath'];
  const [command, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  return await new Promise((resolve) => {
    const child = spawn(
      command,
      [...first, 'run', '--silent', script, '--', ...args, ...reporters(report, file)],
      {
        cwd: projectFolder,
        stdio: isShown === true ? 'inherit' : ['ignore', 'pipe', 'pipe'],
        shell: command === 'npm' && process.platform === 'win32',
        env: { ...process.env, ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
      },
    );
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
