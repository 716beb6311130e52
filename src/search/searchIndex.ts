import { Postings } from './postings.ts';
import type { SearchEntry } from './searchEntry.ts';
import type { SearchQuery } from './searchQuery.ts';
import { isPartOfRun, searchWords } from './searchWords.ts';
import { isOneApart, Vocabulary } from './vocabulary.ts';
import type { Meanings } from './vocabulary.ts';

/** A longer query is cut: it is a pasted text rather than a query. */
const MOST_WORDS = 50;

/** In the place of a fit. */
const NOT_FOUND = 255;

/** How well the worst word of a query fits: itself, as the beginning of a word, or with another letter. */
export const fits = { exact: 0, prefix: 1, fuzzy: 2 } as const;
export type Fit = (typeof fits)[keyof typeof fits];

type Ref = Pick<SearchEntry, 'type' | 'id'>;

/** All interactions that a type of a record has within some spans. */
export interface KnownInteractions {
  readonly record: string;
  readonly type: number;
  /** Milliseconds since the epoch; neither end belongs to a span. */
  readonly spans: readonly (readonly [from: number, to: number])[];
  readonly ids: readonly number[];
}

export interface SearchHit {
  readonly entry: SearchEntry;
  readonly fit: Fit;
}

export interface SearchOptions {
  /** How badly a word may fit; `fuzzy` when left out. */
  readonly worst?: Fit;
  readonly limit?: number;
}

export interface FoundHits {
  /** Those that fit by themselves or as a beginning first, then the others; each newest first. */
  readonly hits: readonly SearchHit[];
  /** Also counts those beyond the limit. */
  readonly total: number;
}

/** Full-text index over interactions, in memory. */
export class SearchIndex {
  readonly #vocabulary = new Vocabulary();
  readonly #postings = new Postings();
  /** By number; undefined is one that was replaced or removed. */
  readonly #entries: (SearchEntry | undefined)[] = [];
  /** Numbers by identity; a number for a key takes half the memory of a text. */
  readonly #numbers = new Map<number, number>();
  /** People, whom many entries share. */
  readonly #shared = new Map<string, string>();
  readonly #records = new Map<string, readonly string[]>();

  get size(): number {
    return this.#numbers.size;
  }

  get(ref: Ref): SearchEntry | undefined {
    const number = this.#numbers.get(identityOf(ref));
    return number === undefined ? undefined : this.#entries[number];
  }

  /** Adds an entry, or replaces the one of the same type and id. Its records are those of both, and a known text stays. */
  put(entry: SearchEntry): void {
    const key = identityOf(entry);
    const number = this.#numbers.get(key);
    const before = number === undefined ? undefined : this.#entries[number];
    const next = this.#merged(entry, before);
    if (number === undefined || before === undefined) return this.#add(next);
    if (before.title === next.title && before.people === next.people && (before.text ?? '') === '') {
      this.#entries[number] = next;
      return this.#addWords(number, next.text ?? '');
    }
    if (sameText(before, next)) {
      this.#entries[number] = next;
      return;
    }
    this.#entries[number] = undefined;
    this.#add(next);
  }

  /** Sets the text of an entry that is known. */
  putText(ref: Ref, text: string | undefined): void {
    const before = this.get(ref);
    if (before === undefined || before.text === text) return;
    const number = this.#numbers.get(identityOf(ref)) ?? 0;
    if ((before.text ?? '') === '') {
      this.#entries[number] = { ...before, text };
      return this.#addWords(number, text ?? '');
    }
    this.#entries[number] = undefined;
    this.#add({ ...before, text });
  }

  remove(ref: Ref): void {
    const key = identityOf(ref);
    const number = this.#numbers.get(key);
    if (number === undefined) return;
    this.#numbers.delete(key);
    this.#entries[number] = undefined;
  }

  /** Forgets what was read for a record only. */
  removeRecord(record: string): void {
    for (const [key, number] of this.#numbers) {
      const entry = this.#entries[number];
      if (entry?.records.includes(record) !== true) continue;
      const records = entry.records.filter((one) => one !== record);
      this.#entries[number] = records.length === 0 ? undefined : { ...entry, records: this.#list(records) };
      if (records.length === 0) this.#numbers.delete(key);
    }
  }

  /** Forgets the interactions of a record that were deleted elsewhere. */
  removeUnknown({ record, type, spans, ids }: KnownInteractions): void {
    const known = new Set(ids);
    for (const [key, number] of this.#numbers) {
      const entry = this.#entries[number];
      if (entry?.type !== type || known.has(entry.id) || !entry.records.includes(record)) continue;
      if (!spans.some(([from, to]) => entry.date > from && entry.date < to)) continue;
      this.#numbers.delete(key);
      this.#entries[number] = undefined;
    }
  }

  /** Without words it finds all that pass the filters. */
  search(query: SearchQuery, { worst = fits.fuzzy, limit = 200 }: SearchOptions = {}): FoundHits {
    const ranks = this.#ranks(query, worst);
    const close = new Newest(limit);
    const guessed = new Newest(limit);
    for (let number = 0; number < this.#entries.length; number += 1) {
      const fit = ranks === undefined ? fits.exact : ranks[number];
      const entry = fit === undefined || fit === NOT_FOUND ? undefined : this.#entries[number];
      if (entry === undefined || !passes(entry, query, worst)) continue;
      (fit === fits.fuzzy ? guessed : close).add({ entry, fit: fit as Fit });
    }
    const hits = [...close.hits, ...guessed.hits].slice(0, limit);
    return { hits, total: close.total + guessed.total };
  }

  #merged(entry: SearchEntry, before: SearchEntry | undefined): SearchEntry {
    const records =
      before === undefined ? entry.records : [...new Set([...before.records, ...entry.records])];
    return {
      ...entry,
      records: this.#list(records),
      people: this.#once(entry.people),
      text: entry.text ?? before?.text,
    };
  }

  #add(entry: SearchEntry): void {
    const number = this.#entries.length;
    this.#entries.push(entry);
    this.#numbers.set(identityOf(entry), number);
    this.#addWords(number, textOf(entry));
  }

  #addWords(number: number, text: string): void {
    for (const word of new Set(searchWords(text))) this.#postings.add(this.#vocabulary.add(word), number);
  }

  #once(text: string): string {
    const known = this.#shared.get(text);
    if (known === undefined) this.#shared.set(text, text);
    return known ?? text;
  }

  #list(records: readonly string[]): readonly string[] {
    const key = records.join(' ');
    const known = this.#records.get(key);
    if (known === undefined) this.#records.set(key, records);
    return known ?? records;
  }

  /** For each entry the worst fit of the words, or `NOT_FOUND`; undefined when the query has no words. */
  #ranks(query: SearchQuery, worst: Fit): Uint8Array | undefined {
    const wanted = this.#meantBy(query, worst).slice(0, MOST_WORDS);
    if (wanted.length === 0) return undefined;
    const count = this.#entries.length;
    // How many of the words were found so far, one after another.
    const matched = new Uint8Array(count);
    const ranks = new Uint8Array(count);
    for (const [before, { exact, prefix, fuzzy }] of wanted.entries()) {
      for (const [fit, words] of [exact, prefix, fuzzy].entries()) {
        const visit = (number: number): void => {
          if (matched[number] !== before) return;
          matched[number] = before + 1;
          ranks[number] = Math.max(ranks[number] ?? 0, fit);
        };
        for (const word of words) this.#postings.each(word, visit);
      }
    }
    for (let number = 0; number < count; number += 1)
      if (matched[number] !== wanted.length) ranks[number] = NOT_FOUND;
    return ranks;
  }

  /** A phrase is exact; a person is found by a beginning of the name. */
  #meantBy({ words, phrases, people }: SearchQuery, worst: Fit): readonly Meanings[] {
    const meanings = (word: string, worst: Fit): Meanings => {
      // A single character of a script without blanks is a word that begins pairs.
      if (isPartOfRun(word)) {
        const { exact, prefix } = this.#vocabulary.startingWith(word);
        return { exact: [...exact, ...prefix], prefix: [], fuzzy: [] };
      }
      if (worst === fits.exact) return this.#vocabulary.exactly(word);
      return worst === fits.prefix ? this.#vocabulary.startingWith(word) : this.#vocabulary.like(word);
    };
    return [
      ...words.map((word) => meanings(word, worst)),
      ...phrases.flat().map((word) => meanings(word, fits.exact)),
      ...people.map((word) => asExact(meanings(word, worst === fits.fuzzy ? fits.fuzzy : fits.prefix))),
    ];
  }
}

/** The beginning of a name is as good as the name. */
function asExact({ exact, prefix, fuzzy }: Meanings): Meanings {
  return { exact: [...exact, ...prefix], prefix: [], fuzzy };
}

/** Words in their order; one that begins a run of characters is found as part of a pair as well. */
export function containsPhrase(words: readonly string[], phrase: readonly string[]): boolean {
  const isAt = (start: number): boolean =>
    phrase.every((word, offset) => {
      const found = words[start + offset];
      return found === word || (isPartOfRun(word) && found?.startsWith(word) === true);
    });
  return words.some((_, start) => isAt(start));
}

function passes(entry: SearchEntry, query: SearchQuery, worst: Fit): boolean {
  const { types, from, to, phrases, people } = query;
  if (types.length > 0 && !types.includes(entry.type)) return false;
  if ((from !== undefined && entry.date < from) || (to !== undefined && entry.date >= to)) return false;
  if (!isWith(entry, people, worst)) return false;
  if (phrases.length === 0) return true;
  const parts = [entry.title, entry.people, entry.text ?? ''].map((part) => searchWords(part));
  return phrases.every((phrase) => parts.some((words) => containsPhrase(words, phrase)));
}

function isWith(entry: SearchEntry, people: readonly string[], worst: Fit): boolean {
  if (people.length === 0) return true;
  const names = searchWords(entry.people);
  return people.every((word) =>
    names.some((name) => name.startsWith(word) || (worst === fits.fuzzy && isOneApart(name, word))),
  );
}

/** Keeps the newest of many hits without sorting them all. */
class Newest {
  readonly #limit: number;
  #hits: SearchHit[] = [];
  #oldest = -Infinity;
  total = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get hits(): readonly SearchHit[] {
    return this.#hits.toSorted(newestFirst).slice(0, this.#limit);
  }

  add(hit: SearchHit): void {
    this.total += 1;
    if (hit.entry.date < this.#oldest) return;
    this.#hits.push(hit);
    if (this.#hits.length <= 4 * this.#limit) return;
    this.#hits = [...this.hits];
    this.#oldest = this.#hits.at(-1)?.entry.date ?? -Infinity;
  }
}

function newestFirst(one: SearchHit, other: SearchHit): number {
  return other.entry.date - one.entry.date || other.entry.id - one.entry.id;
}

/** Ids have nine digits so far, and types one. */
function identityOf({ type, id }: Ref): number {
  return id * 10 + type;
}

function textOf({ title, people, text }: SearchEntry): string {
  return `${title}\n${people}\n${text ?? ''}`;
}

function sameText(one: SearchEntry, other: SearchEntry): boolean {
  return one.title === other.title && one.people === other.people && (one.text ?? '') === (other.text ?? '');
}
