import type { KnownPerson } from '../../../src/model/knownPerson.ts';
import { fillIn } from '../../../src/protocol/formWords.ts';
import type { FormWords } from '../../../src/protocol/formWords.ts';
import { element, icon, isolated } from '../../shared/element.ts';

/** A row of the list: a person that was found, or the text as it was typed. */
export type Suggestion =
  | { readonly kind: 'person'; readonly person: KnownPerson }
  | { readonly kind: 'typed'; readonly text: string };

/** The list below the people field's input. The input keeps the focus; the list marks the active row. */
export class SuggestionList {
  readonly element: HTMLElement;
  readonly #words: FormWords;
  readonly #list: HTMLElement;
  readonly #sentence = element('p', { class: 'sentence' });
  #rows: readonly Suggestion[] = [];
  #activeIndex = -1;

  constructor(words: FormWords, onPick: (row: Suggestion) => void) {
    this.#words = words;
    this.#list = element('ul', {
      role: 'listbox',
      id: 'people-suggestions',
      'aria-label': words.peopleSuggestions,
    });
    this.element = element('div', { class: 'popup', hidden: true }, this.#list, this.#sentence);
    // A click must not take the focus away from the input.
    this.element.addEventListener('mousedown', (event) => event.preventDefault());
    this.#list.addEventListener('click', ({ target }) => {
      const rows = [...this.#list.children];
      const row = this.#rows[rows.findIndex((one) => target instanceof Node && one.contains(target))];
      if (row !== undefined) onPick(row);
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  get active(): Suggestion | undefined {
    return this.#rows[this.#activeIndex];
  }

  get activeId(): string | undefined {
    return this.#activeIndex < 0 ? undefined : rowId(this.#activeIndex);
  }

  show(people: readonly KnownPerson[], typed: string, sentence: string): void {
    this.#rows = [
      ...people.map((person) => ({ kind: 'person', person }) as const),
      ...(typed === '' ? [] : [{ kind: 'typed', text: typed } as const]),
    ];
    this.#activeIndex = -1;
    this.#sentence.textContent = sentence;
    this.#sentence.hidden = sentence === '';
    this.#list.replaceChildren(...this.#rows.map((row, index) => this.#newRow(row, index)));
    this.element.hidden = false;
  }

  close(): void {
    this.element.hidden = true;
    this.#rows = [];
    this.#activeIndex = -1;
    this.#list.replaceChildren();
  }

  /** Activates the next or the previous row, and starts over at the ends. */
  moveActive(by: 1 | -1): void {
    const from = this.#activeIndex < 0 && by < 0 ? 0 : this.#activeIndex;
    this.#activeIndex = (from + by + this.#rows.length) % this.#rows.length;
    for (const [index, row] of [...this.#list.children].entries()) {
      row.setAttribute('aria-selected', String(index === this.#activeIndex));
      if (index === this.#activeIndex) row.scrollIntoView({ block: 'nearest' });
    }
  }

  #newRow(row: Suggestion, index: number): HTMLElement {
    const attributes = { role: 'option', id: rowId(index), 'aria-selected': 'false' };
    if (row.kind === 'person') return element('li', attributes, ...personContent(row.person, this.#words));
    const text = element('span', { class: 'who' }, isolated(fillIn(this.#words.addTyped, row.text)));
    return element('li', attributes, icon('add'), text);
  }
}

/** A person to choose: icon, name and address, and whether internal or external. */
export function personContent({ name, email, standing }: KnownPerson, words: FormWords): readonly Node[] {
  const who = element('span', { class: 'who' }, isolated(name));
  if (email !== undefined && email !== name)
    who.append(' ', element('span', { class: 'address' }, isolated(email)));
  return [icon(standing), who, element('span', { class: 'standing' }, words[standing])];
}

function rowId(index: number): string {
  return `people-suggestion-${index}`;
}
