import type { KnownPerson } from '../../../src/model/knownPerson.ts';
import type { Chip } from '../../../src/protocol/formView.ts';
import { filled } from '../../../src/protocol/formWords.ts';
import type { FormWords } from '../../../src/protocol/formWords.ts';
import { drawnOnce } from '../drawnOnce.ts';
import { element } from '../element.ts';
import { personLine } from './personLine.ts';

type Ambiguous = Extract<Chip, { state: 'ambiguous' }>;

interface ChooserActions {
  readonly choose: (chip: Ambiguous, person: KnownPerson) => void;
  /** It was closed without a choice. */
  readonly back: (chip: Ambiguous) => void;
}

/** Whom a name or an address means, when it may be several. Stands below the chips, so it fits where they do. */
export class Chooser {
  readonly element: HTMLElement;
  readonly #words: FormWords;
  readonly #actions: ChooserActions;
  readonly #draw = drawnOnce((chip: Ambiguous | undefined) => this.#renew(chip));
  #chip: Ambiguous | undefined;

  constructor(words: FormWords, actions: ChooserActions) {
    this.#words = words;
    this.#actions = actions;
    this.element = element('div', { class: 'chooser', role: 'group', hidden: true });
    this.element.addEventListener('keydown', (event) => this.#pressed(event));
  }

  open(chip: Ambiguous): void {
    this.#chip = chip;
    this.#draw(chip);
    this.element.querySelector('button')?.focus();
  }

  close(): void {
    this.#chip = undefined;
    this.#draw(undefined);
  }

  /** Follows the chip that it is open for; closes when the question is no more. */
  draw(chips: readonly Chip[]): void {
    if (this.#chip === undefined) return;
    const chip = chips.find(({ key }) => key === this.#chip?.key);
    if (chip?.state !== 'ambiguous') {
      this.close();
      return;
    }
    this.#chip = chip;
    this.#draw(chip);
  }

  #renew(chip: Ambiguous | undefined): void {
    this.element.hidden = chip === undefined;
    if (chip === undefined) return;
    const question = filled(this.#words.chooseWho, chip.typed);
    this.element.setAttribute('aria-label', question);
    this.element.replaceChildren(
      element('p', { class: 'question' }, question),
      ...chip.candidates.map((person) => this.#candidate(chip, person)),
    );
  }

  #candidate(chip: Ambiguous, person: KnownPerson): HTMLElement {
    const button = element(
      'button',
      { type: 'button', class: 'candidate' },
      ...personLine(person, this.#words),
    );
    button.addEventListener('click', () => this.#actions.choose(chip, person));
    return button;
  }

  #pressed(event: KeyboardEvent): void {
    const buttons = [...this.element.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    if (event.key === 'ArrowDown') buttons[(at + 1) % buttons.length]?.focus();
    else if (event.key === 'ArrowUp') buttons.at(at - 1)?.focus();
    else if (event.key === 'Escape' && this.#chip !== undefined) {
      event.stopPropagation();
      const chip = this.#chip;
      this.close();
      this.#actions.back(chip);
    } else return;
    event.preventDefault();
  }
}
