import type { TypedPerson } from '../../directory/typedPeople.ts';
import { addressAround } from './addressAround.ts';
import { mentionAt } from './mentionAt.ts';

/** The scheme of a link before its `://`, and the rest behind it. */
const SCHEME = /\b[a-z][a-z0-9+.-]{1,20}$/iu;

/** A line of code that an annotation such as `@Override` can precede. */
const DECLARATION =
  /\n[ \t]*(?:public|private|protected|static|final|abstract|class|interface|export|async|def|void|fun)\b/u;

const LINK_REST = /[\s<>"]/u;

/** Lines of a mail's head and of a calendar whose values look like addresses of people, but are ids, lists and machines. */
const NO_PEOPLE =
  /^(?:>[> ]*)?(?:message-id|in-reply-to|references|received|return-path|delivered-to|envelope-(?:to|from)|errors-to|mailing-list|authentication-results|precedence|feedback-id|mail-followup-to|uid|x-[\w-]+|(?:list|arc|dkim|thread|content|received|original|final)-[\w-]+|resent-message-id|autocrypt)[ \t]*[:;].*$|^ATTENDEE[^:\n]*;CUTYPE="?(?:ROOM|RESOURCE|GROUP).*$/gimu;

/**
 * Email addresses and `@Names` of a running text whose folds are joined, each once and in their order. Searches outward
 * from each `@`, so that the time is linear. `@param` and `@types/node` are no names: a name has a capital letter.
 */
export function peopleInText(prose: string): readonly TypedPerson[] {
  const text = readable(prose);
  const mayBeCode = DECLARATION.test(text);
  const people = new Map<string, TypedPerson>();
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const person = addressAround(text, at, people) ?? mentionAt(text, at, mayBeCode);
    const key = person?.email ?? person?.typed.toLowerCase();
    if (person !== undefined && key !== undefined && !people.has(key)) people.set(key, person);
  }
  return [...people.values()];
}

/** Removes links and ids, and the signs that Markdown and emoji add to a text. */
function readable(prose: string): string {
  return withoutLinks(prose)
    .replaceAll(NO_PEOPLE, '')
    .replaceAll(/\\(?=[_*~.+&'-])/gu, '')
    .replaceAll(/[\uFE00-\uFE0F\u20E3]/gu, ' ')
    .replaceAll('＠', '@');
}

/** A link is the address of a page, and may hold a password: `https://user:password@host`. */
function withoutLinks(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', Math.max(from, at + 1))) {
    const scheme = SCHEME.exec(text.slice(Math.max(from, at - 22), at))?.[0];
    if (scheme === undefined) continue;
    let end = at + 3;
    while (end < text.length && !LINK_REST.test(text.charAt(end))) end += 1;
    parts.push(text.slice(from, at - scheme.length), ' ');
    from = end;
  }
  return parts.join('') + text.slice(from);
}
