import type { Interaction, Person } from '../affinity/index.ts';
import { interactionKey } from '../model/interactionRef.ts';

const empty: readonly never[] = [];

/**
 * Interactions, each once, newest first. Changes are collected and merged in one pass when the list is next read, so that
 * 100,000 changes cost one sort rather than 100,000 copies.
 */
export class InteractionRows {
  readonly #people = new SharedPeople();
  readonly #byKey = new Map<string, Interaction>();
  #items: readonly Interaction[] = [];
  readonly #added = new Map<string, Interaction>();
  readonly #outdated = new Set<Interaction>();

  get size(): number {
    return this.#byKey.size;
  }

  /** A new list after a change; a list is never changed in place. */
  get items(): readonly Interaction[] {
    if (this.#added.size > 0 || this.#outdated.size > 0) {
      this.#items = merged(this.#items, { outdated: this.#outdated, added: this.#added.values() });
      this.#added.clear();
      this.#outdated.clear();
    }
    return this.#items;
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  get(key: string): Interaction | undefined {
    return this.#byKey.get(key);
  }

  put(interaction: Interaction): void {
    const key = interactionKey(interaction);
    const row = this.#people.shared(interaction);
    this.remove(key);
    this.#byKey.set(key, row);
    this.#added.set(key, row);
  }

  remove(key: string): void {
    const known = this.#byKey.get(key);
    if (!known) return;
    this.#byKey.delete(key);
    if (!this.#added.delete(key)) this.#outdated.add(known);
  }
}

/** The same few people take part in most interactions of a record, so each person is kept once rather than once per row. */
class SharedPeople {
  readonly #byId = new Map<number, Person>();

  /** The interaction with equal people replaced by those that are known already. */
  shared(interaction: Interaction): Interaction {
    const { persons, attendees, from, to, cc, noteIds } = interaction;
    return {
      ...interaction,
      persons: this.#all(persons),
      attendees: orEmpty(attendees),
      from: from && this.#one(from),
      to: this.#all(to),
      cc: this.#all(cc),
      noteIds: orEmpty(noteIds),
    };
  }

  #all(persons: readonly Person[]): readonly Person[] {
    return persons.length === 0 ? empty : persons.map((person) => this.#one(person));
  }

  #one(person: Person): Person {
    const known = this.#byId.get(person.id);
    if (known !== undefined && isEqual(known, person)) return known;
    this.#byId.set(person.id, person);
    return person;
  }
}

function orEmpty<Item>(list: readonly Item[]): readonly Item[] {
  return list.length === 0 ? empty : list;
}

function isEqual(one: Person, other: Person): boolean {
  return (
    one.type === other.type &&
    one.firstName === other.firstName &&
    one.lastName === other.lastName &&
    one.primaryEmail === other.primaryEmail &&
    isEqualList(one.emails, other.emails) &&
    isEqualList(one.companyIds, other.companyIds) &&
    one.interactionDates === other.interactionDates
  );
}

function isEqualList(one?: readonly unknown[], other?: readonly unknown[]): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.length === other.length && one.every((item, index) => item === other[index]);
}

function newestFirst(one: Interaction, other: Interaction): number {
  return other.date.getTime() - one.date.getTime() || other.id - one.id || other.type - one.type;
}

interface Changes {
  readonly outdated: Iterable<Interaction>;
  readonly added: Iterable<Interaction>;
}

/** Rows between two changes are copied without a comparison. */
function merged(rows: readonly Interaction[], { outdated, added }: Changes): readonly Interaction[] {
  if (rows.length === 0) return [...added].toSorted(newestFirst);
  const changes = [
    ...Array.from(outdated, (row) => ({ row, isNew: false })),
    ...Array.from(added, (row) => ({ row, isNew: true })),
  ].toSorted((one, other) => newestFirst(one.row, other.row));
  const all: Interaction[] = [];
  let next = 0;
  for (const { row, isNew } of changes) {
    const index = rowIndex(row, rows, next);
    for (const kept of rows.slice(next, index)) all.push(kept);
    if (isNew) all.push(row);
    next = isNew ? index : index + 1;
  }
  for (const kept of rows.slice(next)) all.push(kept);
  return all;
}

/** The index of a row in a sorted list, or the index at which it belongs. The search starts at `from`. */
export function rowIndex(row: Interaction, rows: readonly Interaction[], from = 0): number {
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
