/** In UTF-16 units; systems allow 255 bytes for a whole name. */
const LONGEST_NAME = 80;

/** A text as a part of a file's name that every system allows; empty when nothing of it is left. */
export function nameInFile(text: string): string {
  const allowed = text.replaceAll(/[\s\\/:*?"<>|]+/gu, ' ');
  // A cut can leave half a surrogate pair, which no URI can hold.
  return allowed.slice(0, LONGEST_NAME).toWellFormed().trim();
}
