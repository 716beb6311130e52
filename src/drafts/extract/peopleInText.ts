import type { TypedPerson } from '../people/typedPeople.ts';

/**
 * E-mail addresses and `@Names` of a running text, each once and in their order. Looks outward from each `@`, so that
 * the time grows with the text only. `@param` of code and `@types/node` are no names: a name has a capital letter.
 */
export function peopleInText(prose: string): readonly TypedPerson[] {
  const text = prose.replaceAll(LINK, (link) => ' '.repeat(link.length));
  const people = new Map<string, TypedPerson>();
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const person = addressAround(text, at) ?? mentionAt(text, at);
    const key = person?.email ?? person?.typed.toLowerCase();
    if (person !== undefined && key !== undefined && !people.has(key)) people.set(key, person);
  }
  return [...people.values()];
}

/** What stands in a link is the address of a page, and may hold a password: `https://user:password@host`. */
const LINK = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>"]*/giu;

function addressAround(text: string, at: number): TypedPerson | undefined {
  const before = text.slice(Math.max(0, at - 100), at);
  // Marks of Markdown stand around an address, not in it.
  const local = LOCAL_PART.exec(before)?.[0].replace(/^[._'*~&+-]+/u, '') ?? '';
  const domain = DOMAIN.exec(text.slice(at + 1, at + 256))?.[0];
  if (domain === undefined || !isWellFormed(local) || local === REPOSITORY) return undefined;
  if (!mayPrecede(before.slice(0, before.length - local.length))) return undefined;
  // `user@host:path` is a place that files are copied from, and `image@2x.png` is a file.
  if (/^:[\w/~]/u.test(text.slice(at + 1 + domain.length)) || FILE.test(domain)) return undefined;
  const email = `${local}@${domain}`.toLowerCase();
  return { typed: email, email };
}

const LOCAL_PART = /[\p{L}\p{M}\p{N}._+'&*~-]{1,64}$/u;
const LABEL = String.raw`[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?`;
const DOMAIN = new RegExp(
  String.raw`^(?:${LABEL}\.)+(?:xn--[a-z0-9-]{1,58}[a-z0-9]|\p{L}[\p{L}\p{M}]{1,23})(?![\p{L}\p{N}])`,
  'iu',
);
const FILE = /\.(?:png|jpe?g|gif|webp|avif|heic|svg|pdf)$/iu;
/** The account by which repositories are reached: `git@github.com`. */
const REPOSITORY = 'git';

function isWellFormed(local: string): boolean {
  return local !== '' && !local.endsWith('.') && !local.includes('..') && !/[*~]/u.test(local);
}

/** Behind `:` is an address only if what it is stands before it; else it may be the password of `user:password@host`. */
function mayPrecede(before: string): boolean {
  if (/[\w\p{L}]:$/u.test(before)) return /\b(?:mailto|e-?mail|mail|from|to|cc|bcc):$/iu.test(before);
  return !/[\p{L}\p{N}/\\@#%:!$^{}|`]$/u.test(before);
}

function mentionAt(text: string, at: number): TypedPerson | undefined {
  if (/[\p{L}\p{N}./\\@]_{0,2}$/u.test(text.slice(Math.max(0, at - 3), at))) return undefined;
  const found = NAME.exec(text.slice(at + 1, at + 121))?.[0];
  if (found === undefined) return undefined;
  const rest = text.slice(at + 1 + found.length, at + 130);
  const name = nameOf(found.split(/[ \u00A0]/u), rest);
  return { typed: name, name };
}

// One to three words with capital letters; or one word of a script that has none.
const NAME =
  /^(?:\p{Lu}[\p{L}\p{M}'’-]*(?:[ \u00A0]\p{Lu}[\p{L}\p{M}'’-]*){0,2}|\p{Lo}[\p{L}\p{M}]*)(?!_*[\p{L}\p{N}/(])/u;

/**
 * The words that are the name. Of three, the last begins the sentence when a small word goes on after it; a name that
 * is cut too short is asked about, one that is too long finds nobody.
 */
function nameOf(words: readonly string[], rest: string): string {
  const end = words.findIndex((word, index) => index > 0 && OPENERS.test(word));
  const named = end === -1 ? words : words.slice(0, end);
  const goesOn = named.length === 3 && /^[ \u00A0]\p{Ll}/u.test(rest);
  const owner = named.findIndex((word) => /['’]s$/u.test(word));
  const most = goesOn ? 2 : 3;
  return named
    .slice(0, owner === -1 ? most : Math.min(owner + 1, most))
    .join(' ')
    .replace(/['’]s$/u, '')
    .replace(/['’-]+$/u, '');
}

/** Words that begin a sentence after a name, and are none themselves. */
const OPENERS =
  /^(?:I|We|You|He|She|It|They|The|This|That|These|There|Please|Thanks|Thank|Can|Could|Would|Should|Did|Does|Is|Are|Was|Were|Has|Have|Had|If|And|But|Let|Also|Today|Tomorrow|Yesterday|FYI)$/u;
