import type { SearchQuery } from './searchQuery.ts';
import { isPartOfRun, searchWords } from './searchWords.ts';
import { isOneApart } from './vocabulary.ts';

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

const SHORTEST_FUZZY = 4;

/** The longest line that is shown, in UTF-16 units, and what of it may come before the match. */
const LONGEST_LINE = 160;
const BEFORE_MATCH = 50;

export interface MatchingPlace {
  readonly line: number;
  /** UTF-16 units from the beginning of the line. */
  readonly start: number;
  readonly end: number;
}

type Wanted = Pick<SearchQuery, 'words' | 'phrases'>;

/**
 * The line with the most words of a query, and the first of them in it; undefined where there is none. Among equals the
 * line that is most like `hint` is taken, then the first one.
 */
export function matchingPlace(text: string, query: Wanted, hint = ''): MatchingPlace | undefined {
  const wanted = [...query.words, ...query.phrases.flat()];
  const hinted = new Set(searchWords(hint));
  let best: { readonly score: number; readonly place: MatchingPlace } | undefined;
  for (const [line, content] of text.split('\n').entries()) {
    const match = matchIn(content, wanted);
    if (match === undefined) continue;
    const likeness = hinted.size === 0 ? 0 : searchWords(content).filter((word) => hinted.has(word)).length;
    const score = match.count + likeness / (likeness + 1);
    if (best === undefined || score > best.score)
      best = { score, place: { line, start: match.start, end: match.end } };
  }
  return best?.place;
}

/** The matching line in short, for a row; undefined where no line matches. */
export function matchingLine(text: string, query: Wanted): string | undefined {
  const place = matchingPlace(text, query);
  return place && cutAround(text.split('\n')[place.line] ?? '', place.start);
}

function matchIn(line: string, wanted: readonly string[]) {
  let first: { readonly start: number; readonly end: number } | undefined;
  const found = new Set<string>();
  for (const { 0: word, index } of line.matchAll(WORD)) {
    const forms = searchWords(word);
    const matches = wanted.filter((one) => forms.some((form) => isMeant(form, one)));
    for (const one of matches) found.add(one);
    if (matches.length > 0) first ??= { start: index, end: index + word.length };
  }
  return first && { ...first, count: found.size };
}

function isMeant(form: string, wanted: string): boolean {
  if (form.startsWith(wanted)) return true;
  return wanted.length >= SHORTEST_FUZZY && !isPartOfRun(wanted) && isOneApart(form, wanted);
}

function cutAround(line: string, start: number): string {
  const blank = line.length - line.trimStart().length;
  const from = start - blank > BEFORE_MATCH ? start - BEFORE_MATCH : blank;
  const cut = line
    .slice(from, from + LONGEST_LINE)
    .toWellFormed()
    .trim();
  return `${from > blank ? '…' : ''}${cut}${from + LONGEST_LINE < line.trimEnd().length ? '…' : ''}`;
}
