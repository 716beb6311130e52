import type { Note } from '../affinity/index.ts';

const characters: Readonly<Record<string, string>> = {
  nbsp: ' ',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  amp: '&',
};

/** Whether the note's text is HTML. Source of the types: V1 docs, Notes. */
export function isHtmlNote({ type }: Pick<Note, 'type'>): boolean {
  return type === 2 || type === 3;
}

/** The note's words in a few lines, for where there is no room for a document. No parser is loaded for it. */
export function plainNote(note: Pick<Note, 'content' | 'type'>): string {
  const text = note.content.replaceAll('\\_', '_');
  const words = isHtmlNote(note) ? withCharacters(withoutTags(text)) : text;
  return printable(words)
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

export function withoutTags(html: string): string {
  return html.replaceAll(/<br\b[^<>]*>|<\/(p|div|li|tr|h\d)>/gi, '\n').replaceAll(/<[^<>]*>/g, '');
}

/** Without what a terminal obeys, and without direction overrides, which let a text read as another one. */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '');
}

/** The references that editors write for what is typed. */
function withCharacters(text: string): string {
  return text.replaceAll(/&(nbsp|lt|gt|quot|#39|amp);/g, (whole, name: string) => characters[name] ?? whole);
}
