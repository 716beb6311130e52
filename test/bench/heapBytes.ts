import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of the heap that are in use, when all that nobody holds any longer has been collected. */
export async function heapBytes(): Promise<number> {
  // The flag makes a collector for the next context only; this one runs without.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round += 1) {
    collect();
    await sleep(10);
  }
  return process.memoryUsage().heapUsed;
}
