import { l10n } from 'vscode';

/**
 * Parts `$(name)`, which the status bar and quick picks of the editor would draw as an icon, by a character that is not
 * seen.
 */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$\u2060(');
}

/**
 * Parts `[text](address)`, which notifications and input boxes of the editor would make a link of, also one that runs a
 * command, by a character that is not seen.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', ']\u2060(');
}

/** The first so many of several lines, and one that says how many more there are. */
export function atMost(most: number, lines: readonly string[]): readonly string[] {
  const more = lines.length - most;
  return more > 0 ? [...lines.slice(0, most), l10n.t('and {0} more', more)] : lines;
}
