import { rm } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { Browser } from '@playwright/test';
import type { ExtensionHost } from '../support/extensionHost.ts';
import { quietSettings } from '../support/launchEditor.ts';
import type { EditorSettings, RunningEditor } from '../support/launchEditor.ts';
import { Editor } from './editor.ts';
import type { RealTimers } from './hurry.ts';

type Server = RunningEditor & { readonly host: ExtensionHost };

/** Of every window, as wide as a notebook's. */
export const viewport = { width: 1280, height: 800 };

/** What the extension keeps of its accounts; the names are those of its storage folder. */
const keptOfAccounts = ['accounts', 'drafts'];
const storageOfExtension = 'User/globalStorage/affinity-interactions.affinity-interactions';

/**
 * The window of a worker, which one test after the other has for itself. Opening one takes most of the time of a short
 * test, and what the extension keeps stands in two places only, the secrets and its storage folder; both are emptied
 * between two tests, in front of which everything is closed.
 */
export class SharedWindow {
  readonly #server: Server;
  #editor: Editor | undefined;
  #settings: EditorSettings = {};

  constructor(server: Server) {
    this.#server = server;
  }

  /** A window in which nobody is signed in and nothing is open, new or as good as new. */
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
    // The editor does not hear of it when its file of settings is replaced from outside.
    await editor.configure(changesOf(this.#settings, [...editor.configured], settings));
    this.#settings = settings;
    editor.configured.clear();
    return editor;
  }

  /** Closes the window, and forgets its user; the next test gets a new one. */
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

  /** What the editor keeps in the browser goes with the context; this is the rest. */
  async #forgetUser(): Promise<void> {
    for (const folder of ['User/globalStorage', 'User/workspaceStorage', 'User/History', 'Backups'])
      await remove(path.join(this.#server.userData, folder));
  }
}

/** Undefined where something refuses to go, so that a new window is better. */
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

async function signOut(editor: Editor): Promise<void> {
  await editor.host(async (vscode) => {
    // What `hurry` and single tests change.
    const { realSetTimeout, realSleep } = globalThis as RealTimers;
    if (realSetTimeout !== undefined) globalThis.setTimeout = realSetTimeout;
    if (realSleep !== undefined) process.getBuiltinModule('node:timers/promises').setTimeout = realSleep;
    process.env['AFFINITY_UNATTENDED'] = '1';
    // Out of the sample workspace, then out of the account that waits behind it.
    await vscode.commands.executeCommand('affinity.signOut');
    await vscode.commands.executeCommand('affinity.signOut');
  });
  await expect(editor.statusItem(/^Affinity/)).toHaveCount(0);
  await editor.clearNotifications();
  await expect(editor.notifications).toHaveCount(0);
}

/** What has to be set, or taken back with `null`. */
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
