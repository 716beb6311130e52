import type { Interaction } from '../../affinity/index.ts';
import { toKnownPerson } from '../../directory/toKnownPerson.ts';
import { storedReadings } from '../../history/storedReadings.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { participants } from '../../model/participants.ts';
import { PEOPLE_FILE } from '../storage/accountFolder.ts';
import type { AccountFolder } from '../storage/accountFolder.ts';
import { RememberedList } from '../storage/rememberedList.ts';

const MAX_PEOPLE = 50;

/** A conference must not replace everyone else. */
const MOST_OF_ONE = 10;

/** The people of the interactions that the user logged or opened last. *Quick Log* offers them. */
export class RecentPeople {
  readonly #list: RememberedList<KnownPerson>;

  constructor(folder: AccountFolder, enabled: () => boolean) {
    this.#list = new RememberedList(folder, {
      file: PEOPLE_FILE,
      max: MAX_PEOPLE,
      keyOf: ({ id }) => String(id),
      parse: storedReadings.people,
      enabled,
    });
  }

  /** Those of the last interaction come first, and of these the external ones. */
  get latest(): readonly KnownPerson[] {
    return this.#list.entries;
  }

  /** Resolves when they are written; never rejects. */
  async meet(interaction: Interaction): Promise<void> {
    const people = participants(interaction).slice(0, MOST_OF_ONE);
    await this.#list.put(people.map((person) => toKnownPerson(person)).toReversed());
  }

  restore(): Promise<void> {
    return this.#list.restore();
  }

  forgetAll(): Promise<void> {
    return this.#list.forgetAll();
  }
}
