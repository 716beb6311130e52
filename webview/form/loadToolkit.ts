/** The page's own, which is known only while it runs for the first time. */
const own = document.currentScript;

/**
 * Loads the toolkit, whose parts are boxes of the right size until then: it is larger than all the rest, and the page need
 * not wait for it to be seen, nor to take the focus. Rejects when it cannot be had.
 */
export async function loadToolkit(): Promise<void> {
  await pageLoaded();
  const script = document.createElement('script');
  script.nonce = own?.nonce ?? '';
  script.src = own?.dataset['toolkit'] ?? '';
  await new Promise((resolve, reject) => {
    script.addEventListener('load', resolve);
    script.addEventListener('error', reject);
    document.head.append(script);
  });
}

/** The editor shows a page when it is loaded, and a script that is still on its way would delay that. */
async function pageLoaded(): Promise<void> {
  if (document.readyState === 'complete') return;
  await new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
}
