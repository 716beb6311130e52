/** What a person is told and can act on; printed without a stack. */
export class PlainError extends Error {}

/** One line of progress. On the error stream, so that the output of a command stays what it is about. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Waits for `work` and says every quarter of a minute that it goes on, so that a slow network is not taken for a hang. */
export async function withHeartbeat<T>(what: string, work: Promise<T>): Promise<T> {
  const start = Date.now();
  const heartbeat = setInterval(
    () => say(`  … ${what}: ${String(Math.round((Date.now() - start) / 1000))} s`),
    15_000,
  );
  try {
    return await work;
  } finally {
    clearInterval(heartbeat);
  }
}

/** Runs a command's main function; an expected failure becomes its sentence and exit code 1. */
export async function runMain(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
