import type { TypedPerson } from '../../directory/typedPeople.ts';

const LOCAL_PART = /[\p{L}\p{M}\p{N}._+'&*~-]{1,64}$/u;

const LABEL = String.raw`[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?`;

const DOMAIN = new RegExp(
  String.raw`^(?:${LABEL}\.)+(?:xn--[a-z0-9-]{1,58}[a-z0-9]|\p{L}[\p{L}\p{M}]{1,23})(?![\p{L}\p{N}])`,
  'iu',
);

const FILE = /\.(?:png|jpe?g|gif|webp|avif|heic|svg|pdf)$/iu;

/** The account by which repositories are reached, `git@github.com`, and what nobody reads. */
const NOBODY = /^(?:git|no[-_.]?reply|do[-_.]?not[-_.]?reply|mailer-daemon)$/iu;

/** The email address that has its `@` at this place of a running text. */
export function addressAround(text: string, at: number): TypedPerson | undefined {
  const before = text.slice(Math.max(0, at - 100), at);
  // Marks of Markdown stand around an address, not in it.
  const local = LOCAL_PART.exec(before)?.[0].replace(/^[._'*~&+-]+/u, '') ?? '';
  const behind = DOMAIN.exec(text.slice(at + 1, at + 256))?.[0];
  if (behind === undefined || !isWellFormed(local) || NOBODY.test(local)) return undefined;
  if (!mayPrecede(before.slice(0, before.length - local.length))) return undefined;
  // `user@host:path` is a place that files are copied from, and `image@2x.png` is a file.
  if (/^:[\w/~]/u.test(text.slice(at + 1 + behind.length)) || FILE.test(behind)) return undefined;
  const email = `${local}@${withoutSentence(behind)}`.toLowerCase();
  return { typed: email, email };
}

function isWellFormed(local: string): boolean {
  return local !== '' && !local.endsWith('.') && !local.includes('..') && !/[*~]/u.test(local);
}

/**
 * Behind `:` is an address only if what it is stands before it; else it may be the password of `user:password@host`. So
 * may be what stands behind `|`, but for a row of a table.
 */
function mayPrecede(before: string): boolean {
  if (/[\w\p{L}]:$/u.test(before)) return /\b(?:mailto|e-?mail|mail|from|to|cc|bcc):$/iu.test(before);
  if (before.endsWith('|')) return /(?:^|\n)[ \t]*\|(?:[^\n]*\|)?$/u.test(before);
  return !/[\p{L}\p{N}/\\@#%:!$^{}`]$/u.test(before);
}

/** `acme.com.Thanks` and `acme.comThanks` go on with the next sentence, `Acme.Com.Br` and `ACME.COM` do not. */
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
