import { readFile } from 'node:fs/promises';
import { Uri } from 'vscode';
import type { PageBundle } from '../../protocol/pageHtml.ts';

/** The type of the form's panels, as the manifest names it. After a restart the editor finds the extension by it. */
export const FORM_VIEW_TYPE = 'affinity.form';

/** The files of the extension's folder that a form's panel and page use. */
export class FormFiles {
  /** A page may load files of this folder only. */
  readonly folder: Uri;
  readonly deferred: Uri;
  readonly icon: { readonly light: Uri; readonly dark: Uri };
  #bundle: Promise<PageBundle> | undefined;

  constructor(extensionUri: Uri) {
    const icon = (kind: string): Uri => Uri.joinPath(extensionUri, 'media', `form-${kind}.svg`);
    this.folder = Uri.joinPath(extensionUri, 'dist');
    this.deferred = Uri.joinPath(this.folder, 'formDeferred.js');
    this.icon = { light: icon('light'), dark: icon('dark') };
  }

  /**
   * The page's script and style. They are read once and are part of the page, which then waits for no file. Rejects when
   * an update has removed them.
   */
  async bundle(): Promise<PageBundle> {
    this.#bundle ??= this.#read();
    try {
      return await this.#bundle;
    } catch (error) {
      this.#bundle = undefined;
      throw error;
    }
  }

  async #read(): Promise<PageBundle> {
    const text = (name: string): Promise<string> => readFile(Uri.joinPath(this.folder, name).fsPath, 'utf8');
    const [script, style] = await Promise.all([text('form.js'), text('form.css')]);
    return { script, style };
  }
}
