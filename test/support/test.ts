import { runMain } from './progress.ts';
import { checkLanes, productStages, runInOrder, runLanes, summarize } from './stages.ts';

await runMain(async () => {
  // Ctrl+C reaches the running stage, which ends what it started; this process waits for it.
  process.on('SIGINT', () => undefined);
  const start = Date.now();
  const checked = await runLanes(checkLanes);
  const rest = checked.every(({ ok }) => ok) ? await runInOrder(productStages) : [];
  return summarize([...checked, ...rest], start);
});
