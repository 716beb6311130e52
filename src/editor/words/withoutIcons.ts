import { l10n } from 'vscode';

/** Breaks `$(name)`, which the status bar and quick picks would draw as an icon, with an invisible character. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$\u2060(');
}

/**
 * Breaks `[text](address)` with an invisible character. Notifications and input boxes would turn it into a link, even to a
 * command.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', ']\u2060(');
}

/** The first lines, and one that tells the number of the others. */
export function atMost(max: number, lines: readonly string[]): readonly string[] {
  const more = lines.length - max;
  return more > 0 ? [...lines.slice(0, max), l10n.t('and {0} more', more)] : lines;
}
