import path from 'node:path';
import { expect } from '@playwright/test';
import type { FrameLocator, Locator, Page } from '@playwright/test';
import { sandboxKeys } from '../../src/sandbox/testing/index.ts';
import type { ExtensionHost } from '../support/extensionHost.ts';
import { resultsFolder } from '../support/folders.ts';
import type { EditorSettings } from '../support/launchEditor.ts';
import { takesScreens } from '../support/screens.ts';
import { QuickInput } from './quickInput.ts';
import { Tree } from './tree.ts';

export const themes = {
  light: 'Light 2026',
  dark: 'Dark 2026',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
} as const;

/** A window of the real editor, driven like a user would. */
export class Editor {
  readonly page: Page;
  readonly quickInput: QuickInput;
  /** The view "Interactions". */
  readonly tree: Tree;
  readonly tabs: Locator;
  /** The notifications in the lower right corner. */
  readonly notifications: Locator;
  /** The modal dialog. */
  readonly dialog: Locator;
  /** Settings that `configure` has changed. */
  readonly configured = new Set<string>();
  readonly #host: ExtensionHost;
  constructor(page: Page, host: ExtensionHost) {
    this.page = page;
    this.#host = host;
    this.quickInput = new QuickInput(page);
    this.tree = new Tree(page);
    this.tabs = page.locator('.editor .tabs-container .tab');
    this.notifications = page.locator('.notifications-toasts .notification-list-item');
    this.dialog = page.locator('.monaco-dialog-box');
  }

  /** Opens the workspace, and waits until the workbench is drawn and extensions run. */
  async open(url: string): Promise<void> {
    await this.page.addLocatorHandler(
      this.dialog.filter({ hasText: 'Do you trust the authors' }),
      async (question) => {
        // Features for agents that come with the editor ask.
        await question.getByRole('button', { name: 'Cancel' }).click();
      },
    );
    await this.page.goto(url);
    await this.#untilReady();
  }

  /** Another window of the same user on the workspace. */
  async openBeside(url: string): Promise<Editor> {
    const other = new Editor(await this.page.context().newPage(), this.#host.beside());
    await other.open(url);
    return other;
  }

  /** For a window that was opened beside another one. */
  async close(): Promise<void> {
    await this.page.close();
    await this.#host.end();
  }

  /** Opens the side bar's container of the extension. */
  async openView(name = 'Affinity'): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name });
    // The tab still counts as open when another view was opened at that moment.
    await expect(async () => {
      if ((await tab.getAttribute('aria-expanded')) !== 'true') await tab.locator('.action-label').click();
      await this.tree.view.waitFor({ timeout: 5000 });
    }).toPass({ timeout: 60_000 });
  }

  /** Runs a command by its title in the palette: `Affinity: Show Log`. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput.type(`>${title}`);
    await this.quickInput.choose(title);
    // The command may open a quick input of its own, which must not be mistaken for the closing palette.
    await expect(
      this.quickInput.input.and(this.page.getByPlaceholder('name of a command to run')),
    ).toHaveCount(0);
  }

  /**
   * Starts a command without the palette, which takes ten times as long. Doesn't wait for its end, because it may ask the user
   * something.
   */
  async run(command: string): Promise<void> {
    await this.host((vscode, id) => {
      vscode.commands.executeCommand(id).then(undefined, () => undefined);
    }, command);
  }

  /** The commands that the palette offers for a text. */
  async paletteOffers(text: string): Promise<readonly string[]> {
    await this.page.keyboard.press('F1');
    await this.quickInput.type(`>${text}`);
    await expect(this.quickInput.rows.first()).toBeVisible();
    const items = await this.quickInput.items();
    await this.quickInput.cancel();
    return items;
  }

  /** Signs in without the palette, for tests of something else. */
  async signIn(apiKey: string = sandboxKeys.user): Promise<void> {
    await this.host(async (vscode, key) => {
      await vscode.commands.executeCommand('affinity.signIn', { apiKey: key });
    }, apiKey);
    // The context keys follow a moment later; until then the palette hides commands that need an account.
    await this.statusItem(/^Affinity: /).waitFor();
  }

  /**
   * Runs a function in the extension host, where `vscode` is the editor's API. It is sent as text, so it sees its two
   * parameters only, and what it returns must survive JSON.
   */
  get host(): ExtensionHost['run'] {
    return this.#host.run.bind(this.#host);
  }

  /** The text of the active editor, whole. */
  async documentText(): Promise<string> {
    return await this.host((vscode) => vscode.window.activeTextEditor?.document.getText() ?? '');
  }

  /** The address of the active editor. */
  async documentUri(): Promise<string> {
    return await this.host((vscode) => vscode.window.activeTextEditor?.document.uri.toString() ?? '');
  }

  /** An icon in the title bar of the active document. */
  documentAction(name: string): Locator {
    return this.page.locator('.editor .editor-actions').getByRole('button', { name });
  }

  tab(name: string | RegExp): Locator {
    return this.page.locator('.editor').getByRole('tab', { name });
  }

  notification(text: string | RegExp): Locator {
    return this.notifications.filter({ hasText: text });
  }

  async clearNotifications(): Promise<void> {
    await this.host(async (vscode) => {
      await vscode.commands.executeCommand('notifications.clearAll');
    });
  }

  /** An entry of the status bar, by its accessible name. */
  statusItem(name: string | RegExp): Locator {
    return this.page.locator('.statusbar').getByRole('button', { name });
  }

  /** The text of an element's hover. */
  async hoverText(element: Locator): Promise<string> {
    await element.hover();
    const hover = this.page.locator('.monaco-hover:visible, .workbench-hover:visible').last();
    await hover.waitFor();
    return await hover.innerText();
  }

  /** Drags with the mouse, over other elements, and drops on the last one. A view container opens below the mouse. */
  async drag(from: Locator, ...over: readonly Locator[]): Promise<void> {
    const { mouse } = this.page;
    await from.hover();
    await mouse.down();
    for (const element of over) {
      const { x, y, width, height } = await boxOf(element);
      // The first move into an element only enters it.
      await mouse.move(x + width / 2 - 2, y + height / 2, { steps: 3 });
      await mouse.move(x + width / 2, y + height / 2);
    }
    await mouse.up();
  }

  /** The entries of the Accounts menu. */
  async accounts(): Promise<readonly string[]> {
    await this.page
      .locator('.activitybar')
      .getByRole('button', { name: /^Accounts/ })
      .click();
    const entries = this.page.locator('.context-view').getByRole('menuitem');
    await entries.first().waitFor();
    const texts = await entries.allInnerTexts();
    await this.page.keyboard.press('Escape');
    return texts.map((text) => text.trim());
  }

  /** The page inside the webview on screen. */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');
  }

  /** Reloads the window, and waits until it is usable again. */
  async reload(): Promise<void> {
    await this.command('Developer: Reload Window');
    await this.#untilReady();
  }

  /** Kills the extension host as a crash would, and waits for the one that the editor starts instead. */
  async crashExtensionHost(): Promise<void> {
    this.#host.kill();
    const started = this.#host.untilStarted();
    // After a third crash within five minutes, the editor asks first.
    const restart = this.notification('terminated unexpectedly 3 times').getByRole('button', {
      name: 'Restart Remote Extension Host',
    });
    await Promise.race([started, restart.click({ timeout: 60_000 }).catch(() => undefined)]);
    await started;
  }

  /** Restarts the extensions only. Most of the time of a reload is spent on the window itself. */
  async restartExtensions(): Promise<void> {
    // The editor in a browser has no command for it.
    await this.crashExtensionHost();
    await this.host(async (vscode) => {
      await vscode.extensions.getExtension('affinity-interactions.affinity-interactions')?.activate();
    });
  }

  /** Changes settings of the user; `null` takes one back to its default. */
  async configure(settings: EditorSettings): Promise<void> {
    for (const name of Object.keys(settings)) this.configured.add(name);
    await this.host(async (vscode, changes) => {
      for (const [name, value] of Object.entries(changes)) {
        await vscode.workspace.getConfiguration().update(name, value ?? undefined, true);
      }
    }, settings);
  }

  async theme(theme: keyof typeof themes): Promise<void> {
    await this.configure({ 'workbench.colorTheme': themes[theme] });
    const kind = {
      light: '.vs',
      dark: '.vs-dark',
      'high-contrast': '.hc-black',
      'high-contrast-light': '.hc-light',
    };
    await this.page.locator(`.monaco-workbench${kind[theme]}`).waitFor();
  }

  /** Takes a picture in each kind of theme, on demand. */
  async inEveryTheme(name: string): Promise<void> {
    if (!takesScreens) return;
    for (const theme of ['light', 'dark', 'high-contrast'] as const) {
      await this.theme(theme);
      await this.page.mouse.move(700, 300);
      await this.screenshot(`${name}-${theme}`);
    }
  }

  async resize(width: number, height: number): Promise<void> {
    await this.page.setViewportSize({ width, height });
  }

  /** The browser's zoom: 2 shows everything twice as large in the same window. */
  async zoom(factor: number): Promise<void> {
    const { width, height } = this.page.viewportSize() ?? { width: 1280, height: 800 };
    const devtools = await this.page.context().newCDPSession(this.page);
    await devtools.send('Emulation.setDeviceMetricsOverride', {
      width: Math.round(width / factor),
      height: Math.round(height / factor),
      deviceScaleFactor: factor,
      mobile: false,
    });
  }

  /** Takes a picture, test-results/screens/NAME.png, for a person to look at; only on demand. */
  async screenshot(name: string, of?: Locator): Promise<void> {
    if (!takesScreens) return;
    const file = path.join(resultsFolder, 'screens', `${name}.png`);
    await (of ?? this.page).screenshot({ path: file, animations: 'disabled' });
  }

  async #untilReady(): Promise<void> {
    await this.#host.untilStarted();
    await this.page.locator('.monaco-workbench .statusbar-item').first().waitFor();
    await this.page.locator('.activitybar').getByRole('tab', { name: 'Explorer' }).waitFor();
  }
}

/** Where an element is, once it is on screen. */
async function boxOf(element: Locator): Promise<Box> {
  await element.waitFor();
  const box = await element.boundingBox();
  if (box === null) throw new Error('The element was removed.');
  return box;
}

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;
