import { cleanText } from '../model/cleanText.ts';
import { unfolded } from './unfolded.ts';

/** Lines of an email header or an invitation that name no person. */
const NO_PEOPLE =
  /^(?:sent|date|subject|when|where|time|location|importance|priority|attachments?|topic|start|end|duration|meeting id|passcode|message-id|in-reply-to|references|mime-version|received|return-path|importance|sensitivity|gesendet|datum|betreff|envoy[ée]|objet|enviado|asunto|fecha|(?:x|content|list|thread|dkim|arc)-[\w-]+)\s*:/iu;

/** `- [x] To:` has three. */
const MAX_LABELS = 4;

/** Words before people: `To:`, `Required attendees:`, `- [x]`, `1.`. */
const LABEL =
  /^(?:(?:to|cc|bcc|from|reply-to|sender|with|organi[sz]er|host|(?:(?:required|optional|meeting|other|external|internal)\s+)?(?:attendees?|participants?|guests?|invitees?)|present|required|optional|von|an|de|para|à)\s*:|(?:[-*+•–·]|\d{1,3}[.)])\s+(?:\[[ x]\]\s+)?|\[[ x]\]\s+)\s*/iu;

/** A line that is only the heading of a list. */
const HEADING =
  /^#{0,6}\s*(?:attendees?|participants?|guests?|invitees?|present|names?|e-?mail(?: address)?(?:es)?)\s*:?$/iu;

/** Older versions of Outlook write `Lee, Ann [mailto:ann@x.com]`, and separate people by `;` only. */
const OUTLOOK = /([^;<>[\]\n]{0,200})\[(?:mailto|smtp):([^\s[\]()]+)\]/giu;

/** `'Roe, Jane' <jane@x.com>`, `'Jane Roe <jane@x.com>'`. */
const SINGLE_QUOTED = /(?<=^|[\s,;])'((?:[^'"\n]|(?<=\p{L})'(?=\p{L})){1,200})'(?=\s*(?:[<[(;,]|$))/gmu;

/** `Team: ann@x.com, bob@y.com;`. Source: RFC 5322, Address Specification. */
const GROUP = /^\s*[\p{L}\d ._-]{1,40}:/u;

const ENCODED_WORD = /=\?[\w-]+\?([bq])\?([^?\s]*)\?=(?:\s+(?==\?))?/giu;

/**
 * The text of people as it is read: without invisible characters, folds, marks of Markdown, labels, and the lines of an
 * email header that name no person. Every separator has one form.
 */
export function visiblePeople(text: string): string {
  const plain = unfolded(cleanText(text).text.replaceAll(/[\u2028\u2029]/gu, '\n'))
    .replaceAll(/[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069]/gu, '')
    .replaceAll(/[，、]/gu, ',')
    .replaceAll('；', ';')
    .replaceAll('＠', '@')
    .replaceAll(ENCODED_WORD, (_, encoding: string, code: string) => decoded(encoding, code));
  return withoutFolds(withoutMarks(plain))
    .split('\n')
    .flatMap((line, _, lines) => ownLine(line, lines.length > 1))
    .join('\n');
}

/** Text without the labels and list marks before it. */
export function withoutLabel(text: string): string {
  let rest = text.trimStart();
  for (let labels = 0; labels < MAX_LABELS; labels += 1) rest = rest.replace(LABEL, '');
  return rest;
}

/** A line that begins with a blank continues the person before it, who has no address yet. */
function withoutFolds(text: string): string {
  return text
    .replaceAll(/(?<=[\p{L}\p{N}][.@+_-])\n[ \t]+(?=[^\s@,;<>]{1,64}@|[^\s@,;<>]{1,64}\.\p{L}{2,}\b)/gu, '')
    .replaceAll(/(?<=[^\s;,>])[ \t]*\n[ \t]+(?=<[^<>\s]+@)/gu, ' ')
    .replaceAll(/(?<=[;,][ \t]*[^\s;,@<>][^;,@<>\n]{0,100})\n[ \t]+(?=[^\s*+•-])/gu, ' ');
}

function withoutMarks(text: string): string {
  return withQuotedNames(text)
    .replaceAll(/<([^\s<>]+@[^\s<>]+)<mailto:[^<>]*>\s*>/giu, '<$1>')
    .replaceAll(/(?<=[^\s<>]@[^\s<>]+)<mailto:[^<>]*>/giu, '')
    .replaceAll(/\[([^[\]\n]*)\]\(mailto:([^()\s?]*)[^()\n]*\)/giu, (_, name: string, address: string) =>
      name.includes('@') ? `${name} ` : `${name} <${address}>`,
    )
    .replaceAll(/\((?:mailto|smtp):([^\s()]+)\)/giu, '<$1>')
    .replaceAll(SINGLE_QUOTED, '"$1"')
    .replaceAll(/[ \t][•·][ \t]/gu, ', ')
    .replaceAll(/(?<=^|[\s,;])_([^_\n]{1,100})_(?=$|[\s,;])/gmu, '$1')
    .replaceAll(/[@#]?\[\[(?:[^[\]|\n]*\|)?([^[\]|\n]*)\]\]/gu, (_, name: string) => lastPart(name))
    .replaceAll(/\[([^[\]\n]+)\]\([^()\n]*\)/gu, '$1')
    .replaceAll(/\*\*|__(?=\p{L})|(?<=\p{L})__|`/gu, '');
}

function withQuotedNames(text: string): string {
  if (!/\[(?:mailto|smtp):/iu.test(text)) return text;
  return text.replaceAll(OUTLOOK, (_, before: string, address: string) => {
    const name = withoutLabel(before).replaceAll(/^[\s,]+|["\s]+$/gu, '');
    return `"${name}" <${address}>`;
  });
}

/** `people/Bob Ray` is the path of a note. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).replace(/\.md$/u, '');
}

function ownLine(line: string, hasOthers: boolean): readonly string[] {
  const bare = line.replace(/^\s*(?:>\s?)+/u, '');
  if (/^(?:ATTENDEE|ORGANIZER)[;:]/u.test(bare)) return calendarPerson(bare);
  if (NO_PEOPLE.test(bare.trim()) || /^(?:BEGIN|END|DT\w+|[A-Z-]+;\S*):/u.test(bare)) return [];
  if (hasOthers && HEADING.test(bare.trim())) return [];
  const own = withoutLabel(isGroup(bare) ? bare.replace(GROUP, '') : bare);
  // A mail has one sender.
  return [/^\s*(?:from|sender|von|de)\s*:[^@]*(?:@[^@]*)?$/iu.test(bare) ? `${own};` : own];
}

/** True when a label has several addresses, and a semicolon ends them. */
function isGroup(line: string): boolean {
  return line.trimEnd().endsWith(';') && line.split(':', 3).length === 2 && line.split('@', 3).length === 3;
}

/** `ATTENDEE;CN="Roe, Jane":mailto:jane@x.com`; rooms are left out. Source: RFC 5545, Attendee. */
function calendarPerson(line: string): readonly string[] {
  const address = /mailto:([^\s"<>]+@[^\s"<>;]+)/iu.exec(line)?.[1];
  if (address === undefined || /;CUTYPE="?(?:ROOM|RESOURCE|GROUP)/iu.test(line)) return [];
  const name = /;CN=(?:"([^"]*)"|([^;:"]*))/iu.exec(line);
  return [`"${name?.[1] ?? name?.[2] ?? ''}" <${address}>`];
}

/** Source: RFC 2047. */
function decoded(encoding: string, code: string): string {
  if (encoding.toLowerCase() === 'q') {
    const bytes = code
      .replaceAll('_', ' ')
      .replaceAll(/=([\dA-F]{2})/giu, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
    return utf8(bytes);
  }
  try {
    return utf8(atob(code));
  } catch {
    return code;
  }
}

/** Reads bytes that are written as one character each. */
function utf8(bytes: string): string {
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.codePointAt(0) ?? 0));
}
