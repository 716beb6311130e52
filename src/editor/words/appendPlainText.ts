import type { MarkdownString } from 'vscode';

/**
 * Appends text as it is. `appendText` writes each blank as a no-break space, so that a narrow tooltip breaks lines within
 * words. Here blanks between words are ordinary ones, and what would begin a list or a tag with them is escaped.
 */
export function appendPlainText(to: MarkdownString, text: string): MarkdownString {
  const before = to.value;
  const added = to.appendText(text).value.slice(before.length);
  to.value = before + withBreaks(added).replaceAll('<', String.raw`\<`);
  return to;
}

function withBreaks(markdown: string): string {
  return markdown
    .replaceAll(/^(\d{1,9})\./gmu, String.raw`$1\.`)
    .replaceAll(/(?<=[^\n])&nbsp;(?!&nbsp;|\n|$)/gu, ' ');
}
