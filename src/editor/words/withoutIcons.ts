/**
 * Parts `$(name)`, which the status bar and quick picks of the editor would draw as an icon, by a character that is not
 * seen.
 */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$\u2060(');
}
