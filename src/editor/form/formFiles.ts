import { readFile } from 'node:fs/promises';
import { Uri } from 'vscode';
import type { PageBundle } from '../../protocol/pageHtml.ts';

/** What of the extension's folder a form's panel and its page are made of. */
export class FormFiles {
  /** All that a page may load lies in it. */
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
   * The page's script and style as they were built with the code that runs now, read once: a page that need not wait for them
   * goes to the editor together with its panel. Rejects where an update has taken them away.
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
