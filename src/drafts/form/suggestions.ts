import type { Clock, PersonService } from '../../affinity/index.ts';
import { personSearch } from '../../directory/recordSearch.ts';
import type { RecordsFrom } from '../../directory/recordSearch.ts';
import { SearchSession } from '../../directory/searchSession.ts';
import type { SearchState } from '../../directory/searchSession.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { bounds } from '../../protocol/bounds.ts';
import type { MessageToPage } from '../../protocol/messageToPage.ts';
import { saveProblem } from '../writing/saveOutcome.ts';
import type { FormWording } from './formDeps.ts';

export interface SuggestionsDeps {
  /** Undefined while the account of the draft is not signed in. */
  readonly persons: () => Pick<PersonService, 'search'> | undefined;
  /** Reads the people of the record that the form is about. */
  readonly contacts: (() => Promise<readonly KnownPerson[]>) | undefined;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly words: Pick<FormWording, 'nobodyFound' | 'moreFound' | 'searchFailed'>;
  readonly send: (message: MessageToPage) => void;
}

/** The people search of a form. It answers the latest question of the page and remembers the people it has offered. */
export class Suggestions {
  readonly #deps: SuggestionsDeps;
  readonly #offered = new Map<number, KnownPerson>();
  #search: SearchSession<KnownPerson, RecordsFrom> | undefined;
  #query = 0;
  #contacts: Promise<readonly KnownPerson[]> | undefined;

  constructor(deps: SuggestionsDeps) {
    this.#deps = deps;
  }

  /** A person who was offered to the page. The page cannot add other people. */
  offered(id: number): KnownPerson | undefined {
    return this.#offered.get(id);
  }

  /** Offers the people of the record, except those who are in the form. They are read once; a failure is not shown. */
  async offerContacts(query: number, known: ReadonlySet<number>): Promise<void> {
    this.#query = query;
    // The answer of a running search would come with the number of this question.
    this.dispose();
    const people = await this.#readContacts();
    const offered = people.filter(({ id }) => !known.has(id));
    if (query === this.#query && offered.length > 0) this.#send(offered, undefined);
  }

  ask(query: number, text: string): void {
    this.#query = query;
    const persons = this.#deps.persons();
    if (persons === undefined) {
      this.dispose();
      if (text.trim() !== '') this.#send([], this.#deps.words.searchFailed('signed-out'));
      return;
    }
    this.#search ??= new SearchSession(personSearch(persons), {
      clock: this.#deps.clock,
      onChange: (state) => this.#answer(state),
    });
    const { status, term } = this.#search.state;
    if (status === 'found' && term === text.trim()) this.#answer(this.#search.state);
    else this.#search.type(text);
  }

  dispose(): void {
    this.#search?.dispose();
    this.#search = undefined;
  }

  async #readContacts(): Promise<readonly KnownPerson[]> {
    this.#contacts ??= this.#deps.contacts?.();
    try {
      return (await this.#contacts) ?? [];
    } catch {
      this.#contacts = undefined;
      return [];
    }
  }

  #answer({ status, term, items, hasMore, failures }: SearchState<KnownPerson>): void {
    const { words } = this.#deps;
    if (status === 'idle' || status === 'searching') return;
    if (status === 'failed') this.#send([], words.searchFailed(saveProblem(failures[0])));
    else if (items.length === 0) this.#send([], words.nobodyFound(term));
    else this.#send(items, hasMore ? words.moreFound() : undefined);
  }

  #send(found: readonly KnownPerson[], sentence: string | undefined): void {
    const people = found.slice(0, bounds.candidates);
    for (const person of people) this.#offered.set(person.id, person);
    this.#deps.send({
      kind: 'suggestions',
      query: this.#query,
      people,
      ...(sentence === undefined ? {} : { sentence }),
    });
  }
}
