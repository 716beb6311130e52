import { printable } from './cleanText.ts';
import { htmlText } from './htmlText.ts';

/** Source: V1 docs, Notes. The type does not tell how the content is written: rich text comes as Markdown or HTML. */
export const noteTypes = { plain: 0, email: 1, richText: 2, notetaker: 3 } as const;

/** A tag that closes something, or one that stands alone: without one of these a text is not HTML. */
const HTML_TAG =
  /(?<!\\)(?:<\/(?:a|b|blockquote|body|code|del|div|em|font|h[1-6]|html|i|li|o:p|ol|p|pre|s|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)\s*>|<(?:br|hr)\b[^<>]{0,200}>)/iu;

/** In rich text an element that is never closed counts as well. */
const OPEN_TAG =
  /(?<!\\)<(?:b|blockquote|div|em|h[1-6]|i|li|ol|p|pre|span|strong|table|u|ul)\b[^<>]{0,2000}>/iu;

/** A tag that makes lines of its own, as HTML does. */
const LINE_TAG =
  /<\/?(?:address|article|blockquote|br|center|dd|div|dl|dt|h[1-6]|hr|li|o:p|ol|p|pre|section|table|td|tr|ul)\b/iu;

/** A backslash before punctuation. Source: CommonMark, Backslash escapes. */
const ESCAPE = /\\([!-/:-@[-`{-~])/gu;

/** At the end of a line a backslash is a line break. There are no escapes within code. */
const ESCAPE_BREAK_OR_CODE = /\\([!-/:-@[-`{-~]|\n)|(?<!`)(`{1,2})(?!`)[^\n`]{1,2000}(?<!`)\2(?!`)/gu;

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

/** Content with tags is HTML, content without is Markdown, whatever the note's type. */
export function isHtmlNote({ content, type }: NoteContent): boolean {
  return HTML_TAG.test(content) || (isRich(type) && OPEN_TAG.test(content));
}

/**
 * The text of a note as it was typed: lines and list marks stay, escapes and tags go. Form, tooltip, undo, search and export
 * use it; a document is the same reading with its formatting (`src/notes`).
 */
export function noteText(note: NoteContent): NoteText {
  if (isHtmlNote(note)) return { text: htmlText(htmlOf(note)), formatted: true };
  const text = hasMarkdownEscapes(note)
    ? note.content.replaceAll(
        ESCAPE_BREAK_OR_CODE,
        (whole, escaped?: string) => escaped ?? withoutUnderscoreEscapes(whole),
      )
    : withoutUnderscoreEscapes(note.content);
  return { text, formatted: isRich(note.type) };
}

/** The HTML of a note. Where no tag makes lines, such as in Markdown with underlined words, its own lines are kept. */
export function htmlOf({ content }: NoteContent): string {
  const html = withoutUnderscoreEscapes(content);
  return LINE_TAG.test(html) ? html : html.replaceAll(/\r?\n/gu, '<br>');
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
  return text.replaceAll(ESCAPE, '$1');
}

/** The service adds this escape to HTML and plain text too, so that a note that is sent back as it came gains one more. */
function withoutUnderscoreEscapes(text: string): string {
  return text.replaceAll(UNDERSCORE_ESCAPE, '_');
}

function isRich(type: number | undefined): boolean {
  return type === noteTypes.richText || type === noteTypes.notetaker;
}
