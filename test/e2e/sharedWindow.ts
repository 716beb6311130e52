import { rm } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import type { ExtensionHost } from '../support/extensionHost.ts';
import { quietSettings } from '../support/launchEditor.ts';
import type { EditorSettings, RunningEditor } from '../support/launchEditor.ts';
import { Editor } from './editor.ts';
import type { RealTimers } from './hurry.ts';

type Server = RunningEditor & { readonly host: ExtensionHost };

/** The size of every window, as wide as that of a notebook. */
export const viewport = { width: 1280, height: 800 };

/** The files that the extension stores per account, by their names in its storage folder. */
const keptOfAccounts = ['accounts', 'drafts'];
const storageOfExtension = 'User/globalStorage/affinity-interactions.affinity-interactions';

/**
 * The window of a worker, which its tests use one after another. Opening a window takes most of the time of a short
 * test. The extension stores data in two places only, the secrets and its storage folder. Between two tests everything is
 * closed, and then both are emptied.
 */
export class SharedWindow {
  readonly #server: Server;
  #editor: Editor | undefined;
  #settings: EditorSettings = {};

  constructor(server: Server) {
    this.#server = server;
  }

  /** A window, new or cleaned up: signed out, with nothing open. */
  async provide(
    browser: Browser,
    settings: EditorSettings & { readonly 'affinity.baseUrl': string },
  ): Promise<Editor> {
    const editor = this.#editor && (await tidied(this.#editor, this.#server));
    if (editor === undefined) {
      await this.discard();
      await this.#server.configure(settings);
      return await this.#open(browser, settings);
    }
    // The editor doesn't notice when its settings file is replaced from outside.
    await editor.configure(changesOf(this.#settings, [...editor.configured], settings));
    this.#settings = settings;
    editor.configured.clear();
    return editor;
  }

  /** Closes the window and drops its user. The next test gets a new one. */
  async discard(): Promise<void> {
    const editor = this.#editor;
    if (editor === undefined) return;
    this.#editor = undefined;
    await editor.page.context().close();
    await this.#server.host.end();
  }

  async #open(browser: Browser, settings: EditorSettings): Promise<Editor> {
    await this.#forgetUser();
    this.#settings = settings;
    const context = await browser.newContext();
    const editor = new Editor(await context.newPage(), this.#server.host);
    this.#editor = editor;
    await editor.open(this.#server.url);
    return editor;
  }

  /** Removes the stored files. The data that the editor stores in the browser goes with its context. */
  async #forgetUser(): Promise<void> {
    for (const folder of ['User/globalStorage', 'User/workspaceStorage', 'User/History', 'Backups'])
      await remove(path.join(this.#server.userData, folder));
  }
}

/** Undefined if the clean-up fails, so that a new window is needed. */
async function tidied(editor: Editor, { userData }: Server): Promise<Editor | undefined> {
  try {
    await closeEverything(editor);
    await signOut(editor);
    for (const folder of keptOfAccounts) await remove(path.join(userData, storageOfExtension, folder));
    return editor;
  } catch (error) {
    process.stderr.write(`The window could not be tidied, another is opened: ${String(error)}\n`);
    return undefined;
  }
}

async function closeEverything(editor: Editor): Promise<void> {
  const { page } = editor;
  const dialog = editor.dialog.or(page.locator('.quick-input-widget:visible, .context-view .monaco-menu'));
  await expect(async () => {
    if ((await dialog.count()) > 0) await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0, { timeout: 500 });
  }).toPass({ timeout: 10_000 });
  await editor.resize(viewport.width, viewport.height);
  await closeMyWeek(page);
  await editor.host(async (vscode) => {
    const run = vscode.commands.executeCommand;
    for (const { isDirty, uri } of vscode.workspace.textDocuments) {
      if (!isDirty) continue;
      await vscode.window.showTextDocument(uri);
      await run('workbench.action.revertAndCloseActiveEditor');
    }
    for (const command of ['closeAllEditors', 'closePanel', 'closeAuxiliaryBar'])
      await run(`workbench.action.${command}`);
    await run('workbench.view.explorer');
  });
  await expect(editor.tabs).toHaveCount(0);
}

/** It is closed in a new window; open, it makes requests and takes the room of the other view. */
async function closeMyWeek(page: Page): Promise<void> {
  const header = page.locator('.sidebar .pane-header[aria-label^="My Week"][aria-expanded="true"]:visible');
  if ((await header.count()) > 0) await header.click();
}

async function signOut(editor: Editor): Promise<void> {
  await editor.host(async (vscode) => {
    // `hurry` and single tests change these.
    const { realSetTimeout, realSleep } = globalThis as RealTimers;
    if (realSetTimeout !== undefined) globalThis.setTimeout = realSetTimeout;
    if (realSleep !== undefined) process.getBuiltinModule('node:timers/promises').setTimeout = realSleep;
    process.env['AFFINITY_UNATTENDED'] = '1';
    // Sign out of the sample workspace, then of the account behind it.
    await vscode.commands.executeCommand('affinity.signOut');
    await vscode.commands.executeCommand('affinity.signOut');
  });
  await expect(editor.statusItem(/^Affinity/)).toHaveCount(0);
  await editor.clearNotifications();
  await expect(editor.notifications).toHaveCount(0);
}

/** The settings to change; `null` restores a default. */
function changesOf(
  before: EditorSettings,
  changed: readonly string[],
  after: EditorSettings,
): EditorSettings {
  const names = new Set([...Object.keys(before), ...changed, ...Object.keys(after)]);
  const settings = [...names].map((name) => [name, after[name] ?? quietSettings[name] ?? null] as const);
  return Object.fromEntries(
    settings.filter(([name, value]) => changed.includes(name) || value !== before[name]),
  );
}

async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
