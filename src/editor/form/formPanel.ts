import { env, l10n, ViewColumn, window } from 'vscode';
import type { Disposable, WebviewOptions, WebviewPanel } from 'vscode';
import type { FormSession } from '../../drafts/form/formSession.ts';
import { readMessageToHost } from '../../protocol/messageToHost.ts';
import { readMessageToPage } from '../../protocol/messageToPage.ts';
import type { MessageToPage } from '../../protocol/messageToPage.ts';
import { pageHtml } from '../../protocol/pageHtml.ts';
import type { Log } from '../settings/configuration.ts';
import { showError } from '../ui/messages.ts';
import { FORM_VIEW_TYPE } from './formFiles.ts';
import type { FormFiles } from './formFiles.ts';

/** A new panel without a page. */
export function createFormPanel(title: string, files: FormFiles): WebviewPanel {
  // Options that are set later would make the panel load an empty page first.
  return window.createWebviewPanel(FORM_VIEW_TYPE, title, ViewColumn.Active, formOptions(files));
}

/** Takes over a panel of the session before the restart, which may belong to an older version. */
export function adoptFormPanel(panel: WebviewPanel, files: FormFiles): WebviewPanel {
  panel.webview.options = formOptions(files);
  return panel;
}

function formOptions({ folder }: FormFiles): WebviewOptions {
  return { enableScripts: true, enableForms: false, localResourceRoots: [folder] };
}

/** Shows a form in a panel, and passes messages between its page and its session. Invalid messages are dropped. */
export class FormPanel implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #log: Log;
  readonly #subscriptions: Disposable[] = [];
  #isDisposed = false;
  #wasRefused = false;

  constructor(panel: WebviewPanel, log: Log) {
    this.#panel = panel;
    this.#log = log;
  }

  /** Loads the page. `onClose` is called once, however the panel is closed. */
  start(session: FormSession, files: FormFiles, onClose: () => void): void {
    const { webview } = this.#panel;
    this.#subscriptions.push(
      webview.onDidReceiveMessage((message: unknown) => this.#receive(session, message)),
      this.#panel.onDidDispose(() => {
        this.#isDisposed = true;
        session.dispose();
        this.dispose();
        onClose();
      }),
    );
    this.#panel.iconPath = files.icon;
    void this.#load(session, files);
  }

  send(message: MessageToPage): void {
    if (this.#isDisposed) return;
    const reading = readMessageToPage(message);
    if (reading.ok) void this.#panel.webview.postMessage(message);
    else this.#refused(message.kind, reading.problem);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  close(): void {
    if (!this.#isDisposed) this.#panel.dispose();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions.splice(0)) subscription.dispose();
  }

  async #load(session: FormSession, files: FormFiles): Promise<void> {
    const { title, webview } = this.#panel;
    try {
      const bundle = await files.bundle();
      if (this.#isDisposed) return;
      const nonce = crypto.randomUUID().replaceAll('-', '');
      const deferred = String(webview.asWebviewUri(files.deferred));
      const { opening } = session;
      const html = { nonce, lang: env.language, title, bundle, deferred };
      const canBeDrawn = readMessageToPage(opening).ok;
      webview.html = pageHtml(canBeDrawn ? { ...html, opening } : html);
    } catch (error) {
      this.#fail(String(error));
    }
  }

  #fail(why: string): void {
    const { title } = this.#panel;
    this.#log.error(`The form could not be loaded: ${why}`);
    this.close();
    void showError(l10n.t('The form “{0}” couldn’t be loaded. Reload the window and open it again.', title));
  }

  /** The page would drop an invalid message silently and might stay blank. */
  #refused(kind: string, problem: string): void {
    this.#log.error(`The form: ${kind} was not sent to the page: ${problem}`);
    if (this.#wasRefused) return;
    this.#wasRefused = true;
    void showError(
      l10n.t(
        'The form “{0}” can’t show everything. Its draft is kept; see the log for details.',
        this.#panel.title,
      ),
    );
  }

  #receive(session: FormSession, message: unknown): void {
    const reading = readMessageToHost(message);
    if (!reading.ok) this.#log.warn(`A message of the form was dropped: ${reading.problem}`);
    else if (reading.message.kind === 'unfinished') this.#fail('its page did not get its second script');
    else session.receive(reading.message);
  }
}
