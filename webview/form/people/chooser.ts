import type { KnownPerson } from '../../../src/model/knownPerson.ts';
import type { Chip } from '../../../src/protocol/formView.ts';
import { fillIn } from '../../../src/protocol/formWords.ts';
import type { FormWords } from '../../../src/protocol/formWords.ts';
import { element, renderOnChange } from '../../shared/element.ts';
import { personContent } from './suggestionList.ts';

type AmbiguousChip = Extract<Chip, { state: 'ambiguous' }>;

interface ChooserActions {
  readonly choose: (chip: AmbiguousChip, person: KnownPerson) => void;
  /** The user closed the chooser without a choice. */
  readonly back: (chip: AmbiguousChip) => void;
}

/** Asks which of several people is meant. Opens below the chips, so it needs no room beside them. */
export class Chooser {
  readonly element: HTMLElement;
  readonly #words: FormWords;
  readonly #actions: ChooserActions;
  readonly #renderChip = renderOnChange((chip: AmbiguousChip | undefined) => this.#replaceContent(chip));
  #chip: AmbiguousChip | undefined;

  constructor(words: FormWords, actions: ChooserActions) {
    this.#words = words;
    this.#actions = actions;
    this.element = element('div', { class: 'chooser', role: 'group', hidden: true });
    this.element.addEventListener('keydown', (event) => this.#onKeyDown(event));
  }

  open(chip: AmbiguousChip): void {
    this.#chip = chip;
    this.#renderChip(chip);
    this.element.querySelector('button')?.focus();
  }

  close(): void {
    this.#chip = undefined;
    this.#renderChip(undefined);
  }

  /** Closes when the chip is gone or no longer ambiguous. */
  render(chips: readonly Chip[]): void {
    if (this.#chip === undefined) return;
    const chip = chips.find(({ key }) => key === this.#chip?.key);
    if (chip?.state !== 'ambiguous') {
      this.close();
      return;
    }
    this.#chip = chip;
    this.#renderChip(chip);
  }

  #replaceContent(chip: AmbiguousChip | undefined): void {
    this.element.hidden = chip === undefined;
    if (chip === undefined) return;
    const question = fillIn(this.#words.chooseWho, chip.typed);
    this.element.setAttribute('aria-label', question);
    this.element.replaceChildren(
      element('p', { class: 'question' }, question),
      ...chip.candidates.map((person) => this.#candidate(chip, person)),
    );
  }

  #candidate(chip: AmbiguousChip, person: KnownPerson): HTMLElement {
    const button = element(
      'button',
      { type: 'button', class: 'candidate' },
      ...personContent(person, this.#words),
    );
    button.addEventListener('click', () => this.#actions.choose(chip, person));
    return button;
  }

  #onKeyDown(event: KeyboardEvent): void {
    const buttons = [...this.element.querySelectorAll('button')];
    const index = buttons.findIndex((button) => button === document.activeElement);
    if (event.key === 'ArrowDown') buttons[(index + 1) % buttons.length]?.focus();
    else if (event.key === 'ArrowUp') buttons.at(index - 1)?.focus();
    else if (event.key === 'Escape' && this.#chip !== undefined) {
      event.stopPropagation();
      const chip = this.#chip;
      this.close();
      this.#actions.back(chip);
    } else return;
    event.preventDefault();
  }
}
