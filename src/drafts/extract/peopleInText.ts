import type { TypedPerson } from '../../directory/typedPeople.ts';
import { addressAround } from './addressAround.ts';
import { mentionAt } from './mentionAt.ts';

/** What stands in a link is the address of a page, and may hold a password: `https://user:password@host`. */
const LINK = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>"]*/giu;

/** Of a mail's head: they look like addresses. */
const MESSAGE_IDS = /^(?:message-id|in-reply-to|references):.*$/gimu;

/**
 * Email addresses and `@Names` of a running text, each once and in their order. Looks outward from each `@`, so that
 * the time grows with the text only. `@param` of code and `@types/node` are no names: a name has a capital letter.
 */
export function peopleInText(prose: string): readonly TypedPerson[] {
  const text = readable(prose);
  const people = new Map<string, TypedPerson>();
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const person = addressAround(text, at) ?? mentionAt(text, at);
    const key = person?.email ?? person?.typed.toLowerCase();
    if (person !== undefined && key !== undefined && !people.has(key)) people.set(key, person);
  }
  return [...people.values()];
}

/** Without what is no running text, and without the signs that Markdown and emoji add to it. */
function readable(prose: string): string {
  return prose
    .replaceAll(LINK, ' ')
    .replaceAll(MESSAGE_IDS, '')
    .replaceAll(/\\(?=[_*~.+&'-])/gu, '')
    .replaceAll(/[\uFE00-\uFE0F\u20E3]/gu, ' ')
    .replaceAll('＠', '@');
}
