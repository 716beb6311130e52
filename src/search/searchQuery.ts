import { interactionTypes, typeNames } from '../model/interactionTypes.ts';
import type { TypeId } from '../model/interactionTypes.ts';
import { foldText, queryWords } from './searchWords.ts';

/** A term is `name:value`, `name:"several words"`, `"a phrase"` or a word. An open quote ends with the text. */
const TERM = /(?:(?<name>[a-z]+):)?(?:"(?<quoted>[^"]*)(?:"|$)|(?<plain>[^\s"]+))/giu;

/** Blanks after the colon of a condition, as in `type: call`. */
const BLANK_VALUE = /(?<=^|\s)(type|with|before|after):\s+(?=\S)/giu;

/** A condition whose value isn't typed yet. */
const UNFINISHED = /^(?:type|with|before|after):$/iu;

/** Names under which a type can be given; a beginning of one is enough. */
const typeWords: readonly (readonly [string, TypeId])[] = [
  ...typeNames.flatMap((name) => {
    const { key, id } = interactionTypes[name];
    return [[name.toLowerCase(), id] as const, [key, id] as const];
  }),
  ['message', interactionTypes.chatMessage.id],
  ['mail', interactionTypes.email.id],
];

/** What is looked for. An interaction has to satisfy all of it. */
export interface SearchQuery {
  /** Folded words; each is also found as the beginning of a word, and with one letter different. */
  readonly words: readonly string[];
  /** Folded words that follow one another. */
  readonly phrases: readonly (readonly string[])[];
  /** Empty when all types count. */
  readonly types: readonly TypeId[];
  /** Folded words of names or addresses; each has to be found in the people of an interaction. */
  readonly people: readonly string[];
  /** Milliseconds since the epoch: `from` is included, `to` is not. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Terms that say nothing, such as `type:fax`. */
  readonly problems: readonly SearchProblem[];
}

export interface SearchProblem {
  readonly code: 'unknown-type' | 'unreadable-date';
  readonly value: string;
}

/** The first instant of the day that a text means; undefined when it means none. */
export type ReadDay = (text: string) => Promise<number | undefined>;

/**
 * Reads what was typed: words, "quoted phrases", `type:call`, `with:ann`, `before:2025-01-01`, `after:"last march"`.
 * `after` includes its day, `before` does not.
 */
export async function parseSearchQuery(typed: string, readDay: ReadDay): Promise<SearchQuery> {
  const found = {
    words: [] as string[],
    phrases: [] as (readonly string[])[],
    types: [] as TypeId[],
    people: [] as string[],
    problems: [] as SearchProblem[],
  };
  let [from, to]: (number | undefined)[] = [];
  for (const { 0: term, groups = {} } of typed.replaceAll(BLANK_VALUE, '$1:').matchAll(TERM)) {
    if (UNFINISHED.test(term)) continue;
    const name = groups['name']?.toLowerCase();
    const value = groups['quoted'] ?? groups['plain'] ?? '';
    if (name === 'type') {
      const types = typesOf(value);
      found.types.push(...types);
      if (types.length === 0) found.problems.push({ code: 'unknown-type', value });
    } else if (name === 'with') {
      found.people.push(...queryWords(value));
    } else if (name === 'before' || name === 'after') {
      const day = value === '' ? undefined : await dayOf(value, readDay);
      if (day === undefined) found.problems.push({ code: 'unreadable-date', value });
      else if (name === 'before') to = Math.min(to ?? day, day);
      else from = Math.max(from ?? day, day);
    } else addWords(found, name === undefined ? value : `${name} ${value}`, groups['quoted'] !== undefined);
  }
  return { ...found, from, to };
}

/** Nothing is looked for. */
export function isEmptyQuery(query: SearchQuery): boolean {
  const { words, phrases, types, people, from, to } = query;
  return (
    words.length + phrases.length + types.length + people.length === 0 &&
    from === undefined &&
    to === undefined
  );
}

/** A word of several parts, such as an address, is a phrase: its parts follow one another. */
function addWords(
  found: { readonly words: string[]; readonly phrases: (readonly string[])[] },
  text: string,
  isQuoted: boolean,
): void {
  const words = queryWords(text);
  if (words.length > 1 || (isQuoted && words.length > 0)) found.phrases.push(words);
  else found.words.push(...words);
}

function typesOf(value: string): readonly TypeId[] {
  const word = foldText(value)
    .replaceAll(/[^a-z]/gu, '')
    .replace(/s$/u, '');
  if (word === '') return [];
  const types = typeWords.filter(([name]) => name.startsWith(word)).map(([, type]) => type);
  return [...new Set(types)];
}

/** A year and a month begin with their first day. */
async function dayOf(value: string, readDay: ReadDay): Promise<number | undefined> {
  const [, year, month = '01'] = /^((?:19|20)\d\d)(?:[-/.](0?[1-9]|1[0-2]))?$/u.exec(value) ?? [];
  return readDay(year === undefined ? value : `${year}-${month.padStart(2, '0')}-01`);
}
