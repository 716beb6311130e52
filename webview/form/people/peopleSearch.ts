import { bounds } from '../../../src/protocol/bounds.ts';
import { fillIn } from '../../../src/protocol/formWords.ts';
import type { MessageToPage } from '../../../src/protocol/messageToPage.ts';
import { element, icon } from '../../shared/element.ts';
import { isInputMethodKey } from '../../shared/isSaveKey.ts';
import type { FormContext } from '../formField.ts';
import { SuggestionList } from './suggestionList.ts';
import type { Suggestion } from './suggestionList.ts';

const SEARCH_DELAY_MS = 200;

interface SearchActions {
  readonly addPerson: (id: number) => void;
  readonly addPeople: (text: string) => void;
  /** The text of the input has changed. */
  readonly change: () => void;
  /** Shows an error about pasted text, or removes it when undefined. */
  readonly setError: (sentence: string | undefined) => void;
  /** Backspace was pressed in the empty input. */
  readonly focusChips: () => void;
}

/**
 * The input of the people field, after the combobox pattern of ARIA 1.2. It is a plain input, because a combobox
 * references its list by id, which does not work across the toolkit's shadow roots.
 */
export class PeopleSearch {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  readonly #context: FormContext;
  readonly #actions: SearchActions;
  readonly #list: SuggestionList;
  #query = 0;
  /** The query that asked for contacts, while the input is empty. */
  #contactsQuery: number | undefined;
  #offersContacts = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: FormContext, actions: SearchActions) {
    this.#context = context;
    this.#actions = actions;
    this.#list = new SuggestionList(context.words, (row) => this.#pick(row));
    this.input = this.#newInput();
    this.element = element('div', { class: 'search' }, icon('search'), this.input, this.#list.element);
  }

  /** With contacts, the empty input asks for the people of the record when it gets the focus. */
  set offersContacts(offers: boolean) {
    this.#offersContacts = offers;
  }

  /** Ignores answers to earlier queries, and those that come after the user has left the input. */
  showSuggestions({ query, people, sentence }: Extract<MessageToPage, { kind: 'suggestions' }>): void {
    const { words, announce } = this.#context;
    const isExpected = query === (this.#typed() === '' ? this.#contactsQuery : this.#query);
    if (!isExpected || query !== this.#query || document.activeElement !== this.input) return;
    this.#list.show(people, this.#typed(), sentence ?? '');
    this.#updateAria();
    announce(people.length === 0 ? (sentence ?? '') : fillIn(words.suggestionsFound, people.length));
  }

  /** Adds what was typed, as Enter does. A save calls it too, so that a typed name is not forgotten. */
  addTyped(): void {
    const text = this.#typed();
    if (text === '') return;
    this.#clear();
    this.#actions.addPeople(text);
  }

  setReadOnly(isReadOnly: boolean): void {
    this.input.readOnly = isReadOnly;
    if (isReadOnly) this.#stopSearch();
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
      this.#actions.change();
      this.#search();
    });
    input.addEventListener('keydown', (event) => this.#onKeyDown(event));
    input.addEventListener('paste', (event) => this.#onPaste(event));
    input.addEventListener('focus', () => this.#askForContacts());
    input.addEventListener('blur', () => this.#stopSearch());
    return input;
  }

  #askForContacts(): void {
    if (!this.#offersContacts || this.#typed() !== '' || this.input.readOnly) return;
    this.#stopSearch();
    this.#contactsQuery = this.#query;
    this.#context.send({ kind: 'offerContacts', query: this.#query });
  }

  #typed(): string {
    return this.input.value.trim();
  }

  #search(): void {
    this.#stopSearch();
    this.#actions.setError(undefined);
    if (this.#typed() === '') return;
    this.#list.show([], this.#typed(), this.#context.words.searching);
    this.#updateAria();
    this.#timer = setTimeout(() => {
      this.#context.send({
        kind: 'searchPeople',
        query: this.#query,
        text: this.#typed().slice(0, bounds.query),
      });
    }, SEARCH_DELAY_MS);
  }

  /** Closes the list. A new query number makes a late answer count as out of date. */
  #stopSearch(): void {
    clearTimeout(this.#timer);
    this.#query++;
    this.#list.close();
    this.#updateAria();
  }

  #updateAria(): void {
    const { activeId, isOpen } = this.#list;
    this.input.setAttribute('aria-expanded', String(isOpen));
    if (activeId === undefined) this.input.removeAttribute('aria-activedescendant');
    else this.input.setAttribute('aria-activedescendant', activeId);
  }

  #clear(): void {
    this.input.value = '';
    this.#actions.change();
    this.#stopSearch();
    this.#context.send({ kind: 'searchPeople', query: this.#query, text: '' });
  }

  #pick(row: Suggestion): void {
    this.#clear();
    if (row.kind === 'person') this.#actions.addPerson(row.person.id);
    else this.#actions.addPeople(row.text);
  }

  #onKeyDown(event: KeyboardEvent): void {
    // Leaves keys to the input method and to the form's shortcuts.
    const isShortcut = event.ctrlKey || event.metaKey || event.altKey;
    if (isInputMethodKey(event) || isShortcut || this.input.readOnly) return;
    if (!this.#handleKey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Returns false for a key that it has no use for. */
  #handleKey(key: string): boolean {
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (this.#list.isOpen) this.#list.moveActive(key === 'ArrowDown' ? 1 : -1);
        else if (this.#typed() === '') this.#askForContacts();
        else this.#search();
        this.#updateAria();
        return true;
      case 'Enter':
        if (this.#list.active === undefined) this.addTyped();
        else this.#pick(this.#list.active);
        return true;
      case 'Escape':
        if (!this.#list.isOpen) return false;
        this.#stopSearch();
        return true;
      case 'Backspace':
        if (this.input.value !== '') return false;
        this.#actions.focusChips();
        return true;
      default:
        return false;
    }
  }

  /** The number of characters that a paste may insert. */
  #remainingLength(): number {
    const { value, selectionStart, selectionEnd } = this.input;
    return bounds.query - value.length + ((selectionEnd ?? 0) - (selectionStart ?? 0));
  }

  /** Adds a pasted list of people as a whole. A single name is inserted as text. */
  #onPaste(event: ClipboardEvent): void {
    const { words, announce } = this.#context;
    this.#actions.setError(undefined);
    const text = event.clipboardData?.getData('text/plain').trim() ?? '';
    const isList = /[\t-\r\u0085\u2028\u2029,;，；、]/u.test(text) || text.split('@').length > 2;
    // The browser would insert a single name, and silently cut it.
    const isCut = !isList && text.length > this.#remainingLength();
    if (this.input.readOnly || (!isList && !isCut)) return;
    event.preventDefault();
    if (!isCut && text.length <= bounds.pasted) {
      this.#actions.addPeople(text);
      return;
    }
    this.#actions.setError(words.pasteTooLong);
    announce(words.pasteTooLong);
  }
}
