import { bounds } from '../../../src/protocol/bounds.ts';
import { filled } from '../../../src/protocol/formWords.ts';
import type { MessageToPage } from '../../../src/protocol/messageToPage.ts';
import { element } from '../element.ts';
import type { FormContext } from '../formPart.ts';
import { icon } from '../icon.ts';
import { SuggestionList } from './suggestionList.ts';
import type { Suggestion } from './suggestionList.ts';

const DELAY_MS = 200;

interface SearchActions {
  readonly addPerson: (id: number) => void;
  readonly addPeople: (text: string) => void;
  /** What stands in the input is another text, and nobody yet. */
  readonly typed: () => void;
  /** What was pasted cannot be taken; undefined when that is past. */
  readonly complain: (sentence: string | undefined) => void;
  /** Backspace where nothing is typed. */
  readonly backToChips: () => void;
}

/**
 * The input of the people field, after the combobox pattern of ARIA 1.2. A plain input: a combobox names its list by
 * an id, and ids do not leave the toolkit's shadow roots.
 */
export class PeopleSearch {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  readonly #context: FormContext;
  readonly #actions: SearchActions;
  readonly #list: SuggestionList;
  #query = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: FormContext, actions: SearchActions) {
    this.#context = context;
    this.#actions = actions;
    this.#list = new SuggestionList(context.words, (row) => this.#pick(row));
    this.input = this.#newInput();
    this.element = element('div', { class: 'search' }, icon('search'), this.input, this.#list.element);
  }

  /** Only the answer to what was asked last is shown, and only to whoever still looks. */
  take({ query, people, sentence }: Extract<MessageToPage, { kind: 'suggestions' }>): void {
    const { words, announce } = this.#context;
    if (query !== this.#query || this.#typed() === '' || document.activeElement !== this.input) return;
    this.#list.show(people, this.#typed(), sentence ?? '');
    this.#tell();
    announce(people.length === 0 ? (sentence ?? '') : filled(words.suggestionsFound, String(people.length)));
  }

  /** What was typed and never entered: it goes the way of Enter, so that a save does not overlook it. */
  commit(): void {
    const text = this.#typed();
    if (text === '') return;
    this.#clear();
    this.#actions.addPeople(text);
  }

  /** What is held is not changed by a click into the list either. */
  hold(held: boolean): void {
    this.input.readOnly = held;
    if (held) this.#stop();
  }

  #newInput(): HTMLInputElement {
    const { words } = this.#context;
    const input = element('input', {
      type: 'text',
      id: 'people-input',
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': 'people-suggestions',
      'aria-label': words.people,
      autocomplete: 'off',
      spellcheck: 'false',
      dir: 'auto',
      maxlength: String(bounds.query),
      placeholder: words.peoplePlaceholder,
    });
    input.addEventListener('input', () => {
      this.#actions.typed();
      this.#look();
    });
    input.addEventListener('keydown', (event) => this.#pressed(event));
    input.addEventListener('paste', (event) => this.#pasted(event));
    input.addEventListener('blur', () => this.#stop());
    return input;
  }

  #typed(): string {
    return this.input.value.trim();
  }

  #look(): void {
    this.#stop();
    this.#actions.complain(undefined);
    if (this.#typed() === '') return;
    this.#list.show([], this.#typed(), this.#context.words.searching);
    this.#tell();
    this.#timer = setTimeout(() => {
      this.#context.send({
        kind: 'searchPeople',
        query: this.#query,
        text: this.#typed().slice(0, bounds.query),
      });
    }, DELAY_MS);
  }

  /** Whatever is still on its way is no longer waited for. */
  #stop(): void {
    clearTimeout(this.#timer);
    this.#query++;
    this.#list.close();
    this.#tell();
  }

  #tell(): void {
    const active = this.#list.activeId;
    this.input.setAttribute('aria-expanded', String(this.#list.open));
    if (active === undefined) this.input.removeAttribute('aria-activedescendant');
    else this.input.setAttribute('aria-activedescendant', active);
  }

  #clear(): void {
    this.input.value = '';
    this.#actions.typed();
    this.#stop();
    this.#context.send({ kind: 'searchPeople', query: this.#query, text: '' });
  }

  #pick(row: Suggestion): void {
    this.#clear();
    if (row.kind === 'person') this.#actions.addPerson(row.person.id);
    else this.#actions.addPeople(row.text);
  }

  #pressed(event: KeyboardEvent): void {
    // Keys that finish a word of an input method, and those of the whole form, are not for the list.
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || this.input.readOnly) return;
    if (!this.#handled(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #handled(key: string): boolean {
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (this.#list.open) this.#list.move(key === 'ArrowDown' ? 1 : -1);
        else this.#look();
        this.#tell();
        return true;
      case 'Enter':
        if (this.#list.active === undefined) this.commit();
        else this.#pick(this.#list.active);
        return true;
      case 'Escape':
        if (!this.#list.open) return false;
        this.#stop();
        return true;
      case 'Backspace':
        if (this.input.value !== '') return false;
        this.#actions.backToChips();
        return true;
      default:
        return false;
    }
  }

  #room(): number {
    const { value, selectionStart, selectionEnd } = this.input;
    return bounds.query - value.length + ((selectionEnd ?? 0) - (selectionStart ?? 0));
  }

  /** More than one person is a list, and is taken as a whole; anything else is typed text. */
  #pasted(event: ClipboardEvent): void {
    const { words, announce } = this.#context;
    this.#actions.complain(undefined);
    const text = event.clipboardData?.getData('text/plain').trim() ?? '';
    const several = /[\t-\r\u0085\u2028\u2029,;，；、]/u.test(text) || text.split('@').length > 2;
    // One name is the browser's to insert, which would cut it off without a word.
    const isCut = !several && text.length > this.#room();
    if (this.input.readOnly || (!several && !isCut)) return;
    event.preventDefault();
    if (!isCut && text.length <= bounds.pasted) {
      this.#actions.addPeople(text);
      return;
    }
    this.#actions.complain(words.pasteTooLong);
    announce(words.pasteTooLong);
  }
}
