import { type Disposable, env, l10n, Uri, ViewColumn, window, type WebviewPanel } from 'vscode';
import { readMessageToHost } from '../../protocol/messageToHost.ts';
import { formHtml } from '../../protocol/formHtml.ts';
import { readMessageToPage, type MessageToPage } from '../../protocol/messageToPage.ts';
import type { FormSession } from '../../drafts/form/formSession.ts';
import type { Log } from '../log.ts';
import { readFormBundle } from './readFormBundle.ts';
import { showError } from '../messages.ts';
import { formViewType } from './formViewType.ts';

/** A new panel beside what is open, without a page yet. */
export function createFormPanel(title: string): WebviewPanel {
  return window.createWebviewPanel(formViewType, title, ViewColumn.Active);
}

/** Shows one form in a panel: relays messages between its page and its session, and drops what is none. */
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

  /** Loads the page; `onClose` is called once, however the panel is closed. */
  start(session: FormSession, extensionUri: Uri, onClose: () => void): void {
    const { webview } = this.#panel;
    webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [] };
    this.#subscriptions.push(
      webview.onDidReceiveMessage((message: unknown) => this.#receive(session, message)),
      this.#panel.onDidDispose(() => {
        this.#isDisposed = true;
        session.dispose();
        this.dispose();
        onClose();
      }),
    );
    const icon = (kind: string): Uri => Uri.joinPath(extensionUri, 'media', `form-${kind}.svg`);
    this.#panel.iconPath = { light: icon('light'), dark: icon('dark') };
    void this.#load(session, extensionUri);
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

  async #load(session: FormSession, extensionUri: Uri): Promise<void> {
    const { title } = this.#panel;
    try {
      const bundle = await readFormBundle(extensionUri);
      if (this.#isDisposed) return;
      const nonce = crypto.randomUUID().replaceAll('-', '');
      const { opening } = session;
      const html = { nonce, lang: env.language, title, bundle };
      const canBeDrawn = readMessageToPage(opening).ok;
      this.#panel.webview.html = formHtml(canBeDrawn ? { ...html, opening } : html);
    } catch (error) {
      this.#log.error(`The form could not be loaded: ${String(error)}`);
      this.close();
      void showError(
        l10n.t(
          'The form “{0}” could not be loaded. Nothing is lost; reload the window and open it again.',
          title,
        ),
      );
    }
  }

  /** The page would drop it without a word, and stay as it is, which may be blank. */
  #refused(kind: string, problem: string): void {
    this.#log.error(`The form: ${kind} was not sent to the page: ${problem}`);
    if (this.#wasRefused) return;
    this.#wasRefused = true;
    void showError(
      l10n.t(
        'The form “{0}” cannot show all that it holds. Its draft is kept; the log says more.',
        this.#panel.title,
      ),
    );
  }

  #receive(session: FormSession, message: unknown): void {
    const reading = readMessageToHost(message);
    if (reading.ok) session.receive(reading.message);
    else this.#log.warn(`A message of the form was dropped: ${reading.problem}`);
  }
}
