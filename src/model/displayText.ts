import { printable } from './cleanText.ts';

/** The longest text from elsewhere that is put on screen, in UTF-16 units. */
export const MAX_DISPLAY_LENGTH = 4_000;

/** Makes text from elsewhere fit for the screen: `printable`, and not too long. */
export function displayText(raw: string): string {
  const text = printable(raw);
  if (text.length <= MAX_DISPLAY_LENGTH) return text;
  const cut = text.slice(0, MAX_DISPLAY_LENGTH - 1);
  // Half of a surrogate pair would show as a broken character.
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/**
 * Counts code points, so that an emoji of two UTF-16 units is one character. Runs on every key press and therefore
 * allocates nothing.
 */
export function characterCount(text: string): number {
  let pairs = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0xd800 || code > 0xdbff) continue;
    const next = text.charCodeAt(index + 1);
    if (next >= 0xdc00 && next <= 0xdfff) {
      pairs++;
      index++;
    }
  }
  return text.length - pairs;
}
