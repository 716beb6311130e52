import { ThemeColor, window } from 'vscode';
import type { Disposable, FileDecoration, FileDecorationProvider, Uri } from 'vscode';
import { contactWords } from '../words/contactWords.ts';
import { QUIET_SCHEME } from './recordItem.ts';

const BADGE = 'Q';

/** Marks quiet records by a badge and a color, at the end of the row where a narrow side bar cuts nothing off. */
export class QuietDecorations implements FileDecorationProvider {
  register(): Disposable {
    return window.registerFileDecorationProvider(this);
  }

  /** Only the rows of quiet records have such an address, which holds the days of the setting. */
  provideFileDecoration({ scheme, path }: Uri): FileDecoration | undefined {
    if (scheme !== QUIET_SCHEME) return undefined;
    const color = new ThemeColor('list.warningForeground');
    const [, days] = path.split('/');
    return { badge: BADGE, color, tooltip: contactWords.quiet(Number(days)) };
  }
}
