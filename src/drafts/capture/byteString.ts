/** Arguments of one call; engines take at most about 100,000. */
const CHUNK = 8192;

/** A character for each byte, so that a mail of several charsets can be read as a text. */
export function byteString(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK)
    pieces.push(String.fromCodePoint(...bytes.subarray(at, at + CHUNK)));
  return pieces.join('');
}

export function bytesOfString(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.codePointAt(at) ?? 0;
  return bytes;
}

/** Decodes base64 like a reader of mails, which ignores what isn't of its alphabet. */
export function fromBase64(encoded: string): string {
  const known = encoded.replaceAll(/[^A-Za-z0-9+/]/gu, '');
  return atob(known.length % 4 === 1 ? known.slice(0, -1) : known);
}

export function utf8ToBase64(text: string): string {
  return btoa(byteString(new TextEncoder().encode(text)));
}
