import { pastedTable } from './pastedTable.ts';
import { peoplePieces } from './peoplePieces.ts';
import { personName } from './personName.ts';
import { visiblePeople, withoutLabel } from './visiblePeople.ts';

const LETTERS = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

const TOKEN =
  /(?<odd>"(?:[^"\\]|\\.){0,100}"@[^\s<>(),;"]+)|"(?<quoted>(?:[^"\\]|\\.){0,1000})"|<(?<bracketed>[^<>]*)>|\((?<aside>[^()]*)\)|(?<word>[^\s<>"()]+)|[<>"()]/gu;

/** `Jane Roe and Bob Ray`, `Jane Roe / Bob Ray`, `@Jane Roe @Bob Ray`. */
const BETWEEN_NAMES = /\s+(?:and|und|et|y|&|\/|\+)\s+|\s+(?=@\p{Lu})/iu;

/** A name or an address as it was typed; at least one of the two is there. */
export interface TypedPerson {
  readonly typed: string;
  readonly name?: string;
  /** In lower case. */
  readonly email?: string;
}

/**
 * Reads a list of people in any form that mail programs, calendars, sheets and people use: `Ann Lee <ann@x.com>,
 * bob@y.org; "Roe, Jane" <jane@z.com>`, addresses with blanks between them, names alone, a list, a CSV table. Each person
 * is given once, in the order of the text.
 */
export function typedPeople(text: string): readonly TypedPerson[] {
  const people = new Map<string, TypedPerson>();
  const shown = visiblePeople(text);
  for (const person of peopleOf(shown)) {
    const key = person.email ?? person.typed.toLowerCase();
    if (!people.has(key)) people.set(key, person);
  }
  // A text without a name stays visible as a person that does not exist.
  const typed = (shown.trim() === '' ? visibleRest(text) : shown).trim().replaceAll(/\s+/gu, ' ');
  if (people.size === 0 && /[^\s,;<>"]/u.test(typed)) return [{ typed, name: typed }];
  return [...people.values()];
}

/** Reads the text of one person again, also when the name has a comma in it. */
export function onePerson(typed: string): TypedPerson {
  const people = typedPeople(typed);
  const [only, ...others] = people.filter(({ email }) => email !== undefined || people.length === 1);
  return only === undefined || others.length > 0 ? { typed, name: typed } : only;
}

function* peopleOf(text: string): Generator<TypedPerson> {
  const rows = pastedTable(text);
  for (const { name, address } of rows ?? []) {
    const email = addressOf(address);
    if (email !== undefined || LETTERS.test(name)) yield typedPerson(name, email);
  }
  if (rows !== undefined) return;
  const lines = text.split('\n');
  const isList = hasOneToALine(lines);
  let isClosed = false;
  for (const line of lines) {
    for (const piece of peoplePieces(line, isList || isClosed)) yield* peopleOfPiece(piece);
    isClosed = /;\s*$/u.test(line);
  }
}

/** True when each of several lines ends with its one address, so that the lines separate the people. */
function hasOneToALine(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '');
  return filled.length > 1 && filled.every((line) => /^[^<>@]*<[^<>@\s]+@[^<>@\s]+>[\s,;]*$/u.test(line));
}

function* peopleOfPiece(piece: string): Generator<TypedPerson> {
  const tokens = [...withoutLabel(piece).matchAll(TOKEN)];
  const isNamed = tokens.some(({ groups = {} }) => addressOf(groups['bracketed'] ?? '') !== undefined);
  let words = '';
  let end = 0;
  let last: TypedPerson | undefined;
  for (const { 0: token, index, groups = {} } of tokens) {
    const { quoted, aside } = groups;
    const gap = index > end ? ' ' : '';
    end = index + token.length;
    if (quoted?.includes('@') === true && !isNamed && addressOf(quoted) === undefined) {
      // Name and address are in one pair of quotes.
      for (const inner of peoplePieces(withoutEscapes(quoted), true)) yield* peopleOfPiece(inner);
      continue;
    }
    const email = addressIn(groups, isNamed);
    if (email !== undefined) {
      if (last !== undefined) yield last;
      last = typedPerson(words, email);
      words = '';
    } else if (aside !== undefined && last !== undefined && words === '') last = withComment(last, aside);
    else words += gap + (quoted === undefined ? token : withoutEscapes(quoted));
  }
  yield* withRest(last, words.trim());
}

/** An address in quotes is a name only where another one follows in brackets. */
function addressIn(groups: Readonly<Record<string, string>>, isNamed: boolean): string | undefined {
  const { odd, bracketed, word, aside, quoted = '' } = groups;
  return addressOf(odd ?? bracketed ?? word ?? aside ?? (isNamed ? '' : quoted));
}

/** The words behind the last address, or all words when there is none. */
function* withRest(last: TypedPerson | undefined, rest: string): Generator<TypedPerson> {
  if (last === undefined) {
    if (personName.isRole(rest) && /^\p{Ll}/u.test(rest)) return;
    if (LETTERS.test(rest)) yield* namesIn(rest);
    return;
  }
  const isPerson = LETTERS.test(rest) && !/^[-–—|:/]/u.test(rest) && !personName.isRole(rest);
  if (!isPerson) yield last;
  else if (last.name === undefined && personName.isFullName(rest)) yield typedPerson(rest, last.email);
  else yield* [last, ...namesIn(rest)];
}

function* namesIn(text: string): Generator<TypedPerson> {
  const names = text.split(BETWEEN_NAMES).map((name) => name.replace(/^(?:and|&|with)\s+(?=\S)/iu, ''));
  const isList = names.every((name) => /^["'@]?(?:\p{Lu}|\p{Lo})/u.test(name.trim()));
  for (const name of isList ? names : [text]) if (LETTERS.test(name)) yield typedPerson(name);
}

/** `jane@x.com (Jane Roe)` has a name; `jane@x.com (optional)` has none. */
function withComment(person: TypedPerson, aside: string): TypedPerson {
  return person.name === undefined && personName.isFullName(aside) && !personName.isRole(aside)
    ? typedPerson(aside, person.email)
    : person;
}

/** The address that a word is, without what surrounds it in running text. */
function addressOf(word: string): string | undefined {
  if (!word.includes('@')) return undefined;
  if (/^"(?:[^"\\]|\\.)*"@[^\s@<>()[\],;:"]+$/u.test(word)) return word.toLowerCase();
  const bare = word
    .trim()
    .replace(/^(?:mailto:|[('[{])+/iu, '')
    .replace(/\?.*$/u, '')
    .replace(/[)'\]}.,:]+$/u, '');
  return /^[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]+$/u.test(bare) ? bare.toLowerCase() : undefined;
}

function typedPerson(words: string, email?: string): TypedPerson {
  const name = withoutRole(words)
    .replaceAll(/\s+/gu, ' ')
    .replace(/^[\s•*@☐☑☒✓✔✅]+|[\s,:|–-]+$/gu, '')
    .replace(/^'(.*)'$/u, '$1')
    .replace(/^(?:on behalf of|via|and|&)\s+(?=\S)/iu, '')
    .replace(/^\p{L}[\p{L} ._-]{0,40}:\s+(?=\S)/u, '');
  if (email === undefined) return { typed: name, name };
  if (name === '' || name.toLowerCase() === email) return { typed: email, email };
  const written = /["<>@]/u.test(name) ? `"${name.replaceAll(/["\\]/gu, String.raw`\$&`)}"` : name;
  return { typed: `${written} <${email}>`, name, email };
}

/** `Jane Roe (organizer)`, `Jane Roe - optional`. */
function withoutRole(name: string): string {
  const [whole, rest = ''] = /\s+(?:[-–—]\s+([^-–—]+)|\(([^()]*)\))$/u.exec(name) ?? [];
  return whole !== undefined && personName.isRole(rest || whole) ? name.slice(0, -whole.length) : name;
}

function withoutEscapes(quoted: string): string {
  return quoted.replaceAll(/\\(.)/gu, '$1');
}

function visibleRest(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ');
}
