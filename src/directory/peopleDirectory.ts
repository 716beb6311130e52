import type { Clock, Page, Person, PersonService } from '../affinity/index.ts';
import { findPersons, matchPerson, searchTerm } from './matchPerson.ts';
import type { PersonMatch } from './matchPerson.ts';
import { SharedRequests } from './sharedRequests.ts';
import type { TypedPerson } from './typedPeople.ts';

const MAX_CONCURRENT = 4;

const MAX_ANSWERS = 1000;

// A choice among more is better made by typing more of the name.
const PAGE_SIZE = 25;

const FOUND_TTL_MS = 10 * 60_000;

// Someone may be adding the missing person right now.
const NOT_FOUND_TTL_MS = 30_000;

/**
 * Finds the person behind a name or an address. There is one for each signed-in account. It caches answers, shares
 * requests, and limits their number, so that the client stays free for other work.
 */
export class PeopleDirectory {
  readonly #persons: Pick<PersonService, 'search'>;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #requests = new SharedRequests<Page<Person>>(MAX_CONCURRENT);
  readonly #answers = new Map<string, Answer>();

  constructor(persons: Pick<PersonService, 'search'>, clock: Pick<Clock, 'now'>) {
    this.#persons = persons;
    this.#clock = clock;
  }

  /** Rejects with an `AffinityError`, or with the reason of the signal. */
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
    const ttlMs = page.items.length === 0 ? NOT_FOUND_TTL_MS : FOUND_TTL_MS;
    this.#answers.set(key, { page, until: this.#clock.now() + ttlMs });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MAX_ANSWERS && oldest !== undefined) this.#answers.delete(oldest);
  }
}

interface Answer {
  readonly page: Page<Person>;
  readonly until: number;
}
