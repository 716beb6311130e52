/** The structure of messages of one kind, learnt from real ones rather than from the schema. */
export class Shape {
  /** By place, such as `view.people.chips[].key`: the types that stand there. */
  readonly #known = new Map<string, Set<string>>();
  readonly #words: (place: string) => readonly unknown[] | undefined;
  readonly #longest: (place: string) => number;

  /** `words`: where only these may stand. `longest`: characters of a text. */
  constructor(
    samples: readonly unknown[],
    rules: {
      readonly words: (place: string) => readonly unknown[] | undefined;
      readonly longest: (place: string) => number;
    },
  ) {
    this.#words = rules.words;
    this.#longest = rules.longest;
    for (const sample of samples) this.#learn('', sample);
  }

  /** Why a message should not have been accepted; undefined when nothing speaks against it. */
  complaint(value: unknown, place = ''): string | undefined {
    const types = this.#known.get(place);
    if (types === undefined) return `${place} is known of no message`;
    if (!types.has(typeOf(value))) return `${place} is ${typeOf(value)}`;
    if (typeof value === 'number' && !(Number.isSafeInteger(value) && value >= 0))
      return `${place} is ${value}`;
    if (typeof value === 'string' && value.length > this.#longest(place)) return `${place} is too long`;
    const words = this.#words(place);
    if (words !== undefined && !words.includes(value)) return `${place} is ${String(value)}`;
    for (const [name, inner] of insideOf(value)) {
      const complaint = this.complaint(inner, `${place}${name}`);
      if (complaint !== undefined) return complaint;
    }
    return undefined;
  }

  #learn(place: string, value: unknown): void {
    const types = this.#known.get(place) ?? new Set();
    this.#known.set(place, types.add(typeOf(value)));
    for (const [name, inner] of insideOf(value)) this.#learn(`${place}${name}`, inner);
  }
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
}

function insideOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const inside = entries.filter(([, inner]) => inner !== undefined);
  return inside.map(([key, inner]) => [Array.isArray(value) ? '[]' : `.${key}`, inner]);
}
