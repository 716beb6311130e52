import { personName } from '../../directory/personName.ts';
import type { TypedPerson } from '../../directory/typedPeople.ts';
import { isNoSurname } from './isNoSurname.ts';

const TITLE = /^(?:Dr|Prof|Mr|Mrs|Ms|Herr|Frau)\.? (?=\p{Lu})/u;

const PARTICLES = String.raw`(?:(?:van|von|vom|der|den|de|del|della|di|da|dos|das|du|la|le|ter|ten|te|zu|af|av|bin|al|el|['’]t) ){0,3}`;

/** One word that has a capital letter, or is of a script that has none. */
const FIRST = /^(?:\p{Lu}[\p{L}\p{M}'’-]*|\p{Lo}[\p{L}\p{M}]*)/u;

/** A further word of a name: ` Roe`, ` van der Berg`, `.Roe`, `_Roe`. */
const FURTHER = new RegExp(String.raw`^(?:[ \u00A0]${PARTICLES}|[._](?=\p{Lu}))\p{Lu}[\p{L}\p{M}'’-]*`, 'u');

const MAX_WORDS = 3;

/** Characters that follow a handle, a path or a call, but never a name. */
const NO_NAME_BEFORE = /^(?:_*[\p{L}\p{N}/(@]|\.\p{Ll})/u;

/** Names of groups and words for a moment, which chats and notes mention like people. */
const GROUP =
  /^(?:every(?:one|body)|here|channel|all|teams?|room|group|staff|board|now|noon|today|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|engineering|marketing|sales|design|legal|finance|support|ops)(?:$|['’-])/iu;

/** The annotation of a class or a method, such as `@Override`, has code in the next line. */
const DECLARATION =
  /^[ \t]*\n(?:[ \t]*@\w+[ \t]*\n)*[ \t]*(?:public|private|protected|static|final|abstract|class|interface|export|async|def|void|fun)\b/u;

/** A chat cuts what it quotes: `Replying to "@Jane Ro..."`. */
const CUT = /^(?:\.{3}|…)[ \t]*(?:["”'’)\]]|\n|$)/u;

/** Words after which a third word is still the name, and does not begin a sentence. */
const AFTER_NAME = /^[ \u00A0](?:and|or|from|who|will|has|said|asked|agreed)\b/u;

const FULL_NAME = String.raw`\p{Lu}[\p{L}\p{M}.'’-]*(?: ${PARTICLES}\p{Lu}[\p{L}\p{M}.'’-]*){1,3}`;

/** `Gus Roe (`, `Gus Roe (@nodejs `: handles and employers in brackets belong to the person before them. */
const IN_BRACKETS = new RegExp(
  String.raw`(?:^|[\n,;:|]|[-*+•] |\d[.)] )[ \t]*[*_]{0,2}${FULL_NAME}[*_]{0,2} ?\((?:[^()\n]{0,120}[ ,;/|])?$`,
  'u',
);

/** `Gus Roe `, `Gus Roe - ` at the beginning of an item of a list. */
const BEHIND_NAME = new RegExp(
  String.raw`(?:^|[\n,;:|]|[-*+•] |\d[.)] )[ \t]*[*_]{0,2}(?<name>${FULL_NAME})[*_]{0,2},?[ \t]+(?:[-–—][ \t]+)?$`,
  'u',
);

/** The name that has its `@` at this place of a running text. `mayBeCode` says that the text has declarations. */
export function mentionAt(text: string, at: number, mayBeCode: boolean): TypedPerson | undefined {
  if (/[\p{L}\p{N}./\\@]_{0,2}$/u.test(text.slice(Math.max(0, at - 3), at))) return undefined;
  const behind = text.slice(at + 1, at + 201);
  const title = TITLE.exec(behind)?.[0] ?? '';
  const words = wordsOf(behind.slice(title.length));
  const rest = behind.slice(title.length + words.join('').length);
  const first = words[0] ?? '';
  if (
    first === '' ||
    NO_NAME_BEFORE.test(rest) ||
    GROUP.test(first) ||
    (mayBeCode && DECLARATION.test(rest)) ||
    CUT.test(rest)
  )
    return undefined;
  if (isHandle(words, text.slice(Math.max(0, at - 200), at))) return undefined;
  const name = nameOf(words, rest);
  return { typed: name, name };
}

/** The words of a name, each with what separates it from the one before. */
function wordsOf(text: string): readonly string[] {
  const words = [FIRST.exec(text)?.[0] ?? ''];
  let rest = text.slice(words[0]?.length);
  let count = 1;
  while (count < MAX_WORDS) {
    const word = words[0] === '' ? undefined : FURTHER.exec(rest)?.[0];
    if (word === undefined) break;
    words.push(word);
    rest = rest.slice(word.length);
    // `Di Federico` is one surname.
    if (!personName.isParticle(word.slice(1))) count += 1;
  }
  return words;
}

/** True for the handle of a person whose name is before it, and for the name of a company there. */
function isHandle(words: readonly string[], before: string): boolean {
  const [word = '', ...more] = words;
  if (more.some((one) => /^[ \u00A0]/u.test(one))) return false;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (line.lastIndexOf('(') > line.lastIndexOf(')') && IN_BRACKETS.test(before)) return true;
  const name = /[\p{L}.*_],?[ \t]+(?:[-–—][ \t]+)?$/u.test(line)
    ? BEHIND_NAME.exec(before)?.groups?.['name']
    : undefined;
  return (
    name !== undefined &&
    (/\p{Ll}\p{Lu}|[-\d]/u.test(word) || name.toLowerCase().includes(word.toLowerCase()))
  );
}

/**
 * The words that are the name. A capital letter can also begin the sentence behind a name. A name that is cut too short is
 * asked about; one that is too long finds nobody.
 */
function nameOf(words: readonly string[], rest: string): string {
  const bare = words.map((word, index) => (index === 0 ? word : word.slice(1)));
  const next = (index: number) => [...bare.slice(index + 1), rest.trimStart()].join(' ');
  const end = bare.findIndex((word, index) => index > 0 && isNoSurname(word, next(index)));
  const named = end === -1 ? bare : bare.slice(0, end);
  const owner = named.findIndex((word) => /['’]s$/u.test(word));
  const kept = owner === -1 ? named : named.slice(0, owner + 1);
  const isLong =
    kept.length === MAX_WORDS && kept.every((word) => !/ /u.test(word) && !personName.isParticle(word));
  const goesOn = isLong && /^[ \u00A0]\p{Ll}/u.test(rest) && !AFTER_NAME.test(rest);
  const name = (goesOn ? kept.slice(0, -1) : kept)
    .join(' ')
    .replace(/['’]s$/u, '')
    .replace(/['’-]+$/u, '');
  return name.replace(/(?<=\S) (?:van|von|der|de|di|da|la|le)$/iu, '');
}
