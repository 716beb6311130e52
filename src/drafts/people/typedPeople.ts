/** A name or an address as it was typed; at least one of the two is there. */
export interface TypedPerson {
  readonly typed: string;
  readonly name?: string;
  /** In lower case. */
  readonly email?: string;
}

/**
 * Takes a line of people apart, in any form that mail programs and people use: `Ann Lee <ann@x.com>, bob@y.org; "Roe,
 * Jane" <jane@z.com>`, addresses parted by blanks, names alone, one to a line. Each is given once, in their order.
 */
export function typedPeople(text: string): readonly TypedPerson[] {
  const people = new Map<string, TypedPerson>();
  for (const group of split(text, ';')) {
    for (const piece of pieces(group)) {
      for (const person of peopleOf(piece)) {
        const key = person.email ?? person.typed.toLowerCase();
        if (!people.has(key)) people.set(key, person);
      }
    }
  }
  return [...people.values()];
}

/** Outlook parts people by `;` and writes `Lee, Ann <ann@x.com>`, where the comma parts nothing. */
function pieces({ text, closed }: Piece): readonly string[] {
  const parts = [...split(text, ',')].map((part) => part.text);
  const [surname, rest, ...more] = parts;
  const isSurname = surname !== undefined && /^[\p{L}\p{M}'’-]+$/u.test(surname.trim());
  if (closed && isSurname && rest !== undefined && /<[^<>]+@[^<>]+>/u.test(rest) && more.length === 0)
    return [text];
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
  for (const { 0: token, groups = {} } of piece.matchAll(TOKEN)) {
    const email = addressOf(groups['bracketed'] ?? groups['word'] ?? '');
    if (email === undefined) words.push(groups['quoted']?.replaceAll(/\\(.)/gu, '$1') ?? token);
    else yield typedPerson(words.splice(0), email);
  }
  if (words.some((word) => /[\p{L}\p{N}]/u.test(word))) yield typedPerson(words);
}

const TOKEN = /"(?<quoted>(?:[^"\\]|\\.)*)"|<(?<bracketed>[^<>]*)>|(?<word>[^\s<>"]+)|[<>"]/gu;

/** The address that a word is, without what stands around it in running text. */
function addressOf(word: string): string | undefined {
  const bare = word
    .trim()
    .replace(/^(?:mailto:|[('[])+/iu, '')
    .replace(/[)'\].,:]+$/u, '');
  return /^[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]+$/u.test(bare) ? bare.toLowerCase() : undefined;
}

function typedPerson(words: readonly string[], email?: string): TypedPerson {
  const name = words.join(' ').replaceAll(/\s+/gu, ' ').trim();
  if (email === undefined) return { typed: name, name };
  return name === '' ? { typed: email, email } : { typed: `${name} <${email}>`, name, email };
}
