import { cleanText } from '../model/cleanText.ts';

/** One word, or several of which only the last has a capital letter: `van der Berg`. */
const SURNAME = /^(?:\p{Ll}[\p{L}\p{M}'’]{0,10}\s+){0,3}[\p{L}\p{M}'’-]+$/u;

/** What stands before each line of a list, or before a whole line of a mail's head. */
const BULLET = /^\s*(?:(?:[-*+•–·]|\d{1,3}[.)])\s+|(?:to|cc|bcc|from)\s*:\s*)?/iu;

const NAMES = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

const TOKEN = /"(?<quoted>(?:[^"\\]|\\.)*)"|<(?<bracketed>[^<>]*)>|(?<word>[^\s<>"]+)|[<>"]/gu;

/** A name or an address as it was typed; at least one of the two is there. */
export interface TypedPerson {
  readonly typed: string;
  readonly name?: string;
  /** In lower case. */
  readonly email?: string;
}

/**
 * Takes a line of people apart, in any form that mail programs and people use: `Ann Lee <ann@x.com>, bob@y.org; "Roe,
 * Jane" <jane@z.com>`, addresses parted by blanks, names alone, one to a line, in a list. Each is given once, in their
 * order.
 */
export function typedPeople(text: string): readonly TypedPerson[] {
  const people = new Map<string, TypedPerson>();
  const line = visible(text);
  const isList = hasOneToALine(line);
  for (const { text: group, closed } of split(line, ';')) {
    for (const piece of pieces(group, closed || isList)) {
      for (const person of peopleOf(piece)) {
        const key = person.email ?? person.typed.toLowerCase();
        if (!people.has(key)) people.set(key, person);
      }
    }
  }
  // Whatever else was typed is shown as what nobody has: it does not vanish.
  const typed = line.trim().replaceAll(/\s+/gu, ' ');
  if (people.size === 0 && /[^\s,;<>"]/u.test(typed)) return [{ typed, name: typed }];
  return [...people.values()];
}

/** Reads again what was taken for one person, also where the name has a comma in it. */
export function onePerson(typed: string): TypedPerson {
  const people = typedPeople(typed);
  const [only, ...others] = people.filter(({ email }) => email !== undefined || people.length === 1);
  return only === undefined || others.length > 0 ? { typed, name: typed } : only;
}

/** Without what no one can see, which mail programs put around addresses, and with one sign for each separator. */
function visible(text: string): string {
  return cleanText(text)
    .text.replaceAll(/[\u2028\u2029]/gu, '\n')
    .replaceAll(/[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069]/gu, '')
    .replaceAll(/[，、]/gu, ',')
    .replaceAll('；', ';')
    .replaceAll('＠', '@')
    .replaceAll(/\]\(mailto:[^()\n]*\)/giu, '] ');
}

/** Where each of several lines ends in its one address, the lines part the people. */
function hasOneToALine(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.every((line) => /^[^<>@]*<[^<>@\s]+@[^<>@\s]+>[\s,;]*$/u.test(line));
}

/** Outlook parts people by `;` and writes `Lee, Ann <ann@x.com>`, where the comma parts nothing. */
function pieces(text: string, closed: boolean): readonly string[] {
  const parts = [...split(text, ',')].map((part) => part.text);
  const [surname, rest, ...more] = parts;
  const isSurname = surname !== undefined && SURNAME.test(surname.replace(BULLET, '').trim());
  const isAll = more.every((part) => part.trim() === '');
  if (closed && isSurname && rest !== undefined && /<[^<>]+@[^<>]+>/u.test(rest) && isAll) {
    return [`${surname},${rest}`];
  }
  return parts;
}

interface Piece {
  readonly text: string;
  /** A separator stands behind it or before it. */
  readonly closed: boolean;
}

/** Cuts at a separator and at line ends, but not within quotes or angle brackets. */
function* split(text: string, separator: ',' | ';'): Generator<Piece> {
  let start = 0;
  let inside = '';
  let closed = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\n' || char === '\r' || (char === separator && inside === '')) {
      closed ||= char === separator;
      yield { text: text.slice(start, at), closed };
      start = at + 1;
      inside = '';
    } else if (char === inside) inside = '';
    else if (inside === '' && char === '"') inside = '"';
    else if (inside === '' && char === '<') inside = '>';
  }
  yield { text: text.slice(start), closed };
}

function* peopleOf(piece: string): Generator<TypedPerson> {
  const words: string[] = [];
  const tokens = [...piece.replace(BULLET, '').matchAll(TOKEN)];
  const isNamed = tokens.some(({ groups = {} }) => addressOf(groups['bracketed'] ?? '') !== undefined);
  for (const { 0: token, groups = {} } of tokens) {
    const { quoted } = groups;
    // An address in quotes is a name only where another one stands in brackets behind it.
    const email = addressOf(groups['bracketed'] ?? groups['word'] ?? (isNamed ? '' : (quoted ?? '')));
    if (email === undefined) words.push(quoted?.replaceAll(/\\(.)/gu, '$1') ?? token);
    else yield typedPerson(words.splice(0), email);
  }
  if (words.some((word) => NAMES.test(word))) yield typedPerson(words);
}

/** The address that a word is, without what stands around it in running text. */
function addressOf(word: string): string | undefined {
  const bare = word
    .trim()
    .replace(/^(?:mailto:|[('[])+/iu, '')
    .replace(/\?.*$/u, '')
    .replace(/[)'\].,:]+$/u, '');
  return /^[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]+$/u.test(bare) ? bare.toLowerCase() : undefined;
}

function typedPerson(words: readonly string[], email?: string): TypedPerson {
  const name = words
    .join(' ')
    .replaceAll(/\s+/gu, ' ')
    .replace(/^[\s•*@]+|[\s,:|–-]+$/gu, '')
    .replace(/^'(.*)'$/u, '$1');
  if (email === undefined) return { typed: name, name };
  if (name === '' || name.toLowerCase() === email) return { typed: email, email };
  const written = /["<>@]/u.test(name) ? `"${name.replaceAll(/["\\]/gu, String.raw`\$&`)}"` : name;
  return { typed: `${written} <${email}>`, name, email };
}
