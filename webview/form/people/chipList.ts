import type { Chip } from '../../../src/protocol/formView.ts';
import type { FormWords } from '../../../src/protocol/formWords.ts';
import { element } from '../element.ts';
import { chipElement } from './chipElement.ts';

interface ChipActions {
  readonly remove: (chip: Chip) => void;
  readonly choose: (chip: Chip) => void;
  /** The focus goes beyond the last chip, or the last one went away. */
  readonly leave: () => void;
}

interface Drawn {
  readonly chip: Chip;
  readonly json: string;
  readonly element: HTMLElement;
}

/** The chips: one stop of the tab key for all, arrow keys between them, Delete to take one away. */
export class ChipList {
  readonly element: HTMLElement;
  readonly #words: FormWords;
  readonly #actions: ChipActions;
  #drawn = new Map<string, Drawn>();
  #held = false;

  constructor(words: FormWords, actions: ChipActions) {
    this.#words = words;
    this.#actions = actions;
    this.element = element('ul', { class: 'chips', role: 'list', 'aria-label': words.peopleList });
    this.element.addEventListener('click', ({ target }) => this.#clicked(target));
    this.element.addEventListener('keydown', (event) => this.#pressed(event));
    this.element.addEventListener('focusin', ({ target }) => this.#rove(target));
  }

  /** Keeps the elements of chips that stay as they are, and the focus where it is as far as it can. */
  draw(chips: readonly Chip[]): void {
    const focused = this.#focusedIndex();
    const before = this.#drawn;
    this.#drawn = new Map();
    for (const [at, chip] of chips.entries()) {
      const json = JSON.stringify(chip);
      const same = before.get(chip.key);
      const drawn = same?.json === json ? same : { chip, json, element: chipElement(chip, this.#words) };
      this.#drawn.set(chip.key, drawn);
      const there = this.element.children[at];
      if (there !== drawn.element) this.element.insertBefore(drawn.element, there ?? null);
    }
    while (this.element.children.length > this.#drawn.size) this.element.lastElementChild?.remove();
    this.#keepOneStop();
    if (focused >= 0 && this.#focusedIndex() < 0) this.#focusAt(focused);
  }

  hold(held: boolean): void {
    this.#held = held;
  }

  focusLast(): void {
    this.#focusAt(this.element.children.length - 1);
  }

  focusChip(key: string): void {
    this.#drawn.get(key)?.element.querySelector('button')?.focus();
  }

  #clicked(target: EventTarget | null): void {
    const button = target instanceof Element ? target.closest('button') : null;
    const drawn = this.#drawnOf(button);
    if (button === null || drawn === undefined || this.#held) return;
    if (button.classList.contains('remove')) this.#remove(drawn);
    else this.#actions.choose(drawn.chip);
  }

  #pressed(event: KeyboardEvent): void {
    const buttons = this.#buttons();
    const at = buttons.findIndex((button) => button === document.activeElement);
    if (at < 0) return;
    const drawn = this.#drawnOf(buttons[at] ?? null);
    if (event.key === 'Delete' || event.key === 'Backspace') {
      if (drawn !== undefined && !this.#held) this.#remove(drawn);
    } else if (event.key === 'ArrowRight' && at === buttons.length - 1) this.#actions.leave();
    else if (event.key === 'ArrowRight') buttons[at + 1]?.focus();
    else if (event.key === 'ArrowLeft') buttons[at - 1]?.focus();
    else if (event.key === 'Home') buttons[0]?.focus();
    else if (event.key === 'End') buttons.at(-1)?.focus();
    else return;
    event.preventDefault();
  }

  /** Gone at once: the host confirms, and whoever presses Delete three times need not wait for it. */
  #remove({ chip, element: gone }: Drawn): void {
    const at = [...this.element.children].indexOf(gone);
    gone.remove();
    this.#drawn.delete(chip.key);
    this.#keepOneStop();
    if (this.element.children.length === 0) this.#actions.leave();
    else this.#focusAt(Math.min(at, this.element.children.length - 1));
    this.#actions.remove(chip);
  }

  #focusAt(at: number): void {
    const chip = this.element.children[Math.min(at, this.element.children.length - 1)];
    const remove = chip?.querySelector<HTMLElement>('.remove');
    if (remove === null || remove === undefined) this.#actions.leave();
    else remove.focus();
  }

  #focusedIndex(): number {
    return [...this.element.children].findIndex((chip) => chip.contains(document.activeElement));
  }

  #buttons(): readonly HTMLElement[] {
    return [...this.element.querySelectorAll('button')];
  }

  #drawnOf(button: Element | null): Drawn | undefined {
    const chip = button?.closest('.chip');
    return [...this.#drawn.values()].find((drawn) => drawn.element === chip);
  }

  #rove(target: EventTarget | null): void {
    for (const button of this.#buttons()) button.tabIndex = button === target ? 0 : -1;
  }

  #keepOneStop(): void {
    const buttons = this.#buttons();
    if (!buttons.some(({ tabIndex }) => tabIndex === 0)) this.#rove(buttons[0] ?? null);
  }
}
