/** A random generator that gives the same numbers for the same seed on every machine (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    // Without the multiplication, neighbouring seeds start alike.
    this.#state = Math.imul(seed ^ 0x9e_37_79_b9, 0x85_eb_ca_6b);
  }

  /** From 0 up to, but not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 to `count - 1`. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0];
  }

  /** `count` different items in random order, or all of a shorter list. It suits small counts only. */
  some<Item>(items: readonly Item[], count: number): Item[] {
    const chosen: Item[] = [];
    while (chosen.length < Math.min(count, items.length)) {
      const item = items[this.below(items.length)];
      if (item !== undefined && !chosen.includes(item)) chosen.push(item);
    }
    return chosen;
  }
}
