import type { Interaction, Person } from '../affinity/index.ts';

const nobody: readonly never[] = [];

/** The same few people take part in most interactions of a record: each of them is kept once, not once a row. */
export class SharedPeople {
  readonly #byId = new Map<number, Person>();

  /** The interaction with the people that are known already in place of their equals. */
  shared(interaction: Interaction): Interaction {
    const { persons, attendees, from, to, cc, noteIds } = interaction;
    return {
      ...interaction,
      persons: this.#all(persons),
      attendees: orNobody(attendees),
      from: from && this.#one(from),
      to: this.#all(to),
      cc: this.#all(cc),
      noteIds: orNobody(noteIds),
    };
  }

  #all(persons: readonly Person[]): readonly Person[] {
    return persons.length === 0 ? nobody : persons.map((person) => this.#one(person));
  }

  #one(person: Person): Person {
    const known = this.#byId.get(person.id);
    if (known !== undefined && isEqual(known, person)) return known;
    this.#byId.set(person.id, person);
    return person;
  }
}

function orNobody<Item>(list: readonly Item[]): readonly Item[] {
  return list.length === 0 ? nobody : list;
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
