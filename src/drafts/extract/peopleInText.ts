import type { TypedPerson } from '../people/typedPeople.ts';

/**
 * E-mail addresses and `@Names` of a running text, each once and in their order. Looks outward from each `@`, so that
 * the time grows with the text only. `@param` of code and `@types/node` are no names: a name has a capital letter.
 */
export function peopleInText(prose: string): readonly TypedPerson[] {
  const people = new Map<string, TypedPerson>();
  for (let at = prose.indexOf('@'); at !== -1; at = prose.indexOf('@', at + 1)) {
    const person = addressAround(prose, at) ?? mentionAt(prose, at);
    const key = person?.email ?? person?.typed.toLowerCase();
    if (person !== undefined && key !== undefined && !people.has(key)) people.set(key, person);
  }
  return [...people.values()];
}

function addressAround(text: string, at: number): TypedPerson | undefined {
  const before = /[\p{L}\p{N}._%+'-]+$/u
    .exec(text.slice(Math.max(0, at - 64), at))?.[0]
    .replace(/^['.]+/u, '');
  const after = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,24}/u.exec(
    text.slice(at + 1, at + 256),
  )?.[0];
  if (before === undefined || before === '' || after === undefined) return undefined;
  const email = `${before}@${after}`.toLowerCase();
  return { typed: email, email };
}

function mentionAt(text: string, at: number): TypedPerson | undefined {
  if (/[\p{L}\p{N}_./\\@]$/u.test(text.slice(Math.max(0, at - 1), at))) return undefined;
  const name = NAME.exec(text.slice(at + 1, at + 121))?.[0];
  return name === undefined ? undefined : { typed: name, name };
}

// One to three words with capital letters; or one word of a script that has none.
const NAME =
  /^(?:\p{Lu}[\p{L}\p{M}'’-]*(?: \p{Lu}[\p{L}\p{M}'’-]*){0,2}|\p{Lo}[\p{L}\p{M}]*)(?![\p{L}\p{N}_/(])/u;
