import type { Clock, PersonService } from '../../affinity/index.ts';
import { personSearch } from '../../directory/recordSearch.ts';
import type { RecordsFrom } from '../../directory/recordSearch.ts';
import { SearchSession } from '../../directory/searchSession.ts';
import type { SearchState } from '../../directory/searchSession.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { bounds } from '../../protocol/bounds.ts';
import type { MessageToPage } from '../../protocol/messageToPage.ts';
import { saveProblem } from '../writing/saveProblem.ts';
import type { FormWording } from './formWording.ts';

export interface SuggestionsParts {
  /** Undefined while the draft's account is not signed in. */
  readonly persons: () => Pick<PersonService, 'search'> | undefined;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly words: Pick<FormWording, 'nobodyFound' | 'moreFound' | 'searchFailed'>;
  readonly send: (message: MessageToPage) => void;
}

/** The people search of a form: answers the page's latest question, and remembers whom it has offered. */
export class Suggestions {
  readonly #parts: SuggestionsParts;
  readonly #offered = new Map<number, KnownPerson>();
  #search: SearchSession<KnownPerson, RecordsFrom> | undefined;
  #query = 0;

  constructor(parts: SuggestionsParts) {
    this.#parts = parts;
  }

  /** Somebody whom the page was told of; it cannot name anyone else. */
  offered(id: number): KnownPerson | undefined {
    return this.#offered.get(id);
  }

  ask(query: number, text: string): void {
    this.#query = query;
    const persons = this.#parts.persons();
    if (persons === undefined) {
      this.dispose();
      if (text.trim() !== '') this.#send([], this.#parts.words.searchFailed('signed-out'));
      return;
    }
    this.#search ??= new SearchSession(personSearch(persons), {
      clock: this.#parts.clock,
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

  #answer({ status, term, items, hasMore, failures }: SearchState<KnownPerson>): void {
    const { words } = this.#parts;
    if (status === 'idle' || status === 'searching') return;
    if (status === 'failed') this.#send([], words.searchFailed(saveProblem(failures[0])));
    else if (items.length === 0) this.#send([], words.nobodyFound(term));
    else this.#send(items, hasMore ? words.moreFound() : undefined);
  }

  #send(found: readonly KnownPerson[], sentence: string | undefined): void {
    const people = found.slice(0, bounds.candidates);
    for (const person of people) this.#offered.set(person.id, person);
    this.#parts.send({
      kind: 'suggestions',
      query: this.#query,
      people,
      ...(sentence === undefined ? {} : { sentence }),
    });
  }
}
