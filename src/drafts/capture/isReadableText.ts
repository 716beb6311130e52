// Control characters other than white space and escape, with those that no charset of a text contains.
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const GARBAGE = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F\u007F-\u0084\u0086-\u009F\uFFFD]/gu;

/** The share of garbage that a text may have, such as a character that was cut in two. */
const MOST_GARBAGE = 0.02;

/** In languages that are written in Latin letters, fewer characters than this share have an accent. */
const MOST_ACCENTS = 0.4;

/** Letters and marks of Windows-1252 that people type. */
const WESTERN = /^[\p{ASCII}\p{Ll}\p{Lu}\u00A0“”„‘’–—…€£«»•°§©®™·´¿¡]*$/u;

/** False for what was decoded in a wrong way. A short text may have one wrong character. */
export function isReadableText(text: string): boolean {
  const garbage = text.match(GARBAGE)?.length ?? 0;
  return garbage <= text.length * MOST_GARBAGE || (garbage === 1 && text.length >= 10);
}

/** Bytes of a text in Windows-1252 that says to be something else. Undefined for bytes that are no such text. */
export function windows1252Text(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('windows-1252').decode(bytes);
  return isWesternText(text) ? text : undefined;
}

export function isWesternText(text: string): boolean {
  return hasFewAccents(text) && WESTERN.test(text) && !text.match(GARBAGE);
}

export function hasFewAccents(text: string): boolean {
  return countOf(text, /[^\p{ASCII}]/gu) <= text.length * MOST_ACCENTS;
}

/** True when most of the characters beyond ASCII are wrong, so that the charset is not the declared one. */
export function isWrongCharset(text: string): boolean {
  const wrong = countOf(text, /\uFFFD/gu);
  return wrong > 0 && wrong * 2 >= countOf(text, /[^\p{ASCII}]/gu);
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
