/** A file is decoded as far as this many bytes to find out how it is written. */
const SAMPLE = 4096;

/** Share of bytes that are zero in one half of the pairs, from which a text is UTF-16. */
const MOSTLY = 0.4;

const decoders = {
  utf8: () => new TextDecoder('utf-8', { fatal: true }),
  utf16le: () => new TextDecoder('utf-16le'),
  utf16be: () => new TextDecoder('utf-16be'),
  windows1252: () => new TextDecoder('windows-1252'),
} as const;

/** The first bytes of files that are no text, whatever their name says. */
const signatures: readonly (readonly [code: FileProblem, bytes: readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['zip', [0x1f, 0x8b]],
  ['zip', [0x37, 0x7a, 0xbc, 0xaf]],
  ['outlook', [0xd0, 0xcf, 0x11, 0xe0]],
  ['no-text', [0x25, 0x50, 0x44, 0x46]],
];

/** `outlook` is the format of .msg and .doc files. */
export type FileProblem = 'empty' | 'zip' | 'outlook' | 'no-text';

export type FileText =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: keyof typeof decoders }
  | { readonly kind: 'problem'; readonly code: FileProblem };

/** The text of a file in UTF-8, UTF-16 with or without its mark, or Windows-1252, which contains Latin-1. */
export function fileText(bytes: Uint8Array): FileText {
  const signature = signatures.find(([, start]) => start.every((byte, at) => bytes[at] === byte));
  if (signature !== undefined) return { kind: 'problem', code: signature[0] };
  const encoding = encodingOf(bytes);
  if (encoding === undefined) return { kind: 'problem', code: 'no-text' };
  const text = decoders[encoding]().decode(bytes);
  return text.trim() === '' ? { kind: 'problem', code: 'empty' } : { kind: 'text', text, encoding };
}

function encodingOf(bytes: Uint8Array): keyof typeof decoders | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf16be';
  const sample = bytes.subarray(0, SAMPLE);
  const [even, odd] = zeros(sample);
  const half = Math.max(1, sample.length / 2);
  if (odd / half > MOSTLY && even === 0) return 'utf16le';
  if (even / half > MOSTLY && odd === 0) return 'utf16be';
  if (even + odd > 0) return undefined;
  return isUtf8(bytes) ? 'utf8' : isMostlyText(sample) ? 'windows1252' : undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    decoders.utf8().decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function zeros(bytes: Uint8Array): readonly [even: number, odd: number] {
  let [even, odd] = [0, 0];
  for (const [at, byte] of bytes.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  return [even, odd];
}

/** Control characters other than line ends and tabs are rare in a text. */
function isMostlyText(bytes: Uint8Array): boolean {
  const controls = bytes.filter((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte));
  return controls.length <= bytes.length / 100;
}

/** A mail whose head or text is not in UTF-8, in a form that a mail reader understands. */
export function mailBytes(
  bytes: Uint8Array,
  text: string,
  encoding: keyof typeof decoders,
): Uint8Array | string {
  if (encoding === 'utf8') return bytes;
  const declares = /charset\s*=/iu.test(text.slice(0, SAMPLE * 4));
  if (encoding !== 'windows1252' || !declares) return text;
  // The head may be written in the same way, but no line of it says so.
  const end = /\r?\n\r?\n/u.exec(text)?.index ?? text.length;
  const head = new TextEncoder().encode(text.slice(0, end));
  const whole = new Uint8Array(head.length + bytes.length - end);
  whole.set(head);
  whole.set(bytes.subarray(end), head.length);
  return whole;
}
