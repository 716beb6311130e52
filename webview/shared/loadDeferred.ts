const retryDelaysMs = [500, 2000];

/** `document.currentScript` is set only while the page's first script runs for the first time. */
const address = document.currentScript?.dataset['deferred'] ?? '';

let attempts = 0;

/**
 * Loads the page's second script: the toolkit and the schemas, which are larger than all the rest. The page is visible
 * and has the focus before. Rejects after three attempts.
 */
export async function loadDeferred<Module>(): Promise<Module> {
  await pageLoaded();
  for (const delay of retryDelaysMs) {
    try {
      return await loadOnce<Module>();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }
  return await loadOnce<Module>();
}

async function loadOnce<Module>(): Promise<Module> {
  attempts += 1;
  // The browser does not load a module again that has failed; another fragment makes it another module.
  const loaded = (await import(`${address}#${String(attempts)}`)) as Module;
  // An empty response is a valid module too.
  if (!isToolkitLoaded()) throw new Error('The toolkit does not run.');
  return loaded;
}

/** Waits for the load event, so that the page is visible first. See deferredSetup.ts for the other reason. */
async function pageLoaded(): Promise<void> {
  if (document.readyState === 'complete') return;
  await new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
}

function isToolkitLoaded(): boolean {
  return customElements.get('vscode-text-area') !== undefined;
}
