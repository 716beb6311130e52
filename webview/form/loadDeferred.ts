import { isToolkitLoaded } from '../toolkit.ts';
import type * as deferred from './deferred.ts';

/** An attribute of the page's own script, which is known only while that runs for the first time. */
const address = document.currentScript?.dataset['deferred'] ?? '';

let TRIES = 0;

/** What reads messages and kept state. The toolkit is there with it. */
export type Deferred = typeof deferred;

/**
 * Loads the toolkit, whose parts are boxes of the right size until then, and what reads messages: together they are larger
 * than all the rest, and the page need not wait for them to be seen, nor to take the focus. Rejects when they cannot be had:
 * over a connection that comes and goes a try may fail.
 */
export async function loadDeferred(): Promise<Deferred> {
  await pageLoaded();
  for (const waitMs of [500, 2000]) {
    try {
      return await loadOnce();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  return await loadOnce();
}

async function loadOnce(): Promise<Deferred> {
  TRIES += 1;
  // A module that failed is not asked for again. With another fragment it is another module.
  const loaded = (await import(`${address}#${String(TRIES)}`)) as Deferred;
  // An empty script is one as well.
  if (!isToolkitLoaded()) throw new Error('The toolkit does not run.');
  return loaded;
}

/** Being seen comes first, and the toolkit takes over the theme with an event that stands for the load of the page. */
async function pageLoaded(): Promise<void> {
  if (document.readyState === 'complete') return;
  await new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
}
