import { printable } from './cleanText.ts';
import { htmlText } from './htmlText.ts';
import { MARKDOWN_ESCAPE, outsideCode } from './outsideCode.ts';
import { ESCAPE_OR_BREAK, textWithoutTags } from './textWithoutTags.ts';

/** Source: V1 docs, Notes. The type does not tell how the content is written: rich text comes as Markdown or HTML. */
export const noteTypes = { plain: 0, email: 1, richText: 2, notetaker: 3 } as const;

/** A tag that closes something, or one that stands alone: without one of these a text is not HTML. */
const HTML_TAG =
  /<(?:\/(?:a|b|blockquote|body|code|del|div|em|font|h[1-6]|html|i|li|o:p|ol|p|pre|s|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)\s*>|(?:br|hr)\b[^<>]{0,200}>)/iu;

/** In rich text an element that is never closed counts as well, but not `<b or c>`. */
const OPEN_TAG =
  /<(?:b|blockquote|div|em|h[1-6]|i|li|ol|p|pre|span|strong|table|u|ul)(?:\s[^<>=]{0,200}=[^<>]{0,2000}|\s*\/?)>/iu;

const BLOCKS =
  'address|article|blockquote|body|center|dd|div|dl|dt|h[1-6]|hr|html|li|o:p|ol|p|pre|section|table|tbody|td|th|thead|tr|ul';

/** A tag that makes paragraphs, lists or tables. */
const BLOCK_TAG = new RegExp(`</?(?:${BLOCKS})\\b`, 'iu');

/** HTML begins its lines with tags of blocks. Elsewhere in a line of Markdown such a tag is what someone writes about. */
const LEADING_BLOCK_TAG = new RegExp(`^[ \\t]*(?:<[^<>\\n]*>[ \\t]*)*</?(?:${BLOCKS})\\b`, 'imu');

/** A line end of text that HTML only underlines or breaks. */
const LINE_END = /(?:<br\b[^<>]{0,200}>[ \t]{0,20})?\r?\n/giu;

const LISTED_LINE = /(?:<br\b[^<>]{0,200}>[ \t]{0,20})?\r?\n(?=[ \t]{0,40}(?:[-*+]|\d{1,2}[.)])[ \t]+\S)/giu;

/** A list, a heading, a quote, a row of a table, or an escape that only a writer of Markdown needs. */
const MARKED_LINE =
  /^[ \t]*(?:[-*+][ \t]+\S|\d{1,9}\\?[.)][ \t]+\S|#{1,6}[ \t]+\S|>[ \t]?\S|\\[#+>-]|\|.*\|[ \t]*$)/mu;

/** Bold, emphasis and links within a line. */
const MARKED_WORDS =
  /(?<![\p{L}\p{N}*\\])(\*{1,3})(?=[^\s*])[^*\n]{1,500}(?<=[^\s*])\1(?!\*)|\]\(<?(?:https?:|mailto:)/u;

/** An address or a word such as `<Enter>` in brackets, which HTML would not show. */
const NO_TAG =
  /<(?:https?:\/\/|mailto:|[^\s<>@"'=]{1,64}@[^\s<>]{1,253}>|(?!(?:Font|Span|Strong|Em|Del|Code|Script|Style|Br)>)[A-Z][a-z]{1,20}>)/u;

/** Escapes within a line. The one before an underscore is also in HTML. */
const ESCAPED_MARK = /\\(?:[!#()*+.>[\]`{|}~-]|$)/mu;

const ESCAPE = new RegExp(MARKDOWN_ESCAPE, 'gu');

const EACH_ESCAPE_OR_BREAK = new RegExp(ESCAPE_OR_BREAK, 'gu');

/** Indentation is sent with blanks that HTML does not fold. */
const INDENTATION = /^[ \t]*\u00A0[ \u00A0]*/gmu;

/** The one escape that the service writes into notes of all types, also into code. Source: recorded answers. */
const UNDERSCORE_ESCAPE = String.raw`\_`;

/** An escape that only a writer of Markdown needs: `1\.`, `\#`, `\-`, `\>` at the beginning of a line. */
const ESCAPED_LINE = /^[ \t]*(?:\d{1,9}\\[.)]|\\[#+>-])/mu;

/** Text that a writer of Markdown would have escaped, once escapes, addresses of pages and list marks are removed. */
const UNESCAPED = /[\\*_]/u;

/** A note as far as its text is concerned. */
export interface NoteContent {
  readonly content: string;
  readonly type?: number | undefined;
}

export interface NoteText {
  readonly text: string;
  /** The note has formatting that plain text cannot hold. */
  readonly formatted: boolean;
}

/** `taggedMarkdown` is Markdown with a few tags within its lines. */
export type NoteFormat = 'html' | 'markdown' | 'taggedMarkdown';

/**
 * Content with tags is HTML, content without is Markdown, whatever the note's type. Tags in code and escaped ones are
 * text. Tags within the lines of a text with marks of Markdown, or with other words in brackets, do not make it HTML.
 */
export function noteFormat({ content, type }: NoteContent): NoteFormat {
  if (!content.includes('<')) return 'markdown';
  const bare = outsideCode(content, withoutEscapedTags, () => '`');
  if (!HTML_TAG.test(bare) && !(isRich(type) && OPEN_TAG.test(bare))) return 'markdown';
  if (BLOCK_TAG.test(bare))
    return MARKED_LINE.test(bare) && !LEADING_BLOCK_TAG.test(bare) ? 'taggedMarkdown' : 'html';
  const isMarked = bare.includes('`') || [MARKED_LINE, MARKED_WORDS, NO_TAG].some((one) => one.test(bare));
  return isMarked || (isRich(type) && ESCAPED_MARK.test(bare)) ? 'taggedMarkdown' : 'html';
}

/**
 * The text of a note as it was typed: lines and list marks stay, escapes and tags go. Form, tooltip, undo, search and export
 * use it; a document is the same reading with its formatting (`src/notes`).
 */
export function noteText(note: NoteContent): NoteText {
  const format = noteFormat(note);
  if (format === 'html') return { text: htmlText(htmlOf(note)), formatted: true };
  const text = hasMarkdownEscapes(note)
    ? textOf(note.content, format, (escape) => escape.slice(1))
    : textOf(withoutUnderscoreEscapes(note.content), format);
  if (!isRich(note.type)) return { text, formatted: format !== 'markdown' };
  return { text: text.replaceAll(INDENTATION, (blanks) => ' '.repeat(blanks.length)), formatted: true };
}

function textOf(content: string, format: NoteFormat, unescape?: (escape: string) => string): string {
  if (format === 'taggedMarkdown') return textWithoutTags(content, unescape ?? ((escape) => escape));
  if (unescape === undefined) return content;
  const read = (text: string): string =>
    text.includes('\\') ? text.replaceAll(EACH_ESCAPE_OR_BREAK, unescape) : text;
  return outsideCode(content, read, withoutUnderscoreEscapes);
}

/**
 * The HTML of a note. Where no tag makes blocks, such as in text with underlined words, its own lines are kept. Elsewhere
 * only those of a list are.
 */
export function htmlOf({ content }: NoteContent): string {
  const html = withoutUnderscoreEscapes(content);
  return html.replaceAll(BLOCK_TAG.test(html) ? LISTED_LINE : LINE_END, '<br>');
}

/**
 * True for a note without tags whose backslashes are Markdown's escapes: rich text, and plain text in which everything is
 * escaped that Markdown would read as a mark. In other plain text a backslash is what was typed, as in `C:\*.csv`.
 */
export function hasMarkdownEscapes({ content, type }: NoteContent): boolean {
  if (isRich(type)) return true;
  if (!ESCAPED_LINE.test(content)) return false;
  const rest = content.replaceAll(ESCAPE, '').replaceAll(/https?:\/\/\S+|^[ \t]*\* /gimu, '');
  return !UNESCAPED.test(rest);
}

/** The words of a note in a few lines, for tooltips and search. No parser is loaded for it. */
export function plainNote(note: NoteContent): string {
  return printable(noteText(note).text)
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim();
}

/** Undoes Markdown's backslash escapes: `deck\_v2` is `deck_v2`, `1\.` is `1.`. */
export function withoutEscapes(text: string): string {
  return text.replaceAll(ESCAPE, (escape) => escape.slice(1));
}

/** The service adds this escape to HTML and plain text too, so that a note that is sent back as it came gains one more. */
function withoutUnderscoreEscapes(text: string): string {
  return text.replaceAll(UNDERSCORE_ESCAPE, '_');
}

function withoutEscapedTags(text: string): string {
  return text.replaceAll(String.raw`\<`, '');
}

function isRich(type: number | undefined): boolean {
  return type === noteTypes.richText || type === noteTypes.notetaker;
}
