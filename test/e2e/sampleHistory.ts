import { fieldstone } from '../../src/sandbox/testing/index.ts';
import type {
  Company,
  Interaction,
  InteractionType,
  Person,
  SampleData,
} from '../../src/sandbox/testing/index.ts';

/** The interactions of the sandbox, for expectations: the same moment gives the same sample data. */
export class SampleHistory {
  readonly data: SampleData;

  constructor(now: Date) {
    this.data = fieldstone(now);
  }

  company(name: string): Company {
    const found = this.data.companies.find((company) => company.name === name);
    if (found === undefined) throw new RangeError(`There is no ${name} in the sample data.`);
    return found;
  }

  /** Newest first, at equal moments by ID. */
  of(company: string, type: InteractionType): readonly Interaction[] {
    const people = new Set(this.company(company).personIds.filter((id) => this.person(id).type !== 1));
    return this.data.interactions
      .filter((one) => one.type === type && one.personIds.some((id) => people.has(id)))
      .toSorted((one, other) => other.date - one.date || other.id - one.id);
  }

  /** Newest first. */
  with(personId: number, type: InteractionType): readonly Interaction[] {
    return this.data.interactions
      .filter((one) => one.type === type && one.personIds.includes(personId))
      .toSorted((one, other) => other.date - one.date || other.id - one.id);
  }

  named(name: string): Person {
    const found = this.data.persons.find(({ id }) => this.name(id) === name);
    if (found === undefined) throw new RangeError(`There is no ${name} in the sample data.`);
    return found;
  }

  person(id: number): Person {
    const found = this.data.persons.find((person) => person.id === id);
    if (found === undefined) throw new RangeError(`There is no person ${String(id)} in the sample data.`);
    return found;
  }

  name(id: number): string {
    const { firstName, lastName } = this.person(id);
    return `${firstName} ${lastName}`.trim();
  }

  /** The text of the interaction's first note; empty when it has none. */
  note({ noteIds }: Interaction): string {
    const content = this.data.notes.find(({ id }) => id === noteIds[0])?.content ?? '';
    return typeof content === 'string' ? content : content();
  }
}
