import { bounds } from '../../../src/protocol/bounds.ts';
import type { SomeFormValues } from '../../../src/protocol/formValues.ts';
import type { Chip, FormView, PeopleView } from '../../../src/protocol/formView.ts';
import { filled } from '../../../src/protocol/formWords.ts';
import type { MessageToPage } from '../../../src/protocol/messageToPage.ts';
import { drawnOnce } from '../drawnOnce.ts';
import { element } from '../element.ts';
import { FieldFrame } from '../fieldFrame.ts';
import type { FormContext, FormField } from '../formPart.ts';
import { chipName } from './chipElement.ts';
import { ChipList } from './chipList.ts';
import { Chooser } from './chooser.ts';
import { PeopleSearch } from './peopleSearch.ts';
import { UnknownReasons } from './unknownReasons.ts';
import { WaitingPeople } from './waitingPeople.ts';

/** The people: chips, the input to find more of them, and the question who is meant. */
export class PeopleField implements FormField {
  readonly place = 'people';
  readonly element: HTMLElement;
  readonly #context: FormContext;
  readonly #frame: FieldFrame;
  readonly #chips: ChipList;
  readonly #search: PeopleSearch;
  readonly #chooser: Chooser;
  readonly #reasons: UnknownReasons;
  readonly #waiting: WaitingPeople;
  readonly #drawPeople = drawnOnce((people: PeopleView) => this.#renew(people));

  constructor(context: FormContext) {
    const { words, edits } = context;
    this.#context = context;
    this.#chips = new ChipList(words, {
      remove: (chip) => this.#remove(chip),
      choose: (chip) => this.#ask(chip),
      leave: () => this.focus(),
    });
    this.#search = new PeopleSearch(context, {
      addPerson: (id) => edits.act('people', { kind: 'addPerson', id }),
      addPeople: (text) => edits.act('people', { kind: 'addPeople', text }),
      typed: () => edits.change(this.values()),
      complain: (sentence) => this.#frame.drawLocal(sentence === undefined ? [] : [sentence]),
      backToChips: () => this.#chips.focusLast(),
    });
    this.#chooser = new Chooser(words, {
      choose: ({ key }, { id }) => {
        edits.act('people', { kind: 'choosePerson', key, id });
        this.#chooser.close();
        this.#chips.focusChip(key);
      },
      back: ({ key }) => this.#chips.focusChip(key),
    });
    this.#reasons = new UnknownReasons(words);
    this.#waiting = new WaitingPeople(context);
    const usage = element('p', { class: 'unseen', id: 'people-usage' }, words.peopleInstructions);
    this.#chips.element.setAttribute('aria-describedby', usage.id);
    const box = element('div', { class: 'peopleBox' }, this.#chips.element, usage, this.#search.element);
    this.#frame = new FieldFrame(
      { place: 'people', label: words.people, hint: words.peopleHint, words },
      box,
      this.#chooser.element,
      this.#waiting.element,
      this.#reasons.element,
    );
    this.#frame.label.setAttribute('for', 'people-input');
    this.element = this.#frame.element;
  }

  /** What is being typed and is nobody yet. An input method may go beyond the bound while it composes, no message may. */
  get query(): string {
    return this.#search.input.value.slice(0, bounds.query);
  }

  /** What the page remembers, which may be more than the host has heard. */
  set query(query: string) {
    if (query === this.query) return;
    this.#search.input.value = query;
    this.#context.edits.change({ people: query });
  }

  take(message: Extract<MessageToPage, { kind: 'suggestions' }>): void {
    this.#search.take(message);
  }

  commit(): void {
    this.#search.commit();
  }

  /** What was begun; those who were entered come with the view. */
  fill({ people }: SomeFormValues): void {
    const { input } = this.#search;
    if (people !== undefined && people !== input.value) input.value = people;
  }

  values(): SomeFormValues {
    return { people: this.query };
  }

  draw(view: FormView): void {
    this.#frame.describe(this.#search.input);
    this.#frame.draw(view);
    this.#drawPeople(view.people);
  }

  hold(held: boolean): void {
    this.#chips.hold(held);
    this.#search.hold(held);
    if (held) this.#chooser.close();
  }

  focus(): void {
    this.#search.input.focus();
  }

  #renew({ chips }: PeopleView): void {
    this.#chips.draw(chips);
    this.#chooser.draw(chips);
    this.#waiting.draw(chips);
    this.#reasons.draw(chips);
  }

  #remove(chip: Chip): void {
    const { edits, announce, words } = this.#context;
    edits.act('people', { kind: 'removePerson', key: chip.key });
    announce(filled(words.removedPerson, chipName(chip)));
  }

  #ask(chip: Chip): void {
    if (chip.state === 'ambiguous') this.#chooser.open(chip);
  }
}
