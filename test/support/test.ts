import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder, resultsFolder } from './folders.ts';
import { runMain, say } from './progress.ts';
import { playwrightCount, vitestCount } from './testCount.ts';
import type { TestCount } from './testCount.ts';

type Stage = {
  readonly name: string;
  /** A script of package.json, so that each stage can be run alone. */
  readonly script: string;
  readonly report?: Report;
};

type Report = { readonly args: readonly string[]; readonly count: (file: string) => Promise<TestCount> };

const reportFile = path.join(resultsFolder, 'report.json');

const vitestReport: Report = {
  args: ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`],
  count: vitestCount,
};

/** Where it goes is told by the environment. */
const playwrightReport: Report = { args: ['--reporter=list,json'], count: playwrightCount };

const stages: readonly Stage[] = [
  { name: 'types', script: 'typecheck' },
  { name: 'lint', script: 'lint' },
  { name: 'format', script: 'format:check' },
  { name: 'unit tests', script: 'test:unit', report: vitestReport },
  { name: 'build', script: 'build' },
  { name: 'package', script: 'test:package', report: vitestReport },
  { name: 'editor and browser', script: 'test:fetch' },
  { name: 'form tests', script: 'test:webview', report: playwrightReport },
  { name: 'editor tests', script: 'test:editor', report: playwrightReport },
];

await runMain(async () => {
  // Ctrl+C reaches the stage that runs, which ends what it started; this process waits for it.
  process.on('SIGINT', () => undefined);
  const start = Date.now();
  const all = { passed: 0, failed: 0 };
  let failure: string | undefined;
  for (const stage of stages) {
    const { ok, count } = await run(stage);
    all.passed += count.passed;
    all.failed += count.failed;
    if (ok) continue;
    failure = stage.name;
    break;
  }
  const seconds = inSeconds(Date.now() - start);
  say(
    failure === undefined
      ? `\nAll stages passed in ${seconds}.`
      : `\nStopped at ${failure} after ${seconds}.`,
  );
  process.stdout.write(`${String(all.passed)} passed, ${String(all.failed)} failed\n`);
  return failure === undefined ? 0 : 1;
});

async function run({
  name,
  script,
  report,
}: Stage): Promise<{ readonly ok: boolean; readonly count: TestCount }> {
  say(`\n── ${name}: npm run ${script}`);
  const start = Date.now();
  await rm(reportFile, { force: true });
  const code = await npmRun(script, report?.args ?? []);
  const counted = (await report?.count(reportFile).catch(() => undefined)) ?? { passed: 0, failed: 0 };
  // A stage can fail without a failed test: a type error, or a file of tests that cannot be loaded.
  const count = code === 0 || counted.failed > 0 ? counted : { ...counted, failed: 1 };
  const ok = code === 0 && count.failed === 0 && (report === undefined || count.passed > 0);
  const { flaky = 0 } = count;
  const again = flaky === 0 ? '' : `, ${String(flaky)} of the passed only when tried again`;
  const tests =
    report === undefined ? '' : `, ${String(count.passed)} passed, ${String(count.failed)} failed${again}`;
  say(`── ${name}: ${ok ? 'ok' : 'FAILED'} in ${inSeconds(Date.now() - start)}${tests}`);
  return { ok, count };
}

async function npmRun(script: string, args: readonly string[]): Promise<number> {
  const npm = process.env['npm_execpath'];
  const [command, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  return await new Promise((resolve) => {
    const child = spawn(command, [...first, 'run', '--silent', script, '--', ...args], {
      cwd: projectFolder,
      stdio: 'inherit',
      shell: command === 'npm' && process.platform === 'win32',
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
    });
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function inSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
