import type { Page } from '@playwright/test';
import type { Editor } from '../e2e/editor.ts';
import { serveSandbox } from '../support/serveSandbox.ts';
import type { Figure } from './figure.ts';

const rounds = 40;

/**
 * From the command to the first field that takes a key, in the real editor, against a bare webview panel with one plain
 * field; by turns, and each opened before.
 */
export const form: Figure = async (run) => {
  const editor = await run.editor();
  const served = await serveSandbox();
  const times = { ours: [] as number[], bare: [] as number[] };
  const settings = { 'affinity.baseUrl': served.url };
  try {
    await editor.withWindow(
      async (window) => {
        await window.signIn();
        for (let round = 0; round <= rounds; round += 1) {
          const ours = await timeToKey(window, 'affinity.logInteraction');
          const bare = await timeToKey(window, 'bareParts.openForm');
          if (round === 0) continue;
          times.ours.push(ours);
          times.bare.push(bare);
        }
      },
      { settings, prepare: watchFields },
    );
  } finally {
    await served.close();
  }
  const baseline = { values: times.bare, unit: 'ms', what: 'a bare panel' } as const;
  return {
    findings: [
      {
        figure: 'form',
        what: 'command → first field takes a key',
        ours: { values: times.ours, unit: 'ms' },
        baseline,
        comparison: 'ratio',
        goal: { atMost: 1.3 },
      },
    ],
  };
};

interface Keyed {
  resolve: (time: number) => void;
}

/** The opening that is being measured. */
const waiting: Partial<Keyed> = {};

/**
 * Milliseconds from the call of the command to the key that the first field takes. Both clocks are the machine's. The
 * key is Shift, which changes nothing.
 */
async function timeToKey(window: Editor, command: string): Promise<number> {
  const taken = new Promise<number>((resolve) => (waiting.resolve = resolve));
  const begin = await window.host(async (vscode, id) => {
    const now = performance.timeOrigin + performance.now();
    void vscode.commands.executeCommand(id);
    return await Promise.resolve(now);
  }, command);
  const time = (await taken) - begin;
  await window.host(async (vscode) => {
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
  await window.page.locator('iframe.webview').waitFor({ state: 'detached' });
  return time;
}

/** Lets every frame say when it has a field in focus, presses a key then, and hears when it was taken. */
async function watchFields(page: Page): Promise<void> {
  await page.exposeFunction('benchFieldIsReady', async () => await page.keyboard.press('Shift'));
  await page.exposeFunction('benchKeyIsTaken', (time: number) => waiting.resolve?.(time));
  await page.addInitScript(watchFrame);
}

/** Runs in every frame. Its timer survives that the editor writes the page into a frame that was there before. */
function watchFrame(): void {
  const scope = globalThis as unknown as FrameScope;
  if (scope.top === scope.self) return;
  const look = setInterval(() => {
    const { activeElement, body } = scope.document;
    if (activeElement === null || activeElement === body || activeElement.tagName === 'IFRAME') return;
    clearInterval(look);
    const taken = (): void => scope.benchKeyIsTaken(performance.timeOrigin + performance.now());
    scope.document.addEventListener('keydown', taken, { capture: true, once: true });
    scope.benchFieldIsReady();
  }, 2);
}

/** As much of a frame as is used here: the browser's types are not among those of the tests. */
interface FrameScope {
  readonly top: object;
  readonly self: object;
  readonly document: {
    readonly activeElement: { readonly tagName: string } | null;
    readonly body: object;
    addEventListener(name: string, listener: () => void, options: object): void;
  };
  benchFieldIsReady(): void;
  benchKeyIsTaken(time: number): void;
}
