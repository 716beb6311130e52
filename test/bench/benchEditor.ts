import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { Editor } from '../e2e/editor.ts';
import { chromiumArguments, provideChromium } from '../support/chromium.ts';
import { ExtensionHost, hostRunnerFolder } from '../support/extensionHost.ts';
import { launchEditor } from '../support/launchEditor.ts';
import type { EditorSettings, RunningEditor } from '../support/launchEditor.ts';

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The real editor with the extension, and beside it an empty one and one with a bare view and a bare form. */
export class BenchEditor {
  readonly #running: RunningEditor;
  readonly #browser: Browser;
  readonly #host: ExtensionHost;
  readonly #home: string;

  private constructor(home: string, host: ExtensionHost, running: RunningEditor, browser: Browser) {
    this.#home = home;
    this.#host = host;
    this.#running = running;
    this.#browser = browser;
  }

  static async launch(extension: string): Promise<BenchEditor> {
    const home = await mkdtemp(path.join(tmpdir(), 'affinity-bench-editor-'));
    const folder = path.join(home, 'memos');
    await mkdir(folder);
    await writeFile(path.join(folder, 'memo.md'), '# Memo\n');
    const host = new ExtensionHost(path.join(home, 'host.json'));
    const extensions = [extension, hostRunnerFolder, beside('emptyExtension'), beside('bareParts')];
    const running = await launchEditor({ extensions, folder, env: host.env });
    try {
      const executablePath = await provideChromium();
      const browser = await chromium.launch({ executablePath, args: [...chromiumArguments] });
      return new BenchEditor(home, host, running, browser);
    } catch (error) {
      await running.stop();
      await rm(home, { recursive: true, force: true });
      throw error;
    }
  }

  /** Runs the work as a new user in a window, and an extension host, that are started for it and gone afterwards. */
  async withWindow<Result>(
    work: (editor: Editor) => Promise<Result>,
    { settings = {}, prepare }: WindowOptions = {},
  ): Promise<Result> {
    await this.#forgetUser();
    await this.#running.configure(settings);
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-US',
    });
    const page = await context.newPage();
    try {
      await prepare?.(page);
      const editor = new Editor(page, this.#host);
      await editor.open(this.#running.url);
      return await work(editor);
    } finally {
      await context.close();
      await this.#host.end();
    }
  }

  /** Else the account and the rows of the window before would be there already. */
  async #forgetUser(): Promise<void> {
    for (const folder of ['globalStorage', 'workspaceStorage', 'History']) {
      const kept = path.join(this.#running.userData, 'User', folder);
      await rm(kept, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#running.stop();
    await rm(this.#home, { recursive: true, force: true });
  }
}

interface WindowOptions {
  readonly settings?: EditorSettings;
  /** Before anything is loaded into the page. */
  readonly prepare?: (page: Page) => Promise<void>;
}
