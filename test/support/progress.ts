/** A failure that the user can act on; printed without a stack. */
export class PlainError extends Error {}

/** Prints a line of progress to standard error, so that standard output has only results. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Waits for `work` and prints a line every 15 seconds, so that slow work doesn't look like a hang. */
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

/** Runs a command's main function. A `PlainError` is printed, and the exit code is 1. */
export async function runMain(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
