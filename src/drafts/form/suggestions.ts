import type { Clock } from '../../affinity/index.ts';
import type { RecordsFrom } from '../../directory/recordSearch.ts';
import { SearchSession } from '../../directory/searchSession.ts';
import type { SearchSource, SearchState } from '../../directory/searchSession.ts';
import { bounds } from '../../protocol/bounds.ts';
import { saveProblem } from '../writing/saveOutcome.ts';
import type { FormWording } from './formDeps.ts';

export interface SuggestionsDeps<Item> {
  /** Undefined while the account of the draft is not signed in. */
  readonly source: () => SearchSource<Item, RecordsFrom> | undefined;
  /** Reads what is offered before anything is typed, such as the people of the record that the form is about. */
  readonly related: (() => Promise<readonly Item[]>) | undefined;
  /** Tells one item from another. */
  readonly keyOf: (item: Item) => string;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly words: Pick<FormWording, 'moreFound'> & {
    readonly nobodyFound: (term: string) => string;
    readonly searchFailed: FormWording['searchFailed'];
  };
  readonly send: (answer: Suggested<Item>) => void;
}

/** `sentence` is set when nothing was found, the search failed, or more was found than is listed. */
export interface Suggested<Item> {
  readonly query: number;
  readonly items: readonly Item[];
  readonly sentence?: string;
}

/** A search of a form. It answers the latest question of the page and remembers what it has offered. */
export class Suggestions<Item> {
  readonly #deps: SuggestionsDeps<Item>;
  readonly #offered = new Map<string, Item>();
  #search: SearchSession<Item, RecordsFrom> | undefined;
  #query = 0;
  #related: Promise<readonly Item[]> | undefined;

  constructor(deps: SuggestionsDeps<Item>) {
    this.#deps = deps;
  }

  /** Finds an item among those that were offered to the page, which cannot add any other. */
  offered(key: string): Item | undefined {
    return this.#offered.get(key);
  }

  /** Offers what is related, except what is in the form. It is read once; a failure is not shown. */
  async offerRelated(query: number, known: ReadonlySet<string>): Promise<void> {
    this.#query = query;
    // The answer of a running search would come with the number of this question.
    this.dispose();
    const items = await this.#readRelated();
    const offered = items.filter((item) => !known.has(this.#deps.keyOf(item)));
    if (query === this.#query && offered.length > 0) this.#send(offered, undefined);
  }

  /** Related items are read again, because the form has changed. */
  forgetRelated(): void {
    this.#related = undefined;
  }

  ask(query: number, text: string): void {
    this.#query = query;
    const source = this.#deps.source();
    if (source === undefined) {
      this.dispose();
      if (text.trim() !== '') this.#send([], this.#deps.words.searchFailed('signed-out'));
      return;
    }
    this.#search ??= new SearchSession(source, {
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

  async #readRelated(): Promise<readonly Item[]> {
    this.#related ??= this.#deps.related?.();
    try {
      return (await this.#related) ?? [];
    } catch {
      this.#related = undefined;
      return [];
    }
  }

  #answer({ status, term, items, hasMore, failures }: SearchState<Item>): void {
    const { words } = this.#deps;
    if (status === 'idle' || status === 'searching') return;
    if (status === 'failed') this.#send([], words.searchFailed(saveProblem(failures[0])));
    else if (items.length === 0) this.#send([], words.nobodyFound(term));
    else this.#send(items, hasMore ? words.moreFound() : undefined);
  }

  #send(found: readonly Item[], sentence: string | undefined): void {
    const items = found.slice(0, bounds.candidates);
    for (const item of items) this.#offered.set(this.#deps.keyOf(item), item);
    this.#deps.send({ query: this.#query, items, ...(sentence === undefined ? {} : { sentence }) });
  }
}
