import { commands, env, window } from 'vscode';
import type { Disposable, ViewColumn, WebviewOptions, WebviewPanel } from 'vscode';
import type { ReadMessage } from '../../protocol/messageReader.ts';
import { pageHtml } from '../../protocol/pageHtml.ts';
import type { Log } from '../settings/configuration.ts';
import { messages } from '../ui/messages.ts';
import type { PageFiles } from './pageFiles.ts';

interface Message {
  readonly kind: string;
  readonly hasFocus?: boolean;
}

/** The readers of a page's messages, and the words for their failures. */
export interface PageKind<ToHost extends Message, ToPage extends Message> {
  /** The type of the panels, as in the manifest. After a restart the editor finds the extension by it. */
  readonly viewType: string;
  readonly readToHost: (data: unknown) => ReadMessage<ToHost>;
  readonly readToPage: (data: unknown) => ReadMessage<ToPage>;
  /** The page could not be loaded. */
  readonly notLoaded: (title: string) => string;
  /** A message to the page was invalid, so it does not show everything. */
  readonly incomplete: (title: string) => string;
}

/** The side of a page that decides what it shows. */
export interface PageHost<ToHost extends Message, ToPage extends Message> {
  /** The first message to the page. */
  readonly opening: ToPage;
  /** The opening is worth waiting for. */
  readonly ready?: Promise<void>;
  receive(message: ToHost): void;
  dispose(): void;
}

/** A new panel without a page. */
export function createPagePanel(
  { viewType }: { readonly viewType: string },
  title: string,
  column: ViewColumn,
  files: PageFiles,
): WebviewPanel {
  // Options that are set later would make the panel load an empty page first.
  return window.createWebviewPanel(viewType, title, column, pageOptions(files));
}

/** Takes over a panel of the session before the restart, which may belong to an older version. */
export function adoptPagePanel(panel: WebviewPanel, files: PageFiles): WebviewPanel {
  panel.webview.options = pageOptions(files);
  return panel;
}

function pageOptions({ folder }: PageFiles): WebviewOptions {
  return { enableScripts: true, enableForms: false, localResourceRoots: [folder] };
}

/** Shows a page in a panel, and passes messages between it and its host. Invalid messages are dropped. */
export class PagePanel<ToHost extends Message, ToPage extends Message> implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #kind: PageKind<ToHost, ToPage>;
  readonly #log: Log;
  readonly #subscriptions: Disposable[] = [];
  #isDisposed = false;
  #hasFocus = false;
  #wasRefused = false;

  constructor(panel: WebviewPanel, kind: PageKind<ToHost, ToPage>, log: Log) {
    this.#panel = panel;
    this.#kind = kind;
    this.#log = log;
  }

  /** The column that shows the panel. */
  get column(): ViewColumn | undefined {
    return this.#panel.viewColumn;
  }

  /** Loads the page. `onClose` is called once, however the panel is closed. */
  start(host: PageHost<ToHost, ToPage>, files: PageFiles, onClose: () => void): void {
    const { webview } = this.#panel;
    this.#subscriptions.push(
      webview.onDidReceiveMessage((message: unknown) => this.#receive(host, message)),
      this.#panel.onDidDispose(() => {
        this.#isDisposed = true;
        host.dispose();
        this.dispose();
        onClose();
      }),
    );
    this.#panel.iconPath = files.icon;
    void this.#load(host, files);
  }

  send(message: ToPage): void {
    if (this.#isDisposed) return;
    const reading = this.#kind.readToPage(message);
    if (reading.ok) void this.#panel.webview.postMessage(message);
    else this.#refused(message.kind, reading.problem);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** The editor leaves the keyboard nowhere when a page that has it is closed. */
  close(): void {
    if (this.#isDisposed) return;
    if (this.#hasFocus && this.#panel.active) focusAfterClose();
    this.#panel.dispose();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions.splice(0)) subscription.dispose();
  }

  async #load(host: PageHost<ToHost, ToPage>, files: PageFiles): Promise<void> {
    const { title, webview } = this.#panel;
    try {
      const [bundle] = await Promise.all([files.bundle(), host.ready]);
      if (this.#isDisposed) return;
      const nonce = crypto.randomUUID().replaceAll('-', '');
      const deferred = String(webview.asWebviewUri(files.deferred));
      const { opening } = host;
      const html = { nonce, lang: env.language, title, bundle, deferred };
      const canBeDrawn = this.#kind.readToPage(opening).ok;
      webview.html = pageHtml(canBeDrawn ? { ...html, opening } : html);
    } catch (error) {
      // A page that was closed meanwhile is not missed.
      if (!this.#isDisposed) this.#fail(String(error));
    }
  }

  #fail(why: string): void {
    const { title } = this.#panel;
    this.#log.error(`${this.#kind.viewType} could not be loaded: ${why}`);
    this.close();
    void messages.showError(this.#kind.notLoaded(title));
  }

  /** The page would drop an invalid message silently and might stay blank. */
  #refused(kind: string, problem: string): void {
    this.#log.error(`${this.#kind.viewType}: ${kind} was not sent to the page: ${problem}`);
    if (this.#wasRefused) return;
    this.#wasRefused = true;
    void messages.showError(this.#kind.incomplete(this.#panel.title));
  }

  #receive(host: PageHost<ToHost, ToPage>, message: unknown): void {
    const { viewType, readToHost } = this.#kind;
    const reading = readToHost(message);
    if (!reading.ok) this.#log.warn(`${viewType}: a message of the page was dropped: ${reading.problem}`);
    else if (reading.message.kind === 'unfinished') this.#fail('its page did not get its second script');
    else if (reading.message.kind === 'focus') this.#hasFocus = reading.message.hasFocus === true;
    else host.receive(reading.message);
  }
}

/** Gives the keyboard to the editor that comes into sight once a tab is closed. */
function focusAfterClose(): void {
  const subscription = window.tabGroups.onDidChangeTabs(({ closed }) => {
    if (closed.length === 0) return;
    subscription.dispose();
    void commands.executeCommand('workbench.action.focusActiveEditorGroup');
  });
}
