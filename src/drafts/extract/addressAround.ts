import type { TypedPerson } from '../../directory/typedPeople.ts';
import { DOUBTFUL_FOLD } from '../../directory/unfolded.ts';
import { isNoPerson } from './isNoPerson.ts';

/** Longest local part. Source: RFC 5321, Size Limits. */
const MAX_LOCAL_PART = 64;

const LOCAL_SIGN = /[\p{L}\p{M}\p{N}._+'&*~-]/u;

const LABEL = String.raw`[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?`;

const DOMAIN = new RegExp(
  String.raw`^(?:${LABEL}\.)+(?:xn--[a-z0-9-]{1,58}[a-z0-9]|\p{L}[\p{L}\p{M}]{1,23})(?![\p{L}\p{N}])`,
  'iu',
);

const FILE = /\.(?:png|jpe?g|gif|webp|avif|heic|svg|pdf)$/iu;

/**
 * Text behind an address that makes it something else: `user@host:path` is a place to copy files from, and a parameter of a
 * calendar is followed by another one, or by the address itself.
 */
const NO_ADDRESS = /^(?::[\w/~]|;[A-Z-]{2,20}=)/u;

/** The email address that has its `@` at this place of a running text, unless it is known already. */
export function addressAround(
  text: string,
  at: number,
  known: ReadonlyMap<string, TypedPerson>,
): TypedPerson | undefined {
  // Marks of Markdown surround an address, but are not in it.
  const local = localPart(text, at).replace(/^[._'*~&+-]+/u, '');
  if (!isWellFormed(local)) return undefined;
  const domain = DOMAIN.exec(text.slice(at + 1, at + 256))?.[0];
  if (domain === undefined || FILE.test(domain)) return undefined;
  const earlier = text.slice(Math.max(0, at - 200), at - local.length);
  if (!mayPrecede(earlier) || NO_ADDRESS.test(text.slice(at + 1 + domain.length, at + domain.length + 30)))
    return undefined;
  const host = withoutSentence(domain);
  const email = `${local}@${host}`.toLowerCase();
  return known.has(email) || isNoPerson(local, host, earlier) ? undefined : { typed: email, email };
}

/** Goes back from the `@`, since a pattern that ends there would be tried at every character before it. */
function localPart(text: string, at: number): string {
  let start = at;
  while (start > 0 && at - start < MAX_LOCAL_PART && LOCAL_SIGN.test(text.charAt(start - 1))) start -= 1;
  return text.slice(start, at);
}

function isWellFormed(local: string): boolean {
  return local !== '' && !local.endsWith('.') && !local.includes('..') && !/[*~]/u.test(local);
}

/**
 * Behind `:`, an address counts only after a word such as "mailto"; else it may be the password of `user:password@host`. So
 * it may be behind `|`, except in a row of a table. Behind a doubtful fold it may be half of an address.
 */
function mayPrecede(before: string): boolean {
  if (before.endsWith(DOUBTFUL_FOLD)) return false;
  if (/[\w\p{L}]:$/u.test(before))
    return /\b(?:mailto|e-?mail|mail|from|to|cc|bcc|EMAIL;[^:\n]{1,60}):$/iu.test(before);
  if (before.endsWith('|')) return /(?:^|\n)[ \t]*\|(?:[^\n]*\|)?$/u.test(before);
  return !/[\p{L}\p{N}/\\@#%:!$^{}`]$/u.test(before);
}

/** `acme.com.Thanks` and `acme.comThanks` run into the next sentence; `Acme.Com.Br` and `ACME.COM` do not. */
function withoutSentence(domain: string): string {
  const labels = domain.replace(/(?<=\.\p{Ll}{2,})\p{Lu}\p{L}*$/u, '').split('.');
  const next = labels.findIndex(
    (label, index) => index > 1 && isCapitalized(label) && !isCapitalized(labels[index - 1] ?? ''),
  );
  return (next === -1 ? labels : labels.slice(0, next)).join('.');
}

function isCapitalized(label: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(label);
}
