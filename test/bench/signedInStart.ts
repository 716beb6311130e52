import type { Editor } from '../e2e/editor.ts';
import { serveSandbox } from '../support/serveSandbox.ts';
import type { BenchRun } from './figure.ts';
import type { Finding } from './finding.ts';

const starts = 3;

/**
 * From the first line of the extension until the parts of the account that is signed in are loaded and its session is
 * made, after a reload of the window with the view closed. It only tells: nothing of the editor is comparable.
 */
export async function signedInStart(run: BenchRun): Promise<Finding> {
  const editor = await run.editor();
  const served = await serveSandbox();
  try {
    const times: number[] = [];
    for (let start = 0; start < starts; start += 1) {
      const settings = { 'affinity.baseUrl': served.url };
      times.push(await editor.withWindow(startAgain, { settings }));
    }
    const asked = served.sandbox.requests.filter(({ path }) => path !== '/auth/whoami');
    if (asked.length > 0) throw new Error(`Asked at the start: ${asked.map(({ path }) => path).join(', ')}.`);
    return {
      figure: 'activation',
      what: 'load, activate() and the session of the account that is signed in',
      ours: { values: times, unit: 'ms' },
      comparison: 'value',
    };
  } finally {
    await served.close();
  }
}

async function startAgain(window: Editor): Promise<number> {
  await window.openView();
  await window.signIn();
  // With the view open the extension would start before anything can be measured.
  await window.page.locator('.activitybar').getByRole('tab', { name: 'Explorer' }).click();
  await window.reload();
  const time = await window.host(async (vscode) => {
    for (let calm = 0, end = Date.now() + 10_000; calm < 20 && Date.now() < end;) {
      const begin = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 20));
      calm = performance.now() - begin < 30 ? calm + 1 : 0;
    }
    const ours = vscode.extensions.getExtension('affinity-interactions.affinity-interactions');
    if (ours?.isActive !== false) return { problem: 'The extension ran already.' };
    const begin = performance.now();
    await ours.activate();
    for (let isLoaded = false; !isLoaded;) {
      const files = Object.keys(require.cache);
      isLoaded = files.some((file) => /affinity-interactions[\\/]dist[\\/]openSession/.test(file));
      if (performance.now() > begin + 10_000) return { problem: 'Nobody was signed in after the reload.' };
      if (!isLoaded) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return { ms: performance.now() - begin };
  });
  if (time.ms === undefined) throw new Error(time.problem);
  return time.ms;
}
