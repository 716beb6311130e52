import type { Interaction } from '../affinity/index.ts';
import { interactionKey } from '../model/interactionRef.ts';

/**
 * Interactions, each once, newest first. Changes are gathered and woven in when the list is next read, in one
 * pass: a hundred thousand changes cost one sorting, not a hundred thousand copies.
 */
export class InteractionRows {
  readonly #byKey = new Map<string, Interaction>();
  #items: readonly Interaction[] = [];
  readonly #added = new Map<string, Interaction>();
  readonly #outdated = new Set<Interaction>();

  get size(): number {
    return this.#byKey.size;
  }

  /** A new list after a change, never changed in place. */
  get items(): readonly Interaction[] {
    if (this.#added.size > 0 || this.#outdated.size > 0) {
      this.#items = woven(this.#items, { outdated: this.#outdated, added: this.#added.values() });
      this.#added.clear();
      this.#outdated.clear();
    }
    return this.#items;
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  put(interaction: Interaction): void {
    const key = interactionKey(interaction);
    this.remove(key);
    this.#byKey.set(key, interaction);
    this.#added.set(key, interaction);
  }

  remove(key: string): void {
    const known = this.#byKey.get(key);
    if (!known) return;
    this.#byKey.delete(key);
    if (!this.#added.delete(key)) this.#outdated.add(known);
  }
}

function newestFirst(one: Interaction, other: Interaction): number {
  return other.date.getTime() - one.date.getTime() || other.id - one.id || other.type - one.type;
}

interface Changes {
  readonly outdated: Iterable<Interaction>;
  readonly added: Iterable<Interaction>;
}

/** The list after the changes. What lies between two of them is copied without being looked at. */
function woven(rows: readonly Interaction[], { outdated, added }: Changes): readonly Interaction[] {
  const changes = [
    ...Array.from(outdated, (row) => ({ row, isNew: false })),
    ...Array.from(added, (row) => ({ row, isNew: true })),
  ].toSorted((one, other) => newestFirst(one.row, other.row));
  const all: Interaction[] = [];
  let next = 0;
  for (const { row, isNew } of changes) {
    const place = placeOf(row, rows, next);
    for (const kept of rows.slice(next, place)) all.push(kept);
    if (isNew) all.push(row);
    next = isNew ? place : place + 1;
  }
  for (const kept of rows.slice(next)) all.push(kept);
  return all;
}

/** Where a row stands, or would stand, in a sorted list, from a place on that is not behind it. */
export function placeOf(row: Interaction, rows: readonly Interaction[], from = 0): number {
  let low = from;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = rows[middle];
    if (other && newestFirst(other, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
