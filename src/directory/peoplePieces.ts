import { personName } from './personName.ts';

const ADDRESS = /[^\s@<>()[\],;:"]{1,100}@[^\s@<>()[\],;:"]{1,255}/u;

/** A surname that is told by its form: `O'Neil`, `D’Arcy`, `McKay`, `van der Berg`. */
const SURNAME =
  /^(?:(?:[OD]['’]|Mc|Mac(?=\p{Lu}))\p{Lu}[\p{L}\p{M}]+(?:-\p{Lu}[\p{L}\p{M}]+)?|(?:(?:van|von|vom|zu|zur|de|der|den|del|della|di|da|dos|das|du|la|le|ter|ten) ){1,3}\p{Lu}[\p{L}\p{M}'’-]+)$/u;

const pairs: Readonly<Record<string, string>> = { '"': '"', '<': '>', '(': ')' };

/**
 * Cuts a line of people into one text for each person. `;` and commas separate, but not within quotes or brackets. A comma
 * within a name is told by its surroundings: titles, `;` between the people, or the name in the address.
 */
export function peoplePieces(line: string, isListed: boolean): readonly string[] {
  const groups = split(line, ';');
  const isClosed = isListed || groups.length > 1;
  const filled = groups
    .filter((group) => group.trim() !== '')
    .map((group) => withTitles(split(group, ',').filter((part, at) => at === 0 || part.trim() !== '')));
  const isEachTwo =
    filled.length > 1 && filled.every((parts) => parts.length === 2 && !parts.some(hasAddress));
  return filled.flatMap((parts) => {
    if (parts.length < 2) return parts;
    if (isClosed && (isEachTwo || isSurnameFirst(parts))) return [parts.join(',')];
    if (parts.length > 3 && isAlternating(parts)) return inPairs(parts);
    if (isUnmistakable(parts)) return [parts.join(',')];
    return byAddresses(parts, isClosed);
  });
}

/** Cuts at a separator, but not within quotes, angle brackets or parentheses that are closed on the line. */
export function split(text: string, separator: ',' | ';'): readonly string[] {
  const pieces: string[] = [];
  const lasts = new Map(Object.values(pairs).map((pair) => [pair, text.lastIndexOf(pair)]));
  let start = 0;
  let closing = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\' && closing === '"') at += 1;
    else if (char === closing) closing = '';
    else if (closing === '' && char === separator) {
      pieces.push(text.slice(start, at));
      start = at + 1;
    } else if (closing === '') {
      const pair = pairs[char] ?? '';
      if ((lasts.get(pair) ?? 0) > at) closing = pair;
    }
  }
  return [...pieces, text.slice(start)];
}

/** `Joe Foo, PhD <joe@x.com>` is one person. */
function withTitles(parts: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    const isMore =
      before !== undefined &&
      before.trim() !== '' &&
      !hasAddress(before) &&
      personName.isTitles(nameIn(part));
    if (isMore) joined[joined.length - 1] = `${before},${part}`;
    else joined.push(part);
  }
  return joined;
}

/** `Roe, Jane` between two `;`. */
function isSurnameFirst(parts: readonly string[]): boolean {
  const [surname = '', first = '', ...more] = parts.map((part) => part.trim());
  if (more.length > 0 || parts.some(hasAddress)) return false;
  const words = surname.replace(/^(?:[-*•]|\d+[.)])\s+|^\w+:\s*/u, '').split(/\s+/u);
  return words.slice(0, -1).every((word) => personName.isParticle(word)) && first.split(/\s+/u).length <= 3;
}

/**
 * `O'Neil, Sean <sean@x.com>`, `van der Berg, Jan`: the first part is a surname by its form, and a first name follows. Two
 * words with the second one in the address are another person.
 */
function isUnmistakable(parts: readonly string[]): boolean {
  const [surname = '', given = '', ...more] = parts;
  const name = withoutMark(surname).replace(/^\w+:\s*/u, '');
  if (more.length > 0 || hasAddress(surname) || !SURNAME.test(name)) return false;
  const [first = '', second] = nameIn(given).split(/\s+/u);
  if (!/^\p{Lu}[\p{L}\p{M}.-]*$/u.test(first) || SURNAME.test(first)) return false;
  const local = plain(ADDRESS.exec(given)?.[0] ?? '').split('@', 1)[0] ?? '';
  return (
    second === undefined || /^\p{Lu}\.?$/u.test(second) || (local !== '' && !local.includes(plain(second)))
  );
}

/** `Lee, Ann <ann@x.com>, Roe, Jane <jane@y.org>`: every other piece is a surname, and the rest one first name. */
function isAlternating(parts: readonly string[]): boolean {
  return (
    parts.length % 2 === 0 &&
    parts.every((part, at) => {
      const words = nameIn(part).split(/\s+/u);
      const isPlain = words.slice(0, -1).every((word) => personName.isParticle(word));
      return isPlain && words.at(-1) !== '' && hasAddress(part) === (at % 2 === 1);
    })
  );
}

function inPairs(parts: readonly string[]): readonly string[] {
  return parts.flatMap((part, at) => (at % 2 === 0 ? [] : [`${parts[at - 1] ?? ''},${part}`]));
}

/** Joins the pieces before an address that are part of its name. */
function byAddresses(parts: readonly string[], isClosed: boolean): readonly string[] {
  const isLast = parts.filter((part) => hasAddress(part)).length === 1 && hasAddress(parts.at(-1) ?? '');
  const pieces: string[] = [];
  let names: string[] = [];
  for (const part of parts) {
    if (!hasAddress(part)) {
      names.push(part);
      continue;
    }
    const isName = names.length > 0 && (isClosed && isLast ? !areTwo(names, part) : isInAddress(names, part));
    if (isName) pieces.push([...names, part].join(','));
    else pieces.push(...names, part);
    names = [];
  }
  return [...pieces, ...names];
}

/** `Bob Smith, Ann Lee <ann@x.com>`: two full names, and the address is that of the second. */
function areTwo(names: readonly string[], part: string): boolean {
  const [name = '', ...more] = names;
  if (more.length > 0 || !personName.isFullName(withoutMark(name)) || !personName.isFullName(nameIn(part)))
    return false;
  return !isInAddress(names, part);
}

/** True when the address has a word of the one name before it that is not a word of its own: `Meyer, Greg <gmeyer@…>`. */
function isInAddress(names: readonly string[], part: string): boolean {
  const address = ADDRESS.exec(part)?.[0] ?? '';
  const [local = '', domain = ''] = plain(address).split('@');
  // `Berhane, Kidane T - Eagan, MN <kidane@x.com>` ends in a place.
  if (/^\p{Lu}{2,3}$/u.test(nameIn(part))) return true;
  if (names.length !== 1) return false;
  const own = wordsOf(nameIn(part));
  const rest = own.reduce((left, word) => left.replace(word, ' '), local);
  const tokens = new Set([...rest.split(/[^\p{L}]+/u), ...domain.split(/[^\p{L}]+/u)]);
  return wordsOf(withoutMark(names[0] ?? '')).some(
    (word) => !own.includes(word) && (tokens.has(word) || (word.length > 2 && rest.includes(word))),
  );
}

function hasAddress(part: string): boolean {
  return part.includes('@') && ADDRESS.test(part);
}

/** The words before the address. */
function nameIn(part: string): string {
  const at = part.search(ADDRESS);
  return withoutMark(at === -1 ? part : part.slice(0, at).replace(/[<([]\s*(?:mailto:)?\s*$/iu, '')).trim();
}

function withoutMark(name: string): string {
  return name
    .replace(/^\s*(?:[-*•+]|\d{1,3}[.)])\s+/u, '')
    .replaceAll('"', '')
    .trim();
}

/** The words of a name as addresses write them: `Müller` is `muller` or `mueller`. */
function wordsOf(name: string): readonly string[] {
  const german = name.toLowerCase().replaceAll(/[äöü]/gu, '$&e').replaceAll('ß', 'ss');
  return [...new Set([plain(name), plain(german)].flatMap((text) => text.split(/[^\p{L}]+/u)))].filter(
    (word) => word.length > 1 && !personName.isParticle(word),
  );
}

/** Lower case without accents. */
function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
