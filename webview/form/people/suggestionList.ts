import type { KnownPerson } from '../../../src/model/knownPerson.ts';
import { filled } from '../../../src/protocol/formWords.ts';
import type { FormWords } from '../../../src/protocol/formWords.ts';
import { element, isolated } from '../element.ts';
import { icon } from '../icon.ts';
import { personLine } from './personLine.ts';

/** What a row of the list stands for: someone known, or the text as it was typed. */
export type Suggestion =
  | { readonly kind: 'person'; readonly person: KnownPerson }
  | { readonly kind: 'typed'; readonly text: string };

/** The list below the people's input. The input keeps the focus; the list shows which row it would take. */
export class SuggestionList {
  readonly element: HTMLElement;
  readonly #words: FormWords;
  readonly #list: HTMLElement;
  readonly #sentence = element('p', { class: 'sentence' });
  #rows: readonly Suggestion[] = [];
  #active = -1;

  constructor(words: FormWords, pick: (row: Suggestion) => void) {
    this.#words = words;
    this.#list = element('ul', {
      role: 'listbox',
      id: 'people-suggestions',
      'aria-label': words.peopleSuggestions,
    });
    this.element = element('div', { class: 'popup', hidden: true }, this.#list, this.#sentence);
    // The input must not lose the focus to what is clicked.
    this.element.addEventListener('mousedown', (event) => event.preventDefault());
    this.#list.addEventListener('click', ({ target }) => {
      const at = [...this.#list.children].findIndex((row) => target instanceof Node && row.contains(target));
      const row = this.#rows[at];
      if (row !== undefined) pick(row);
    });
  }

  get open(): boolean {
    return !this.element.hidden;
  }

  get active(): Suggestion | undefined {
    return this.#rows[this.#active];
  }

  get activeId(): string | undefined {
    return this.#active < 0 ? undefined : rowId(this.#active);
  }

  show(people: readonly KnownPerson[], typed: string, sentence: string): void {
    this.#rows = [
      ...people.map((person) => ({ kind: 'person', person }) as const),
      { kind: 'typed', text: typed },
    ];
    this.#active = -1;
    this.#sentence.textContent = sentence;
    this.#sentence.hidden = sentence === '';
    this.#list.replaceChildren(...this.#rows.map((row, at) => this.#row(row, at)));
    this.element.hidden = false;
  }

  close(): void {
    this.element.hidden = true;
    this.#rows = [];
    this.#active = -1;
    this.#list.replaceChildren();
  }

  /** Goes on by so many rows, around the ends. */
  move(by: 1 | -1): void {
    const from = this.#active < 0 && by < 0 ? 0 : this.#active;
    this.#active = (from + by + this.#rows.length) % this.#rows.length;
    for (const [at, row] of [...this.#list.children].entries()) {
      row.setAttribute('aria-selected', String(at === this.#active));
      if (at === this.#active) row.scrollIntoView({ block: 'nearest' });
    }
  }

  #row(row: Suggestion, at: number): HTMLElement {
    const attributes = { role: 'option', id: rowId(at), 'aria-selected': 'false' };
    if (row.kind === 'person') return element('li', attributes, ...personLine(row.person, this.#words));
    const text = element('span', { class: 'who' }, isolated(filled(this.#words.addTyped, row.text)));
    return element('li', attributes, icon('add'), text);
  }
}

function rowId(at: number): string {
  return `people-suggestion-${at}`;
}
