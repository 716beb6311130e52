import { AffinityError } from '../../affinity/index.ts';
import type { Clock } from '../../affinity/index.ts';

export interface Deadline {
  readonly ms: number;
  /** For the log. */
  readonly message: string;
}

/** Runs requests for interactions with a signal that aborts after some time, with an error of the kind `timeout`. */
export async function withDeadline<Result>(
  clock: Pick<Clock, 'sleep'>,
  { ms, message }: Deadline,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const timeout = clock.sleep(ms, stop.signal).then(
    () => stop.abort(new AffinityError({ kind: 'timeout', message, method: 'GET', path: '/interactions' })),
    () => undefined,
  );
  try {
    return await work(stop.signal);
  } finally {
    stop.abort();
    await timeout;
  }
}
