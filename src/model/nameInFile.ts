/** In UTF-16 units and in bytes; systems allow 255 bytes for a whole name. */
const LONGEST_NAME = 80;
const MAX_BYTES = 180;

/** A text as a part of a file's name that every system allows; empty when nothing of it is left. */
export function nameInFile(text: string): string {
  const allowed = text.replaceAll(/[\s\\/:*?"<>|]+/gu, ' ');
  const bytes = new TextEncoder().encode(allowed.slice(0, LONGEST_NAME)).subarray(0, MAX_BYTES);
  // A cut can leave a part of a character, which becomes a mark that no name needs.
  return new TextDecoder()
    .decode(bytes)
    .replace(/\uFFFD+$/u, '')
    .trim();
}
