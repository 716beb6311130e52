import { window } from 'vscode';
import type { Disposable, WebviewPanel } from 'vscode';
import type { SaveResult } from '../../drafts/writing/saveDraft.ts';
import type { DraftForms } from '../drafts/drafts.ts';
import { viewTypes } from '../page/viewTypes.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { WritingOnDemand } from '../writing/writingOnDemand.ts';
import type { Forms, FormsDeps } from './forms.ts';

export interface FormsOnDemandDeps extends Omit<FormsDeps, 'writing'> {
  readonly writing: WritingOnDemand;
}

/** Loads the forms when the first one is opened. */
export class FormsOnDemand implements DraftForms, Disposable {
  readonly #deps: FormsOnDemandDeps;
  #isDisposed = false;
  #loading: Promise<Forms> | undefined;
  #loaded: Forms | undefined;

  constructor(deps: FormsOnDemandDeps) {
    this.#deps = deps;
  }

  /** Restores the forms that were open when the window was closed. */
  register(): Disposable {
    return window.registerWebviewPanelSerializer(viewTypes.form, {
      deserializeWebviewPanel: async (panel: WebviewPanel, state: unknown) => {
        await (await this.get()).restore(panel, state);
      },
    });
  }

  get(): Promise<Forms> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  isOpen(id: string): boolean {
    return this.#loaded?.isOpen(id) ?? false;
  }

  isSending(id: string): boolean {
    return this.#loaded?.isSending(id) ?? false;
  }

  async show(session: AccountSession, id: string, found?: SaveResult): Promise<void> {
    (await this.get()).openDraft(session, id, found);
  }

  close(id: string): void {
    this.#loaded?.close(id);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#loaded?.dispose();
  }

  async #load(): Promise<Forms> {
    const [writing, { Forms }] = await Promise.all([this.#deps.writing.get(), import('./forms.ts')]);
    const forms = new Forms({ ...this.#deps, writing });
    this.#loaded = forms;
    // The window may have been closed while the bundle was loaded.
    if (this.#isDisposed) forms.dispose();
    return forms;
  }
}
