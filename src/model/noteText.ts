import type { Note } from '../affinity/index.ts';

const HTML = 2;

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

export interface NoteText {
  readonly text: string;
  /** There was HTML, which plain text cannot hold. */
  readonly formatted: boolean;
}

/** The text of a note as it was typed: without the service's `\_`, and without HTML where the note has any. */
export function noteText({ content, type }: Pick<Note, 'content' | 'type'>): NoteText {
  const unescaped = content.replaceAll(String.raw`\_`, '_');
  return type === HTML
    ? { text: plainText(unescaped), formatted: true }
    : { text: unescaped, formatted: false };
}

function plainText(html: string): string {
  return withoutComments(html)
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/<li\b[^<>]*> ?/giu, '\n- ')
    .replaceAll(/<br\b[^<>]*> ?/giu, '\n')
    .replaceAll(/ ?<\/(?:p|div|h[1-6]|blockquote|ul|ol)> ?/giu, '\n\n')
    .replaceAll(/ ?<(?:ul|ol)\b[^<>]*> ?/giu, '\n')
    .replaceAll(/<\/?[a-z][^<>]*>/giu, '')
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/giu, entity)
    .replaceAll(/[ \t]+\n/gu, '\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .replaceAll(/\n\n(?=- )/gu, '\n')
    .trim();
}

/** By hand, since a pattern would look from each beginning to the end of the text for what closes it. */
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

function entity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return named[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
}
