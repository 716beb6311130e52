import { bounds } from '../../src/protocol/bounds.ts';
import type { SomeFormValues } from '../../src/protocol/formValues.ts';
import type { FormView, NoteRecord } from '../../src/protocol/formView.ts';
import { fillIn } from '../../src/protocol/formWords.ts';
import type { MessageToPage } from '../../src/protocol/messageToPage.ts';
import { element, icon, isolated, renderOnChange } from '../shared/element.ts';
import { isInputMethodKey } from '../shared/isSaveKey.ts';
import { FieldFrame } from './formField.ts';
import type { FormContext, FormField } from './formField.ts';

const SEARCH_DELAY_MS = 200;

/** The companies and opportunities that a note is on as well: chips, and a search after the combobox pattern of ARIA 1.2. */
export class AlsoOnField implements FormField {
  readonly place = 'alsoOn';
  readonly element: HTMLElement;
  readonly #context: FormContext;
  readonly #frame: FieldFrame;
  readonly #chips: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #sentence = element('p', { class: 'sentence' });
  readonly #popup: HTMLElement;
  readonly #renderOffer = renderOnChange((isOffered: boolean) => {
    this.element.hidden = !isOffered;
  });
  readonly #suggested: HTMLElement;
  readonly #renderSuggested = renderOnChange((records: readonly NoteRecord[]) =>
    this.#replaceSuggested(records),
  );
  readonly #renderChips = renderOnChange((records: readonly NoteRecord[]) => this.#replaceChips(records));
  #records: readonly NoteRecord[] = [];
  #offered: readonly NoteRecord[] = [];
  #active = -1;
  #query = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isReadOnly = false;

  constructor(context: FormContext) {
    const { words } = context;
    this.#context = context;
    this.#chips = element('ul', { class: 'chips', role: 'list', 'aria-label': words.alsoOnList });
    this.#input = this.#newInput();
    this.#list = element('ul', {
      role: 'listbox',
      id: 'alsoOn-suggestions',
      'aria-label': words.alsoOnSuggestions,
    });
    this.#popup = element('div', { class: 'popup', hidden: true }, this.#list, this.#sentence);
    // A click must not take the focus away from the input.
    this.#popup.addEventListener('mousedown', (event) => event.preventDefault());
    this.#list.addEventListener('click', ({ target }) => {
      const index = [...this.#list.children].findIndex(
        (row) => target instanceof Node && row.contains(target),
      );
      this.#pick(this.#offered[index]);
    });
    const search = element('div', { class: 'search' }, icon('search'), this.#input, this.#popup);
    const box = element('div', { class: 'peopleBox' }, this.#chips, search);
    this.#suggested = element('ul', { class: 'suggested', role: 'list', 'aria-label': words.alsoOnOffered });
    const labels = { label: words.alsoOn, hint: words.alsoOnHint };
    this.#frame = new FieldFrame({ place: 'alsoOn', ...labels, words }, box, this.#suggested);
    this.#frame.label.setAttribute('for', this.#input.id);
    this.element = this.#frame.element;
  }

  /** The records are part of the view. */
  setValues(_values: SomeFormValues): void {
    // Text in the search is no value of the form.
  }

  /** False for text that names no record yet, which would be lost with the form. Lists what can be chosen. */
  canBeSent(): boolean {
    if (this.element.hidden || this.#input.value.trim() === '') return true;
    this.focus();
    this.#search();
    return false;
  }

  values(): SomeFormValues {
    return {};
  }

  render(view: FormView): void {
    this.#renderOffer(view.alsoOn !== undefined);
    this.#frame.describe(this.#input);
    const { records = [], suggested = [], way } = view.alsoOn ?? {};
    this.#frame.render(view, way === undefined ? [] : [way]);
    this.#renderChips(records);
    this.#renderSuggested(suggested);
  }

  /** Ignores answers to earlier questions, and those that come after the user has left the input. */
  showRecords({ query, records, sentence }: Extract<MessageToPage, { kind: 'records' }>): void {
    const { words, announce } = this.#context;
    if (query !== this.#query || document.activeElement !== this.#input) return;
    this.#show(records, sentence ?? '');
    announce(records.length === 0 ? (sentence ?? '') : fillIn(words.suggestionsFound, records.length));
  }

  setReadOnly(isReadOnly: boolean): void {
    this.#isReadOnly = isReadOnly;
    this.#input.readOnly = isReadOnly;
    if (isReadOnly) this.#close();
  }

  focus(): void {
    this.#input.focus();
  }

  #newInput(): HTMLInputElement {
    const { words } = this.#context;
    const input = element('input', {
      type: 'text',
      id: 'alsoOn-input',
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': 'alsoOn-suggestions',
      autocomplete: 'off',
      spellcheck: 'false',
      dir: 'auto',
      maxlength: String(bounds.query),
      placeholder: words.alsoOnPlaceholder,
    });
    input.addEventListener('input', () => this.#search());
    input.addEventListener('focus', () => this.#askForRelated());
    input.addEventListener('blur', () => this.#close());
    input.addEventListener('keydown', (event) => this.#onKeyDown(event));
    return input;
  }

  /** The empty input asks for the records of the people. */
  #askForRelated(): void {
    if (this.#input.value.trim() !== '' || this.#isReadOnly) return;
    this.#close();
    this.#context.send({ kind: 'searchRecords', query: this.#query, text: '' });
  }

  #search(): void {
    this.#close();
    const text = this.#input.value.trim();
    if (text === '') return this.#askForRelated();
    this.#show([], this.#context.words.searching);
    this.#timer = setTimeout(
      () => this.#context.send({ kind: 'searchRecords', query: this.#query, text }),
      SEARCH_DELAY_MS,
    );
  }

  #show(records: readonly NoteRecord[], sentence: string): void {
    this.#offered = records;
    this.#active = -1;
    this.#sentence.textContent = sentence;
    this.#sentence.hidden = sentence === '';
    this.#list.replaceChildren(...records.map((record, index) => this.#newRow(record, index)));
    this.#popup.hidden = false;
    this.#updateAria();
  }

  /** A new query number makes a late answer count as out of date. */
  #close(): void {
    clearTimeout(this.#timer);
    this.#query++;
    this.#offered = [];
    this.#active = -1;
    this.#popup.hidden = true;
    this.#list.replaceChildren();
    this.#updateAria();
  }

  #updateAria(): void {
    this.#input.setAttribute('aria-expanded', String(!this.#popup.hidden));
    for (const [index, row] of [...this.#list.children].entries())
      row.setAttribute('aria-selected', String(index === this.#active));
    if (this.#active < 0) this.#input.removeAttribute('aria-activedescendant');
    else this.#input.setAttribute('aria-activedescendant', rowId(this.#active));
  }

  #pick(record: NoteRecord | undefined): void {
    if (record === undefined || this.#isReadOnly) return;
    this.#input.value = '';
    this.#close();
    this.#add(record);
  }

  #add({ kind, id, name }: NoteRecord): void {
    const { edits, announce, words } = this.#context;
    edits.act('alsoOn', { kind: 'addRecord', record: { kind, id } });
    announce(fillIn(words.addedRecord, name));
  }

  #onKeyDown(event: KeyboardEvent): void {
    // Leaves keys to the input method and to the form's shortcuts.
    const isShortcut = event.ctrlKey || event.metaKey || event.altKey;
    if (isInputMethodKey(event) || isShortcut || this.#isReadOnly || !this.#handleKey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Returns false for a key that it has no use for. */
  #handleKey(key: string): boolean {
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (this.#popup.hidden) this.#search();
        else this.#move(key === 'ArrowDown' ? 1 : -1);
        return true;
      case 'Enter':
        this.#pick(
          this.#offered[this.#active] ?? (this.#offered.length === 1 ? this.#offered[0] : undefined),
        );
        return true;
      case 'Escape':
        if (this.#popup.hidden) return false;
        this.#close();
        return true;
      case 'Backspace':
        if (this.#input.value !== '' || this.#records.length === 0) return false;
        this.#chips.querySelector<HTMLElement>('li:last-child .remove')?.focus();
        return true;
      default:
        return false;
    }
  }

  #move(by: 1 | -1): void {
    const { length } = this.#offered;
    if (length === 0) return;
    const from = this.#active < 0 && by < 0 ? 0 : this.#active;
    this.#active = (from + by + length) % length;
    this.#list.children[this.#active]?.scrollIntoView({ block: 'nearest' });
    this.#updateAria();
  }

  #newRow(record: NoteRecord, index: number): HTMLElement {
    const who = element('span', { class: 'who' }, isolated(record.name));
    if (record.detail !== undefined)
      who.append(' ', element('span', { class: 'address' }, isolated(record.detail)));
    const kind = element('span', { class: 'standing' }, this.#context.words[record.kind]);
    const attributes = { role: 'option', id: rowId(index), 'aria-selected': 'false' };
    return element('li', attributes, icon(record.kind), who, kind);
  }

  #replaceChips(records: readonly NoteRecord[]): void {
    const hadFocus = this.#chips.contains(document.activeElement);
    this.#records = records;
    this.#chips.replaceChildren(...records.map((record) => this.#newChip(record)));
    if (hadFocus) this.#input.focus();
  }

  /** When the suggestion that was added goes, the focus stays at the ones that are left. */
  #replaceSuggested(records: readonly NoteRecord[]): void {
    const focused = [...this.#suggested.children].findIndex((row) => row.contains(document.activeElement));
    this.#suggested.replaceChildren(...records.map((record) => this.#newSuggestion(record)));
    if (focused < 0) return;
    const row = this.#suggested.children[Math.min(focused, records.length - 1)];
    (row?.querySelector('button') ?? this.#input).focus();
  }

  #newSuggestion(record: NoteRecord): HTMLElement {
    const label = fillIn(this.#context.words.addRecord, record.name);
    const button = element(
      'button',
      { type: 'button', class: 'suggestion', 'aria-label': label },
      icon('add'),
      isolated(record.name),
    );
    button.addEventListener('click', () => {
      if (!this.#isReadOnly) this.#add(record);
    });
    return element('li', {}, button);
  }

  #newChip({ kind, id, name }: NoteRecord): HTMLElement {
    const { words, edits, announce } = this.#context;
    const label = fillIn(words.removeRecord, name);
    const remove = element('button', { type: 'button', class: 'remove', 'aria-label': label }, icon('close'));
    remove.addEventListener('click', () => {
      if (this.#isReadOnly) return;
      edits.act('alsoOn', { kind: 'removeRecord', record: { kind, id } });
      announce(fillIn(words.removedPerson, name));
    });
    const text = element('span', { class: 'name' }, isolated(name));
    const body = element(
      'span',
      { class: 'body' },
      icon(kind),
      text,
      ' ',
      element('span', { class: 'standing' }, words[kind]),
    );
    return element('li', { class: 'chip external' }, body, remove);
  }
}

function rowId(index: number): string {
  return `alsoOn-suggestion-${index}`;
}
