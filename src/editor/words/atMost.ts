import { l10n } from 'vscode';

/** The first so many of several lines, and one that says how many more there are. */
export function atMost(most: number, lines: readonly string[]): readonly string[] {
  const more = lines.length - most;
  return more > 0 ? [...lines.slice(0, most), l10n.t('and {0} more', more)] : lines;
}
