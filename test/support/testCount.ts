import { readFile } from 'node:fs/promises';
import * as z from 'zod';

export type TestCount = {
  readonly passed: number;
  readonly failed: number;
  /** The number of passed tests that needed a retry. */
  readonly flaky?: number;
};

const vitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });

/** Reads a report of vitest. Rejects if there is none. */
export async function vitestCount(file: string): Promise<TestCount> {
  const report = vitestReport.parse(JSON.parse(await readFile(file, 'utf8')));
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

/** Reads a report of Playwright. A test that passed when retried counts as passed. Rejects if there is none. */
export async function playwrightCount(file: string): Promise<TestCount> {
  const { stats } = playwrightReport.parse(JSON.parse(await readFile(file, 'utf8')));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, flaky: stats.flaky };
}
