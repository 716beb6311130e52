import { runMain } from './progress.ts';
import { runLanes, summarize, testLanes } from './stages.ts';

await runMain(async () => {
  // Ctrl+C reaches the running stages, which end what they started; this process waits for them.
  process.on('SIGINT', () => undefined);
  const start = Date.now();
  return summarize(await runLanes(testLanes), start);
});
