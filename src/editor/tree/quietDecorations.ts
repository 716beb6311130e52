import { ThemeColor, window } from 'vscode';
import type { Disposable, FileDecoration, FileDecorationProvider, Uri } from 'vscode';
import { quietWords } from '../words/contactWords.ts';
import { QUIET_SCHEME } from './recordItem.ts';

const BADGE = 'Q';

/** Marks quiet records by a badge and a color, at the end of the row where a narrow side bar cuts nothing off. */
export class QuietDecorations implements FileDecorationProvider {
  readonly #settings: { readonly quietAfterDays: number };

  constructor(settings: { readonly quietAfterDays: number }) {
    this.#settings = settings;
  }

  register(): Disposable {
    return window.registerFileDecorationProvider(this);
  }

  /** Only the rows of quiet records have such an address, so there is nothing to look up. */
  provideFileDecoration({ scheme }: Uri): FileDecoration | undefined {
    if (scheme !== QUIET_SCHEME) return undefined;
    const color = new ThemeColor('list.warningForeground');
    return { badge: BADGE, color, tooltip: quietWords(this.#settings.quietAfterDays) };
  }
}
