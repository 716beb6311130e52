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

/** A backslash before punctuation. Source: CommonMark, Backslash escapes; the service writes them into all notes. */
const ESCAPE = /\\([!-/:-@[-`{-~])/gu;

/** In Markdown a backslash at the end of a line is a line break. */
const ESCAPE_OR_BREAK = /\\([!-/:-@[-`{-~]|\n)/gu;

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
  const isHtml = isHtmlNote(note);
  const isMarkdown = !isHtml && isRich(note.type);
  const text = isMarkdown ? note.content.replaceAll(ESCAPE_OR_BREAK, '$1') : withoutEscapes(note.content);
  return { text: isHtml ? htmlText(text) : text, formatted: isHtml || isMarkdown };
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

function isRich(type: number | undefined): boolean {
  return type === noteTypes.richText || type === noteTypes.notetaker;
}
