import { l10n } from 'vscode';
import type { WalkedState } from '../../history/walkedResults.ts';
import { formatDay, formatRecent } from './dates.ts';
import { formatNumber } from './numbers.ts';

/** How far reading all of it has come, or why it stands still. */
export function readingWords({ items, backTo }: WalkedState, waitsUntil: Date | undefined): string {
  if (waitsUntil !== undefined) {
    return l10n.t('Few requests are left this minute; goes on at {0}', formatRecent(waitsUntil));
  }
  const count = formatNumber(items.length);
  return backTo === undefined
    ? l10n.t('Reading… {0} so far', count)
    : l10n.t('Reading… {0} so far, back to {1}', count, formatDay(backTo));
}
