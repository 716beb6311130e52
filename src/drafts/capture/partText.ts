// This file loads postal-mime, so it is imported on demand only.
import { decodeWords } from 'postal-mime';
import { bytesOfString, fromBase64 } from './byteString.ts';
import { hasFewAccents, isReadableText, isWrongCharset, windows1252Text } from './isReadableText.ts';

const BASE64_LINE = /^[A-Za-z0-9+/]*={0,2}$/u;

/** A line that is in the alphabet of base64 by chance. */
const WORD = /^(?:[A-Z]?[a-z]+|[A-Z]+|\d+)$/u;

/** No word is as long as this, unlike a line of base64. */
const ENCODED_RUN = /[A-Za-z0-9+/=]{40}/u;

/** Characters of base64 before a plain text, from which it is a body with a footer of a mailing list. */
const MIN_LEAD = 24;

/** An escape that no encoder writes. A form or an address with parameters may contain it. */
const NO_ESCAPE = /=(?![0-9A-F]{2}|[ \t]*(?:\r?\n|$))/u;

const nothing: PartText = { text: '', undecoded: true };

export interface MailPart {
  /** A character for each byte, as in Latin-1. */
  readonly body: string;
  /** As it is declared. */
  readonly encoding: string;
  readonly charset: string;
}

/** The text of a part that is not what it says to be. */
export interface PartText {
  readonly text: string;
  /** Something of it could not be decoded. */
  readonly undecoded: boolean;
}

/** Undefined for a part that is decoded as it declares. */
export function partText(part: MailPart): PartText | undefined {
  if (part.body.trim() === '') return undefined;
  if (/base64/iu.test(part.encoding)) return base64Text(part);
  const isQuoted = /quoted-printable/iu.test(part.encoding);
  const decoded = isQuoted ? unquoted(part.body) : part.body;
  const text = decodedText(decoded, part.charset);
  const isPlain = isQuoted && text.includes('\uFFFD') && NO_ESCAPE.test(part.body);
  return isPlain ? rawText(part) : charsetText(decoded, text);
}

function base64Text(part: MailPart): PartText | undefined {
  const { body, charset } = part;
  const lines = body.split(/\r?\n/u).map((line) => line.trim());
  const end = lines.findIndex((line) => !BASE64_LINE.test(line));
  const isEncoded = end === -1;
  const bytes = fromBase64(body);
  const text = decodedText(bytes, charset);
  const isSound = isReadableText(text) && !text.includes('\uFFFD') && isOfCharset(text, charset);
  if (isSound && (isEncoded || ENCODED_RUN.test(body))) return undefined;
  if (!isEncoded) return withFooter(lines.slice(0, end), lines.slice(end), charset) ?? rawText(part);
  const found = isOfCharset(text, charset) ? charsetText(bytes, text) : nothing;
  const isWords = lines.every((line) => line === '' || WORD.test(line));
  return found === nothing && isWords ? rawText(part) : found;
}

/** A program on the way may have added a plain text to one in base64. */
function withFooter(lead: readonly string[], rest: readonly string[], charset: string): PartText | undefined {
  const encoded = lead.join('');
  if (encoded.length < MIN_LEAD) return undefined;
  const text = decodedText(fromBase64(encoded), charset);
  if (!isReadableText(text)) return undefined;
  const footer = rawText({ body: rest.join('\n'), encoding: '', charset });
  return { text: `${text.trimEnd()}\n\n${footer.text}`, undecoded: footer.undecoded };
}

/** The part as it is written, if that is for a reader. */
function rawText({ body, charset }: MailPart): PartText {
  // Bytes of ASCII pairs are valid UTF-16 but no text.
  const text = decodedText(body, /^u[a-z-]*16/iu.test(charset) ? 'utf-8' : charset);
  return isReadableText(text) && !ENCODED_RUN.test(body) ? { text, undecoded: false } : nothing;
}

function charsetText(decoded: string, text: string): PartText | undefined {
  const other = isWrongCharset(text) ? windows1252Text(bytesOfString(decoded)) : undefined;
  if (other !== undefined) return { text: other, undecoded: false };
  return isReadableText(text) ? undefined : nothing;
}

/** Words read as base64 are mostly accents in a charset that has a character for every byte. */
function isOfCharset(text: string, charset: string): boolean {
  return hasFewAccents(text) || !/^(?:iso-?8859-?15?|latin-?1|windows-?1252|cp-?1252)$/iu.test(charset);
}

/** The library has no other door to its decoders, which know more names of charsets than the runtime. */
function decodedText(decoded: string, charset: string): string {
  return decodeWords(`=?${charset}?B?${btoa(decoded)}?=`);
}

function unquoted(body: string): string {
  return body
    .replaceAll(/=[ \t]*\r?\n/gu, '')
    .replaceAll(/=([0-9A-Fa-f]{2})/gu, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
}
