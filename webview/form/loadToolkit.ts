import { isToolkitLoaded } from '../toolkit.ts';

/** The page's own, which is known only while it runs for the first time. */
const own = document.currentScript;

/**
 * Loads the toolkit, whose parts are boxes of the right size until then: it is larger than all the rest, and the page need
 * not wait for it to be seen, nor to take the focus. Rejects when it cannot be had: over a connection that comes and goes
 * a try may fail.
 */
export async function loadToolkit(): Promise<void> {
  await pageLoaded();
  for (const waitMs of [500, 2000]) {
    try {
      return await loadOnce();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  await loadOnce();
}

async function loadOnce(): Promise<void> {
  const script = document.createElement('script');
  script.nonce = own?.nonce ?? '';
  script.src = own?.dataset['toolkit'] ?? '';
  await new Promise((resolve, reject) => {
    script.addEventListener('load', resolve);
    script.addEventListener('error', reject);
    document.head.append(script);
  });
  // A script that throws has been loaded as well.
  if (!isToolkitLoaded()) throw new Error('The toolkit does not run.');
}

/** The editor shows a page when it is loaded, and a script that is still on its way would delay that. */
async function pageLoaded(): Promise<void> {
  if (document.readyState === 'complete') return;
  await new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
}
