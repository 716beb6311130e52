import type { Interaction } from '../affinity/index.ts';

export interface Searchable<Item> {
  readonly item: Item;
  /** In lower case, with everything that can be found. */
  readonly text: string;
}

export interface Found<Item> {
  /** The first matches, in the order of the interactions. */
  readonly items: readonly Item[];
  readonly matches: number;
}

/** Finds interactions by words. Items are made once, since every key press searches all of them. */
export class ResultSearch<Item> {
  readonly #make: (interaction: Interaction) => Searchable<Item>;
  readonly #made = new WeakMap<Interaction, Searchable<Item>>();

  constructor(make: (interaction: Interaction) => Searchable<Item>) {
    this.#make = make;
  }

  /** Finds interactions that contain all words of the text, ignoring case. `matches` counts those beyond `max` too. */
  find(interactions: readonly Interaction[], text: string, max: number): Found<Item> {
    const words = wordsOf(text);
    const items: Item[] = [];
    let matches = 0;
    for (const interaction of interactions) {
      const { item, text } = this.#searchable(interaction);
      if (!words.every((word) => text.includes(word))) continue;
      matches += 1;
      if (matches <= max) items.push(item);
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
