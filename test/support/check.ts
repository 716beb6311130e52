import { runMain } from './progress.ts';
import { checkLanes, runLanes, summarize } from './stages.ts';

await runMain(async () => {
  const start = Date.now();
  return summarize(await runLanes(checkLanes), start);
});
