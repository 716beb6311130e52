import { readFile } from 'node:fs/promises';
import * as z from 'zod';

export type TestCount = {
  readonly passed: number;
  readonly failed: number;
  /** Of those that passed: how many needed a second try. */
  readonly flaky?: number;
};

const vitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });

/** Rejects when there is no report, or none of this kind. */
export async function vitestCount(file: string): Promise<TestCount> {
  const report = vitestReport.parse(JSON.parse(await readFile(file, 'utf8')));
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

/** Rejects when there is no report, or none of this kind. A test that passed at its second try passed. */
export async function playwrightCount(file: string): Promise<TestCount> {
  const { stats } = playwrightReport.parse(JSON.parse(await readFile(file, 'utf8')));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, flaky: stats.flaky };
}
