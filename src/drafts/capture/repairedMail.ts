// This file loads postal-mime, so it is imported on demand only.
import { byteString, bytesOfString, utf8ToBase64 } from './byteString.ts';
import { partText } from './partText.ts';

/** Messages within a message, as deep as they are read. */
const MAX_DEPTH = 10;

/** The reader of mails takes seconds for a hundred thousand parts. No mail has as many as this. */
const MAX_PARTS = 5000;

export interface RepairedMail {
  readonly source: string | Uint8Array;
  /** A text was left out, because it could not be decoded. */
  readonly undecoded: boolean;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Writes the text parts anew whose encoding or charset is not the declared one, since the reader of mails decodes them
 * all the same. A sound mail is returned as it is. Of one with too many parts, the first are read.
 */
export function repairedMail(source: string | Uint8Array): RepairedMail {
  const text = byteString(typeof source === 'string' ? new TextEncoder().encode(source) : source);
  const parts = partsOf(text);
  if (parts.length > MAX_PARTS) {
    const first = text.slice(0, parts[MAX_PARTS - 1]?.end);
    return { source: repairedMail(bytesOfString(first)).source, undecoded: true };
  }
  const repairs = parts.flatMap((part) => repairOf(text, part) ?? []);
  if (repairs.length === 0) return { source, undecoded: false };
  const pieces: string[] = [];
  let last = 0;
  for (const { span, written } of repairs) {
    pieces.push(text.slice(last, span.start), written);
    last = span.end;
  }
  pieces.push(text.slice(last));
  const undecoded = repairs.some((one) => one.undecoded);
  return { source: bytesOfString(pieces.join('')), undecoded };
}

/** The parts between the lines of a boundary, each with its head. The text after a last boundary is none. */
function partsOf(text: string): readonly Span[] {
  const declared = text.matchAll(/boundary[ \t]*=[ \t]*(?:"([^"\r\n]+)"|([^\s;"]+))/giu);
  const boundaries = new Set([...declared].map(([, quoted, plain]) => quoted ?? plain ?? ''));
  const parts: Span[] = [];
  let start: number | undefined = 0;
  for (const { 0: line, 1: name = '', index } of text.matchAll(/^--([^\r\n]+)\r?\n?/gmu)) {
    const trimmed = name.trimEnd();
    const isLast = !boundaries.has(trimmed);
    if (isLast && !(trimmed.endsWith('--') && boundaries.has(trimmed.slice(0, -2)))) continue;
    if (start !== undefined) parts.push({ start, end: index });
    start = isLast ? undefined : index + line.length;
  }
  return start === undefined ? parts : [...parts, { start, end: text.length }];
}

interface Repair {
  readonly span: Span;
  readonly written: string;
  readonly undecoded: boolean;
}

function repairOf(text: string, { start, end }: Span, depth = 0): Repair | undefined {
  const { head, length } = headOf(text.slice(start, end));
  const bodyStart = start + length;
  if (bodyStart >= end) return undefined;
  const type = valueOf(head, 'content-type');
  const encoding = valueOf(head, 'content-transfer-encoding');
  if (/^message\/rfc822/iu.test(type) && depth < MAX_DEPTH && !/base64|quoted/iu.test(encoding))
    return repairOf(text, { start: bodyStart, end }, depth + 1);
  if (!isShownText(head, type)) return undefined;
  const charset = /charset[ \t]*=[ \t]*"?([^\s";?]+)/iu.exec(type)?.[1] ?? 'utf-8';
  const found = partText({ body: text.slice(bodyStart, end), encoding, charset });
  if (found === undefined) return undefined;
  const [kind = ''] = type.split(';', 1);
  const lines = [
    ...head.filter((line) => !/^content-(?:type|transfer-encoding)[ \t]*:/iu.test(line)),
    `Content-Type: ${kind.trim() || 'text/plain'}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    utf8ToBase64(found.text),
    '',
  ];
  return { span: { start, end }, written: lines.join('\r\n'), undecoded: found.undecoded };
}

/** The lines of a head without their folds, and its length with the blank line. */
function headOf(part: string): { readonly head: readonly string[]; readonly length: number } {
  const end = /^\r?\n|\r?\n\r?\n/u.exec(part);
  if (end === null) return { head: [], length: part.length };
  const unfolded = part.slice(0, end.index).replaceAll(/\r?\n[ \t]+/gu, ' ');
  return {
    head: unfolded === '' ? [] : unfolded.split(/\r?\n/u),
    length: end.index + end[0].length,
  };
}

function valueOf(head: readonly string[], name: string): string {
  const line = head.find((one) => one.slice(0, one.indexOf(':')).trim().toLowerCase() === name) ?? '';
  return line.slice(line.indexOf(':') + 1).trim();
}

/** The text of a mail or an invitation. Files that are attached aren't read. */
function isShownText(head: readonly string[], type: string): boolean {
  if (/^text\/calendar/iu.test(type)) return true;
  const isText = type === '' || /^text\/(?:plain|html)/iu.test(type);
  return isText && !/^attachment/iu.test(valueOf(head, 'content-disposition'));
}
