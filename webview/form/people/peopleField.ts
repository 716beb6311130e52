import { bounds } from '../../../src/protocol/bounds.ts';
import type { SomeFormValues } from '../../../src/protocol/formValues.ts';
import type { Chip, FormView, PeopleView } from '../../../src/protocol/formView.ts';
import { fillIn } from '../../../src/protocol/formWords.ts';
import type { MessageToPage } from '../../../src/protocol/messageToPage.ts';
import { element, icon, isolated, renderOnChange } from '../../shared/element.ts';
import { newLink } from '../../shared/newButton.ts';
import { FieldFrame } from '../formField.ts';
import type { FormContext, FormField } from '../formField.ts';
import { chipName, ChipList, confirmUsage } from './chipList.ts';
import { Chooser } from './chooser.ts';
import { PeopleSearch } from './peopleSearch.ts';

/** More names would push the rest of the form down. The chips show by their color who else is meant. */
const MAX_NAMES_PER_REASON = 5;

/** The people: chips, an input to add more, and the question which of several people is meant. */
export class PeopleField implements FormField {
  readonly place = 'people';
  readonly element: HTMLElement;
  readonly #context: FormContext;
  readonly #frame: FieldFrame;
  readonly #chips: ChipList;
  readonly #search: PeopleSearch;
  readonly #chooser: Chooser;
  readonly #proposals = element('ul', { class: 'lines', role: 'list', id: 'people-proposals' });
  readonly #waiting = element('ul', { class: 'lines', role: 'list' });
  readonly #unknown = element('ul', { class: 'lines', role: 'list', id: 'people-unknown' });
  #isReadOnly = false;
  readonly #renderProposals = renderOnChange((proposals: PeopleView['proposals']) =>
    this.#replaceProposals(proposals),
  );
  readonly #renderWaiting = renderOnChange((count: number) => this.#replaceWaiting(count));
  readonly #renderPeople = renderOnChange((people: PeopleView) => this.#updatePeople(people));

  constructor(context: FormContext) {
    const { words, edits } = context;
    this.#context = context;
    this.#chips = new ChipList(words, {
      remove: (chip) => this.#remove(chip),
      choose: (chip) => this.#openChooser(chip),
      confirm: (chip) => this.#confirm(chip),
      leave: () => this.focus(),
    });
    this.#search = new PeopleSearch(context, {
      addPerson: (id) => edits.act('people', { kind: 'addPerson', id }),
      addPeople: (text) => edits.act('people', { kind: 'addPeople', text }),
      change: () => edits.change(this.values()),
      setError: (sentence) => this.#frame.setLocalLine('error', sentence),
      focusChips: () => this.#chips.focusLast(),
    });
    this.#chooser = new Chooser(words, {
      choose: ({ key }, { id }) => {
        edits.act('people', { kind: 'choosePerson', key, id });
        this.#chooser.close();
        this.#chips.focusChip(key);
      },
      back: ({ key }) => this.#chips.focusChip(key),
    });
    this.#frame = new FieldFrame(
      { place: 'people', label: words.people, hint: words.peopleHint, words, moreLines: this.#unknown },
      this.#newBox(),
      this.#chooser.element,
      this.#proposals,
      this.#waiting,
      this.#unknown,
    );
    this.#frame.label.setAttribute('for', 'people-input');
    this.element = this.#frame.element;
  }

  /** The text that was typed but not added. Cut, because an input method can exceed `maxlength` while it composes. */
  get query(): string {
    return this.#search.input.value.slice(0, bounds.query);
  }

  /** Restores the text that the page has kept, which may be newer than the host's. */
  set query(query: string) {
    if (query === this.query) return;
    this.#search.input.value = query;
    this.#context.edits.change({ people: query });
  }

  showSuggestions(message: Extract<MessageToPage, { kind: 'suggestions' }>): void {
    this.#search.showSuggestions(message);
  }

  addTyped(): void {
    this.#search.addTyped();
  }

  /** Sets only the typed text. People who were added are part of the view. */
  setValues({ people }: SomeFormValues): void {
    const { input } = this.#search;
    if (people !== undefined && people !== input.value) input.value = people;
  }

  values(): SomeFormValues {
    return { people: this.query };
  }

  render(view: FormView): void {
    this.#frame.describe(this.#search.input);
    this.#frame.render(view);
    this.#renderPeople(view.people);
    this.#search.offersContacts = view.people.offersContacts === true;
  }

  setReadOnly(isReadOnly: boolean): void {
    this.#isReadOnly = isReadOnly;
    this.#chips.setReadOnly(isReadOnly);
    this.#search.setReadOnly(isReadOnly);
    if (isReadOnly) this.#chooser.close();
  }

  focus(): void {
    this.#search.input.focus();
  }

  #newBox(): HTMLElement {
    const { peopleInstructions } = this.#context.words;
    const usage = element('p', { class: 'visuallyHidden', id: 'people-usage' }, peopleInstructions);
    this.#chips.element.setAttribute('aria-describedby', usage.id);
    const usages = [usage, confirmUsage(this.#context.words)];
    return element('div', { class: 'peopleBox' }, this.#chips.element, ...usages, this.#search.element);
  }

  #updatePeople({ chips, proposals }: PeopleView): void {
    this.#chips.render(chips);
    this.#chooser.render(chips);
    this.#renderProposals(proposals);
    this.#renderWaiting(chips.filter(({ state }) => state === 'waiting').length);
    this.#replaceUnknown(chips);
  }

  #remove(chip: Chip): void {
    const { edits, announce, words } = this.#context;
    edits.act('people', { kind: 'removePerson', key: chip.key });
    announce(fillIn(words.removedPerson, chipName(chip)));
  }

  #confirm(chip: Chip): void {
    const { edits, announce, words } = this.#context;
    edits.act('people', { kind: 'confirmPeople', key: chip.key });
    announce(fillIn(words.confirmedPerson, chipName(chip)));
  }

  #openChooser(chip: Chip): void {
    if (chip.state === 'ambiguous') this.#chooser.open(chip);
  }

  #replaceProposals(proposals: PeopleView['proposals']): void {
    const { words } = this.#context;
    if (proposals === undefined) {
      this.#proposals.replaceChildren();
      return;
    }
    const confirm = newLink(words.confirmProposals, () => this.#actOnProposals('confirmPeople'));
    const remove = newLink(words.removeProposals, () => this.#actOnProposals('removeProposals'));
    const links = proposals.canConfirm ? [confirm, ' · ', remove] : [remove];
    const note = element('span', {}, isolated(proposals.sentence), ' ', ...links);
    this.#proposals.replaceChildren(element('li', { class: 'line' }, icon('info'), note));
  }

  /** Does nothing during a save, because the host ignores it then. */
  #actOnProposals(kind: 'confirmPeople' | 'removeProposals'): void {
    const { edits, announce, words } = this.#context;
    if (this.#isReadOnly) return;
    edits.act('people', { kind });
    announce(kind === 'confirmPeople' ? words.confirmedProposals : words.removedProposals);
  }

  #replaceWaiting(count: number): void {
    const { words, send } = this.#context;
    if (count === 0) {
      this.#waiting.replaceChildren();
      return;
    }
    const link = newLink(words.lookUpNow, () => send({ kind: 'lookUpPeople' }));
    const sentence = count === 1 ? words.waitingNoteOne : fillIn(words.waitingNote, count);
    const note = element('span', {}, sentence, ' ', link);
    this.#waiting.replaceChildren(element('li', { class: 'line' }, icon('info'), note));
  }

  /** One line for each reason, with the people it applies to. */
  #replaceUnknown(chips: readonly Chip[]): void {
    const namesByReason = new Map<string, string[]>();
    for (const chip of chips) {
      if (chip.state !== 'unknown' || chip.proposed === true) continue;
      namesByReason.set(chip.problem, [...(namesByReason.get(chip.problem) ?? []), chip.typed]);
    }
    this.#unknown.replaceChildren(
      ...[...namesByReason].map(([reason, names]) => {
        const line = element('span', {}, isolated(this.#listNames(names)), ': ', isolated(reason));
        return element('li', { class: 'line error' }, icon('error'), line);
      }),
    );
  }

  #listNames(names: readonly string[]): string {
    const listed = names.slice(0, MAX_NAMES_PER_REASON).join(', ');
    const others = names.length - MAX_NAMES_PER_REASON;
    return others <= 0 ? listed : fillIn(this.#context.words.andMore, listed, others);
  }
}
