import type { setTimeout as sleep } from 'node:timers/promises';
import type { Editor } from './editor.ts';

/** Divisors of waiting times. `patience` is 3, so that a slow machine doesn't look like a silent service. */
type Hurry = {
  /** Pauses between two tries, and before data is written to disk. */
  readonly pauses: number;
  /** The timeout of a request (30 s), and that of the search for neighbours (5 s). */
  readonly patience?: number;
};

/** Global variables that hold the real timers. */
export type RealTimers = { realSetTimeout?: typeof setTimeout; realSleep?: typeof sleep };

/**
 * Shortens the timers of the extension, but not those of the editor. The extension behaves as before. A reload of the
 * window ends it.
 */
export async function hurry(editor: Editor, { pauses, patience = 3 }: Hurry): Promise<void> {
  await editor.host(
    (_, times) => {
      const scope = globalThis as RealTimers;
      const real = (scope.realSetTimeout ??= globalThis.setTimeout);
      const hurried = (task: (...values: unknown[]) => void, ms?: number, ...values: unknown[]) => {
        const isOurs = new Error('Who asks?').stack?.includes('affinity-interactions/dist') === true;
        const shorter = (ms ?? 0) / (ms === 30_000 ? times.patience : times.pauses);
        return real(task, isOurs ? shorter : ms, ...values);
      };
      globalThis.setTimeout = Object.assign(hurried, real);
      // Shorten the sleeps between two lookups, but not the short ones of locks or the minute after which a lookup ends.
      const timers = process.getBuiltinModule('node:timers/promises');
      const sleep = (scope.realSleep ??= timers.setTimeout);
      timers.setTimeout = async (ms, ...rest) => {
        const isOurs = new Error('Who asks?').stack?.includes('affinity-interactions/dist') === true;
        const isLook = isOurs && ms !== undefined && ms >= 1000 && ms < 60_000;
        return await sleep(isLook ? ms / (ms === 5000 ? times.patience : times.pauses) : ms, ...rest);
      };
    },
    { pauses, patience },
  );
}
