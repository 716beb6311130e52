/** Shorter words have too many others that are one letter away. */
const SHORTEST_FUZZY = 4;

/** A query word stands for at most this many words of each kind. */
const MOST_MEANT = 1000;

/** Words that a typed word can mean, by how well they fit. */
export interface Meanings {
  /** The word itself, if it occurs. */
  readonly exact: readonly number[];
  /** Words that begin with it. */
  readonly prefix: readonly number[];
  /** Words with one letter more, less, different or swapped. */
  readonly fuzzy: readonly number[];
}

/** The distinct words of an index with their numbers. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>();

  get size(): number {
    return this.#numbers.size;
  }

  /** The number of a word, a new one for a new word. */
  add(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    // A word that was cut from a text would keep the whole text in memory.
    this.#numbers.set(JSON.parse(JSON.stringify(word)) as string, number);
    return number;
  }

  exactly(word: string): Meanings {
    const number = this.#numbers.get(word);
    return { exact: number === undefined ? [] : [number], prefix: [], fuzzy: [] };
  }

  startingWith(word: string): Meanings {
    return this.#meanings(word, false);
  }

  like(word: string): Meanings {
    return this.#meanings(word, word.length >= SHORTEST_FUZZY);
  }

  /** One pass over 100,000 words takes a few milliseconds. */
  #meanings(word: string, isFuzzy: boolean): Meanings {
    const prefix: number[] = [];
    const fuzzy: number[] = [];
    for (const [other, number] of this.#numbers) {
      if (other.length > word.length && other.startsWith(word)) prefix.push(number);
      else if (isFuzzy && Math.abs(other.length - word.length) < 2 && isOneApart(other, word))
        fuzzy.push(number);
    }
    return {
      exact: this.exactly(word).exact,
      prefix: prefix.slice(0, MOST_MEANT),
      fuzzy: fuzzy.slice(0, MOST_MEANT),
    };
  }
}

/** One letter is added, left out or different, or two neighbours are swapped; equal words are not apart. */
export function isOneApart(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1 || short === long) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  if (short.length < long.length) return isAlikeFrom(short, start, long, start + 1);
  if (isAlikeFrom(short, start + 1, long, start + 1)) return true;
  return (
    short[start] === long[start + 1] &&
    short[start + 1] === long[start] &&
    isAlikeFrom(short, start + 2, long, start + 2)
  );
}

/** Compares in place, since a query compares itself with all words, and copies would take most of its time. */
function isAlikeFrom(one: string, from: number, other: string, otherFrom: number): boolean {
  if (one.length - from !== other.length - otherFrom) return false;
  for (let offset = 0; from + offset < one.length; offset += 1)
    if (one[from + offset] !== other[otherFrom + offset]) return false;
  return true;
}
