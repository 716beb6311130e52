import { readFile } from 'node:fs/promises';
import { Uri } from 'vscode';
import type { PageBundle } from '../../protocol/pageHtml.ts';

/** The files of the extension's folder that a page and its panel use. */
export class PageFiles {
  /** A page may load files of this folder only. */
  readonly folder: Uri;
  readonly deferred: Uri;
  readonly icon: { readonly light: Uri; readonly dark: Uri };
  readonly #name: string;
  #bundle: Promise<PageBundle> | undefined;

  /** `name` is the folder of the page, as in `webview/pageBundles.ts`. */
  constructor(extensionUri: Uri, name: string) {
    const icon = (kind: string): Uri => Uri.joinPath(extensionUri, 'media', `${name}-${kind}.svg`);
    this.#name = name;
    this.folder = Uri.joinPath(extensionUri, 'dist');
    this.deferred = Uri.joinPath(this.folder, `${name}Deferred.js`);
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
    const [script, style] = await Promise.all([text(`${this.#name}.js`), text(`${this.#name}.css`)]);
    return { script, style };
  }
}
