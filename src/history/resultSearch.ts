import type { Interaction } from '../affinity/index.ts';

export interface Searchable<Item> {
  readonly item: Item;
  /** In lower case. */
  readonly text: string;
}

export interface Found<Item> {
  /** The first of those that match, in their order. */
  readonly items: readonly Item[];
  readonly matches: number;
}

/** Finds interactions by words. What belongs to one is made once, since each key that is pressed looks at them all. */
export class ResultSearch<Item> {
  readonly #make: (interaction: Interaction) => Searchable<Item>;
  readonly #made = new WeakMap<Interaction, Searchable<Item>>();

  constructor(make: (interaction: Interaction) => Searchable<Item>) {
    this.#make = make;
  }

  /** Those that have all words of the text somewhere, in upper or lower case; at most so many are given. */
  find(interactions: readonly Interaction[], text: string, most: number): Found<Item> {
    const words = wordsOf(text);
    const items: Item[] = [];
    let matches = 0;
    for (const interaction of interactions) {
      const { item, text } = this.#searchable(interaction);
      if (!words.every((word) => text.includes(word))) continue;
      matches += 1;
      if (matches <= most) items.push(item);
    }
    return { items, matches };
  }

  #searchable(interaction: Interaction): Searchable<Item> {
    let made = this.#made.get(interaction);
    if (made === undefined) {
      made = this.#make(interaction);
      this.#made.set(interaction, made);
    }
    return made;
  }
}

export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}
