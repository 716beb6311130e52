/** `npm run test:fuzz` sets it to play ten times as many. */
const factor = Number(process.env['AFFINITY_RUNS'] ?? 1);

/** The runs of a property: so many in every test run, and more in the long suite. */
export function runCount(ofEveryTestRun: number): number {
  return ofEveryTestRun * factor;
}
