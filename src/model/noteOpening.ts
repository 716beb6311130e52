import { oneLine } from './cleanText.ts';

/** The longest opening of a note, in UTF-16 units, with the mark of a cut. */
const MAX_LENGTH = 60;

/** More than any marks before the words take; a note can be a million characters long. */
const READ = 500;

/** A heading, a quote, a list mark, a task box. */
const MARKS = /^(?:(?:[#>*+•–-]+|\d{1,3}[.)]|\[[ xX]?\])\s+)+/u;

/** Underscores stay, since words such as `deck_v2` contain them. */
const EMPHASIS = /\*\*|`/gu;

/** The first words of a note, on one line and cut at a word. Empty without words. */
export function noteOpening(note: string): string {
  const lines = note
    .trimStart()
    .slice(0, READ)
    .split(/\r\n?|\n/u);
  const words = lines.map((line) => oneLine(line).replace(MARKS, '').replaceAll(EMPHASIS, ''));
  return cutAtWord(words.find((line) => /[\p{L}\p{N}]/u.test(line))?.trim() ?? '');
}

function cutAtWord(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  const cut = text.slice(0, MAX_LENGTH - 1);
  const end = /\s/u.test(text.charAt(cut.length)) ? cut.length : cut.search(/\s\S*$/u);
  // A first word that is as long as all of it, and writing without spaces, are cut between characters.
  const kept = end < MAX_LENGTH / 2 ? cut.replace(/[\uD800-\uDBFF]$/u, '') : cut.slice(0, end);
  return `${kept.replace(/[\s,;:–-]+$/u, '')}…`;
}
