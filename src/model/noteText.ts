import { printable } from './cleanText.ts';

/** Source: V1 docs, Notes. The type does not tell how the content is written: rich text comes as Markdown or HTML. */
export const noteTypes = { plain: 0, email: 1, richText: 2, notetaker: 3 } as const;

/** A tag that closes something, or one that stands alone: without one of these a text is not HTML. */
const HTML_TAG =
  /<\/(?:a|b|blockquote|body|code|del|div|em|font|h[1-6]|html|i|li|o:p|ol|p|pre|s|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)\s*>|<(?:br|hr)\b[^<>]{0,200}>/iu;

/** In rich text an element that is never closed counts as well. */
const OPEN_TAG = /<(?:b|blockquote|div|em|h[1-6]|i|li|ol|p|pre|span|strong|table|u|ul)\b[^<>]{0,2000}>/iu;

/** A backslash before punctuation. Source: CommonMark, Backslash escapes; the service writes them into all notes. */
const ESCAPE = /\\([!-/:-@[-`{-~])/gu;
/** In Markdown a backslash at the end of a line is a line break. */
const ESCAPE_OR_BREAK = /\\([!-/:-@[-`{-~]|\n)/gu;

const characters: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

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

/** The text of a note as it was typed: lines and list marks stay, escapes and tags go. */
export function noteText(note: NoteContent): NoteText {
  const isHtml = isHtmlNote(note);
  const isMarkdown = !isHtml && isRich(note.type);
  const text = isMarkdown ? note.content.replaceAll(ESCAPE_OR_BREAK, '$1') : withoutEscapes(note.content);
  return { text: isHtml ? textOfHtml(text) : text, formatted: isHtml || isMarkdown };
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

/** HTML with each block on a line of its own, and everything else that is a tag left out. */
export function withoutTags(html: string): string {
  return html.replaceAll(/<br\b[^<>]*>|<\/(p|div|li|tr|h\d)>/gi, '\n').replaceAll(/<[^<>]*>/g, '');
}

function isRich(type: number | undefined): boolean {
  return type === noteTypes.richText || type === noteTypes.notetaker;
}

function textOfHtml(html: string): string {
  return withoutComments(html)
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/<li\b[^<>]*> ?/giu, '\n- ')
    .replaceAll(/<br\b[^<>]*> ?/giu, '\n')
    .replaceAll(/ ?<\/(?:p|div|h[1-6]|blockquote|ul|ol|table|tr)> ?/giu, '\n\n')
    .replaceAll(/ ?<(?:ul|ol)\b[^<>]*> ?/giu, '\n')
    .replaceAll(/ ?<\/t[dh]> ?/giu, ' ')
    .replaceAll(/<\/?[a-z][^<>]*>/giu, '')
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/giu, characterOf)
    .replaceAll(/[ \t]+\n/gu, '\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .replaceAll(/\n\n(?=- )/gu, '\n')
    .trim();
}

/** A pattern would look from each opening to the end of the text for what closes it. */
function withoutComments(html: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (let start = html.indexOf('<!--'); start !== -1; start = html.indexOf('<!--', from)) {
    const end = html.indexOf('-->', start);
    if (end === -1) break;
    pieces.push(html.slice(from, start));
    from = end + 3;
  }
  return pieces.join('') + html.slice(from);
}

function characterOf(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return characters[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
}
