import type { setTimeout as sleep } from 'node:timers/promises';
import type { Editor } from './editor.ts';

/** How many times shorter; 3 for `patience`, so that a slow machine is not taken for a service that is silent. */
type Hurry = {
  /** Pauses: between two tries, before what is remembered is written. */
  readonly pauses: number;
  /** The half minute after which the extension gives up to wait for an answer, and the five seconds for neighbours. */
  readonly patience?: number;
};

/** Where the real ones are kept. */
export type RealTimers = { realSetTimeout?: typeof setTimeout; realSleep?: typeof sleep };

/**
 * From now on the extension waits shorter. The editor's own waits stay, and so does what the extension does. Gone after
 * a reload of the window.
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
      // Sleeps between two looks at the service; not the short ones of locks, nor the minute after which looking ends.
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
