import { decodedCharacters } from './htmlText.ts';
import { MARKDOWN_ESCAPE, outsideCode } from './outsideCode.ts';

const NAMES =
  'a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|mark|s|samp|small|span|strike|strong|sub|sup|tt|u|wbr';

/** Attributes have values here, or `<b or c>` would be a tag. */
const ATTRIBUTES = String.raw`(?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s<>"']+))*\s*\/?`;

const BREAK = String.raw`[ \t]{0,20}<br(?:\s[^<>]{0,200})?\/?>[ \t]{0,20}(?:\r?\n)?`;

const BREAKS = new RegExp(BREAK, 'giu');

/** At the end of a line a backslash is a line break. */
export const ESCAPE_OR_BREAK = String.raw`${MARKDOWN_ESCAPE}|\\\n`;

const TAG_OR_BREAK = new RegExp(`${ESCAPE_OR_BREAK}|${BREAK}|</?(?:${NAMES})${ATTRIBUTES}>`, 'giu');

const REFERENCE = String.raw`&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,7});`;

const TAG_OR_REFERENCE = new RegExp(`${TAG_OR_BREAK.source}|${REFERENCE}`, 'giu');

const ROW = /^[ \t]*\|.*$/gmu;

/** Words within a tag that Markdown has marks for. Marks beside a letter would not take effect. */
const BOLD =
  /(?<![\p{L}\p{N}\\*_])<(b|strong)>(?=[\p{L}\p{N}])([^<>*\\\n]*[\p{L}\p{N}])<\/\1>(?![\p{L}\p{N}*_])/giu;

const ITALIC =
  /(?<![\p{L}\p{N}\\*_])<(i|em)>(?=[\p{L}\p{N}])([^<>*\\\n]*[\p{L}\p{N}])<\/\1>(?![\p{L}\p{N}*_])/giu;

const LINK =
  /(?<!\\)<a\s[^<>]*?\bhref\s*=\s*["']((?:https?:\/\/|mailto:)[^"'\s<>\\]+)["'][^<>]*>([^<>[\]\n]+)<\/a>/giu;

/** Markdown with inline tags as text: tags go, `<br>` ends a line, and `unescape` turns escapes into characters. */
export function textWithoutTags(markdown: string, unescape: (escape: string) => string): string {
  const read = (text: string): string =>
    text.replaceAll(TAG_OR_REFERENCE, (token) => {
      if (token.startsWith('\\')) return unescape(token);
      return token.startsWith('&') ? decodedCharacters(token) : shownTag(token, '\n');
    });
  return outsideCode(withoutBreaksInRows(markdown), read);
}

/** Markdown with inline tags as Markdown without them. Bold, italics and links become marks where those take effect. */
export function markdownWithoutTags(markdown: string): string {
  return outsideCode(withoutBreaksInRows(markdown), marksOfTags);
}

function marksOfTags(text: string): string {
  return text
    .replaceAll(LINK, '[$2](<$1>)')
    .replaceAll(BOLD, '**$2**')
    .replaceAll(ITALIC, '*$2*')
    .replaceAll(TAG_OR_BREAK, (token) => (token.startsWith('\\') ? token : shownTag(token, '  \n')));
}

function shownTag(tag: string, lineBreak: string): string {
  return /^[ \t]*<br\b/iu.test(tag) ? lineBreak : '';
}

/** A row of a table is one line. */
function withoutBreaksInRows(markdown: string): string {
  return markdown.replaceAll(ROW, (row) => outsideCode(row, (text) => text.replaceAll(BREAKS, ' ')));
}
