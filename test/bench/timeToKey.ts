import type { Page } from '@playwright/test';
import type { Editor } from '../e2e/editor.ts';

/** The opening that is being measured. */
const waiting: Partial<Keyed> = {};

interface Keyed {
  resolve: (time: number) => void;
}

/**
 * Milliseconds from the call of the command to the key that the focused element of its page takes. Both clocks are the machine's. The
 * key is Shift, which changes nothing.
 */
export async function timeToKey(window: Editor, command: string, argument?: object): Promise<number> {
  const taken = new Promise<number>((resolve) => (waiting.resolve = resolve));
  const begin = await window.host(
    async (vscode, { id, given }) => {
      const now = performance.timeOrigin + performance.now();
      void vscode.commands.executeCommand(id, ...given);
      return await Promise.resolve(now);
    },
    { id: command, given: argument === undefined ? [] : [argument] },
  );
  const time = (await taken) - begin;
  await window.host(async (vscode) => {
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
  await window.page.locator('iframe.webview').waitFor({ state: 'detached' });
  return time;
}

/** Lets every frame say when it has a field in focus, presses a key then, and hears when it was taken. */
export async function watchFields(page: Page): Promise<void> {
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
