import type { Clock, Page, Person, PersonService } from '../affinity/index.ts';
import { findPersons } from './findPersons.ts';
import { matchPerson, searchTerm } from './matchPerson.ts';
import type { PersonMatch } from './matchPerson.ts';
import { SharedRequests } from './sharedRequests.ts';
import type { TypedPerson } from './typedPeople.ts';

const MOST_AT_A_TIME = 4;

const MOST_REMEMBERED = 1000;

// Enough to offer a choice; whoever is not among them is found by a longer name.
const PAGE_SIZE = 25;

const SOMEBODY_FOR_MS = 10 * 60_000;

const NOBODY_FOR_MS = 30_000;

/**
 * Finds out who is meant by a name or an address. One for each signed-in account: it remembers what the service
 * answered for a while, asks a thing once however many ask for it, and leaves the client free for other requests.
 */
export class PeopleDirectory {
  readonly #persons: Pick<PersonService, 'search'>;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #requests = new SharedRequests<Page<Person>>(MOST_AT_A_TIME);
  readonly #answers = new Map<string, Answer>();

  constructor(persons: Pick<PersonService, 'search'>, clock: Pick<Clock, 'now'>) {
    this.#persons = persons;
    this.#clock = clock;
  }

  /** Rejects as the client does, or with the signal's reason. */
  async resolve(typed: TypedPerson, signal?: AbortSignal): Promise<PersonMatch> {
    return matchPerson(typed, await this.#search(searchTerm(typed), signal));
  }

  async #search(term: string, signal: AbortSignal | undefined): Promise<Page<Person>> {
    const key = term.toLowerCase();
    const known = this.#answers.get(key);
    if (known !== undefined && known.until > this.#clock.now()) return known.page;
    const page = await this.#requests.ask(
      key,
      (shared) => findPersons(this.#persons, term, { pageSize: PAGE_SIZE, signal: shared }),
      signal,
    );
    this.#remember(key, page);
    return page;
  }

  #remember(key: string, page: Page<Person>): void {
    this.#answers.delete(key);
    const forMs = page.items.length === 0 ? NOBODY_FOR_MS : SOMEBODY_FOR_MS;
    this.#answers.set(key, { page, until: this.#clock.now() + forMs });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MOST_REMEMBERED && oldest !== undefined) this.#answers.delete(oldest);
  }
}

interface Answer {
  readonly page: Page<Person>;
  readonly until: number;
}
