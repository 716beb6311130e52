import { personName } from '../../directory/personName.ts';
import { typedPeople } from '../../directory/typedPeople.ts';
import type { TypedPerson } from '../../directory/typedPeople.ts';
import type { FrontMatter } from './frontMatter.ts';
import { isPersonName, nameOfEntry } from './nameOfEntry.ts';
import { withoutMarks } from './textParts.ts';

const MAX_LISTS = 20;

const MAX_LINES = 300;

const MAX_LENGTH = 60_000;

const KEY =
  /^(?:(?:meeting|call|event)[ _-]?)?(?:attendees?|participants?|present|attending|in[ _-]attendance|guests?|teilnehmer(?:innen)?|teilnehmende|participantes|asistentes)$/u;

const WORDS =
  '(?:attendees?|participants?|guests?|invitees?|attending|in attendance|attendance|roll call|(?:people|members?|those|also) present|present(?: members?| people)?|teilnehmer(?:innen|liste)?|teilnehmende|anwesend(?:e|en)?|personnes présentes|présents|participantes|asistentes)(?: ?(?:/|&|and) ?(?:attendees?|participants?|guests?|present))?(?: list)?';

const TAG = String.raw`<\/?\w{1,10}>`;

const LABEL = new RegExp(
  String.raw`^(?<marks>(?:[^\p{L}\p{N}\n<]|${TAG}){0,12})(?<before>(?:[\p{L}'’-]{1,14} ){0,2}(?:(?:list|names?) of (?:the )?)?)${WORDS}` +
    String.raw`(?<behind> (?:from|of|at|for|on) [\p{L}&. ]{1,30}?)?(?:[*_]|${TAG}){0,3}[ \t]*(?:\([^()\n]{0,40}\))?[ \t]*[*_]{0,3}[ \t]*` +
    String.raw`(?<sign>::?|=|\||[–—-](?=[ \t]))?(?:[ \t*_]|${TAG}){0,6}(?<value>.*)$`,
  'gimu',
);

/** The line below the heading of a table. */
const TABLE_RULE = /^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|?)+[ \t]*$/u;

/** Words before "attendees" that make them another list. */
const OTHERS =
  /\b(?:absent|missing|invited|expected|potential|former|previous|next|no|not|without|number|registered|new)\b/iu;

/** Lines that end a list: people who were not there, and the next part of the text. */
const END =
  /^[^\p{L}\p{N}]*(?:absen(?:t|ts|ce|ces|tees)|abwesende?|entschuldigt|excusés|ausentes|regrets?|apolog(?:y|ies)|excused|not (?:present|attending|in attendance)|missing|unable|agenda|notes?|minutes|topics?|discussion|action|summary|location|where|when|date|time|chair'?s? report)\b/iu;

/** People who were not there, within a line. */
const ABSENT =
  /\b(?:absent(?:ees)?|apologies|regrets|excused|not present|unable to attend|entschuldigt|abwesend|excusés)\b\s*[:–—-].*$/iu;

const ITEM = /^\s*(?:[-*+•–·]|\d{1,3}[.)])\s+(?<check>\[[ xX]\]\s+)?(?<text>\S.*)$/u;

/** One word of a name, not initials. */
const SINGLE = /^\p{Lu}[\p{L}\p{M}'’-]*\p{Ll}[\p{L}\p{M}'’-]*$/u;

/** True for an entry of the front matter that lists people. */
export function isAttendeesKey(key: string): boolean {
  return KEY.test(key);
}

interface Entry {
  readonly text: string;
  /** An `item` of a list has one person, and so has each of several lines. A `text` has several, with commas. */
  readonly kind: 'item' | 'line' | 'text';
}

/** Plain names in lists of attendees: under a heading, behind a label, or in the front matter. Addresses are left out. */
export function attendees(frontMatter: FrontMatter, prose: string): readonly TypedPerson[] {
  const people = new Map<string, TypedPerson>();
  for (const entry of [...statedEntries(frontMatter), ...listedEntries(prose)]) {
    for (const name of namesOf(entry)) {
      if (!people.has(name.toLowerCase())) people.set(name.toLowerCase(), { typed: name, name });
    }
  }
  return [...people.values()];
}

function* statedEntries(frontMatter: FrontMatter): Generator<Entry> {
  for (const [key, value] of frontMatter) {
    if (!isAttendeesKey(key)) continue;
    const lines = value.split('\n');
    for (const text of lines) yield { text, kind: lines.length > 1 ? 'item' : 'text' };
  }
}

function* listedEntries(prose: string): Generator<Entry> {
  let lists = 0;
  for (const { index, 0: line, groups = {} } of prose.matchAll(LABEL)) {
    const { marks = '', before = '', behind, sign, value = '' } = groups;
    const lines = prose
      .slice(index + line.length + 1, index + line.length + MAX_LENGTH)
      .split('\n', MAX_LINES);
    const isHeading = sign === '|' && TABLE_RULE.test(lines[0] ?? '');
    const isAlone = isHeading || value.trim() === '' || value.trim() === '|';
    if (OTHERS.test(before) || (sign === undefined && (!isAlone || behind !== undefined))) continue;
    lists += 1;
    if (lists > MAX_LISTS) return;
    const level = /#+/u.exec(marks)?.[0].length ?? 0;
    if (!isAlone) yield { text: value, kind: 'text' };
    const goesOn = isAlone || /[,;]\s*$/u.test(value) || !/\p{L}/u.test(value);
    if (goesOn) yield* block(lines, level, marks.includes('|'));
    else yield* continued(lines);
  }
}

/** Lines below the value of a label that have a name with brackets as well: `Bob Ray (Acme)`. */
function* continued(lines: readonly string[]): Generator<Entry> {
  for (const line of lines) {
    if (!/^[ \t]*\p{Lu}[^:()]*\([^()]*\)[,;]?\s*$/u.test(line)) return;
    yield { text: line, kind: 'line' };
  }
}

/** The lines below a label, up to the end of their list or paragraph. */
function* block(lines: readonly string[], level: number, isTable: boolean): Generator<Entry> {
  const items = lines.map((line) => ITEM.exec(line)?.groups);
  const isChecked = items.some((item) => /x/iu.test(item?.['check'] ?? ''));
  let isBegun = false;
  let isList = false;
  for (const [index, line] of lines.entries()) {
    const heading = /^ {0,3}(?<signs>#{1,6})[ \t]/u.exec(line)?.groups?.['signs'];
    if (END.test(line) || (heading !== undefined && (level === 0 || heading.length <= level))) return;
    const isUnderline = !isBegun && /^(?:=+|-{3,})\s*$/u.test(line);
    if (heading !== undefined || isUnderline) continue;
    if (line.trim() === '' && isBegun && !isList) return;
    if (line.trim() === '') continue;
    const item = items[index];
    const isRow = line.trimStart().startsWith('|');
    if (isBegun && isList && item === undefined && !isRow && !/^\s/u.test(line)) return;
    isList = item !== undefined || isRow || isTable;
    isBegun = true;
    const isAbsent = isChecked && /\[ \]/u.test(item?.['check'] ?? '');
    const isLine = isName(lines[index + 1]) || (index > 0 && isName(lines[index - 1]));
    const text = item?.['text'] ?? (isRow ? (line.split('|')[1] ?? '') : line);
    const entry: Entry = { text, kind: isList ? 'item' : isLine ? 'line' : 'text' };
    if (!isList && namesOf(entry).length === 0) return;
    if (!isAbsent) yield entry;
  }
}

/** True for a line of plain text that begins with a name, so that each line is one person. */
function isName(line = ''): boolean {
  return line.trim() !== '' && !END.test(line) && namesOf({ text: line, kind: 'line' }).length > 0;
}

/** `Jane Roe (Acme), Bob Ray` has two names, and so has `Acme: Jane Roe, Bob Ray`. */
function namesOf({ text, kind }: Entry): readonly string[] {
  const seen = withoutMarks(text.replaceAll(/\[\[(?:[^[\]|]*\/)?([^[\]|/]+)\]\]/gu, '$1'));
  const present = seen
    .replace(/^(?:name|who)\s*:\s*/iu, '')
    .replace(ABSENT, '')
    .replace(/\s*\|.*$/u, '');
  // Between semicolons, the words behind a dash are a role and a company.
  const bare = present.includes(';') ? present.replaceAll(/\s[–—-]\s[^;]*/gu, '') : present;
  const people = typedPeople(bare);
  const [first, ...others] = people;
  const [surname = '', given = ''] = people.map(({ name }) => name);
  // `- Roe, Jane` in a list
  const isPair =
    kind === 'item' && people.length === 2 && [surname, given].every((name) => SINGLE.test(name));
  if (isPair) return [`${surname}, ${given}`].filter((name) => isPersonName(name));
  // `Jane Roe, Acme` and `Jane Roe, CEO of Acme` name one person.
  const isOne =
    kind !== 'text' && first?.name !== undefined && others.length > 0 && isAffiliated(first.name, others);
  return (isOne ? [first] : people).flatMap(({ name, email }) => {
    const own =
      email === undefined && name !== undefined && !personName.isRole(name) ? nameOfEntry(name) : undefined;
    return own === undefined || !isPersonName(own) ? [] : [own];
  });
}

/** True when none of the texts behind the first name can be another full name. */
function isAffiliated(name: string, others: readonly TypedPerson[]): boolean {
  if (!/\s/u.test(nameOfEntry(name) ?? '')) return false;
  return others.every(({ name: other = '', email }) => {
    const own = nameOfEntry(other) ?? '';
    return email !== undefined || !/\p{Ll}\S*\s+\S*\p{Ll}/u.test(own) || !isPersonName(own);
  });
}
