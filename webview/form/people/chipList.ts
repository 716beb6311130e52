import type { Chip } from '../../../src/protocol/formView.ts';
import { fillIn } from '../../../src/protocol/formWords.ts';
import type { FormWords } from '../../../src/protocol/formWords.ts';
import { element, icon, isolated, visuallyHidden } from '../../shared/element.ts';

const stateIcons = { waiting: 'account', ambiguous: 'question', unknown: 'error' } as const;

/** Describes the button that confirms a proposal. */
const CONFIRM_USAGE_ID = 'people-confirm-usage';

interface ChipActions {
  readonly remove: (chip: Chip) => void;
  readonly choose: (chip: Chip) => void;
  /** Keeps a proposal whose person is known. */
  readonly confirm: (chip: Chip) => void;
  /** The focus leaves the list after the last chip, or because no chip is left. */
  readonly leave: () => void;
}

interface RenderedChip {
  readonly chip: Chip;
  readonly json: string;
  readonly element: HTMLElement;
}

/** The people as chips: one tab stop for all of them, arrow keys to move between them, Delete to remove one. */
export class ChipList {
  readonly element: HTMLElement;
  readonly #words: FormWords;
  readonly #actions: ChipActions;
  #rendered = new Map<string, RenderedChip>();
  #isReadOnly = false;

  constructor(words: FormWords, actions: ChipActions) {
    this.#words = words;
    this.#actions = actions;
    this.element = element('ul', { class: 'chips', role: 'list', 'aria-label': words.peopleList });
    this.element.addEventListener('click', ({ target }) => this.#onClick(target));
    this.element.addEventListener('keydown', (event) => this.#onKeyDown(event));
    this.element.addEventListener('focusin', ({ target }) => this.#setTabStop(target));
  }

  /** Keeps the elements of unchanged chips, and the focus at its position. */
  render(chips: readonly Chip[]): void {
    const focused = this.#focusedIndex();
    const before = this.#rendered;
    this.#rendered = new Map(
      chips.map((chip) => {
        const json = JSON.stringify(chip);
        const same = before.get(chip.key);
        return [chip.key, same?.json === json ? same : { chip, json, element: newChip(chip, this.#words) }];
      }),
    );
    const elements = [...this.#rendered.values()].map((rendered) => rendered.element);
    const kept = new Set<Element>(elements);
    // Those that go are removed first, because an element that is moved past them would lose the focus.
    for (const old of this.element.querySelectorAll('.chip')) if (!kept.has(old)) old.remove();
    for (const [index, created] of elements.entries()) {
      const current = this.element.children[index];
      if (current !== created) this.element.insertBefore(created, current ?? null);
    }
    this.#ensureTabStop();
    if (focused >= 0 && this.#focusedIndex() < 0) this.#focusIndex(focused);
  }

  setReadOnly(isReadOnly: boolean): void {
    this.#isReadOnly = isReadOnly;
  }

  focusLast(): void {
    this.#focusIndex(this.element.children.length - 1);
  }

  focusChip(key: string): void {
    this.#rendered.get(key)?.element.querySelector('button')?.focus();
  }

  #onClick(target: EventTarget | null): void {
    const button = target instanceof Element ? target.closest('button') : null;
    const rendered = this.#chipAround(button);
    if (button === null || rendered === undefined || this.#isReadOnly) return;
    if (button.classList.contains('remove')) this.#remove(rendered);
    else if (button.classList.contains('confirm')) this.#confirm(rendered, button);
    else this.#actions.choose(rendered.chip);
  }

  /** Moves on to the next proposal, since a second Enter on the same chip would remove the person. */
  #confirm({ chip }: RenderedChip, button: HTMLButtonElement): void {
    const proposals = [...this.element.querySelectorAll<HTMLElement>('.confirm')];
    const next = proposals[proposals.indexOf(button) + 1];
    if (next === undefined) this.#actions.leave();
    else next.focus();
    this.#actions.confirm(chip);
  }

  #onKeyDown(event: KeyboardEvent): void {
    const buttons = this.#buttons();
    const index = buttons.findIndex((button) => button === document.activeElement);
    if (index < 0) return;
    const rendered = this.#chipAround(buttons[index] ?? null);
    if (event.key === 'Delete' || event.key === 'Backspace') {
      if (rendered !== undefined && !this.#isReadOnly) this.#remove(rendered);
    } else if (event.key === 'ArrowRight' && index === buttons.length - 1) this.#actions.leave();
    else if (event.key === 'ArrowRight') buttons[index + 1]?.focus();
    else if (event.key === 'ArrowLeft') buttons[index - 1]?.focus();
    else if (event.key === 'Home') buttons[0]?.focus();
    else if (event.key === 'End') buttons.at(-1)?.focus();
    else return;
    event.preventDefault();
  }

  /** Removes the chip before the host confirms, so that Delete can be pressed several times in a row. */
  #remove({ chip, element: removed }: RenderedChip): void {
    const index = [...this.element.children].indexOf(removed);
    removed.remove();
    this.#rendered.delete(chip.key);
    this.#ensureTabStop();
    if (this.element.children.length === 0) this.#actions.leave();
    else this.#focusIndex(Math.min(index, this.element.children.length - 1));
    this.#actions.remove(chip);
  }

  #focusIndex(index: number): void {
    const chip = this.element.children[Math.min(index, this.element.children.length - 1)];
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

  #chipAround(button: Element | null): RenderedChip | undefined {
    const chip = button?.closest('.chip');
    return [...this.#rendered.values()].find((rendered) => rendered.element === chip);
  }

  #setTabStop(target: EventTarget | null): void {
    for (const button of this.#buttons()) button.tabIndex = button === target ? 0 : -1;
  }

  #ensureTabStop(): void {
    const buttons = this.#buttons();
    if (!buttons.some(({ tabIndex }) => tabIndex === 0)) this.#setTabStop(buttons[0] ?? null);
  }
}

/** The text that describes the buttons of proposals. It must be in the document. */
export function confirmUsage(words: FormWords): HTMLElement {
  return element('p', { class: 'visuallyHidden', id: CONFIRM_USAGE_ID }, words.confirmInstructions);
}

export function chipName(chip: Chip): string {
  return chip.state === 'known' ? chip.person.name : chip.typed;
}

/** A chip shows its state by icon, text and color. */
function newChip(chip: Chip, words: FormWords): HTMLElement {
  const remove = element(
    'button',
    {
      type: 'button',
      class: 'remove',
      tabindex: '-1',
      'aria-label': fillIn(words.removePerson, chipName(chip)),
    },
    icon('close'),
  );
  const kind = chip.state === 'known' ? chip.person.standing : chip.state;
  const proposed = chip.proposed === true ? ' proposed' : '';
  const created = element('li', { class: `chip ${kind}${proposed}` }, chipBody(chip, words), remove);
  const details = chipDetails(chip);
  if (details !== undefined) addDetails(created, remove, details, `about-${chip.key}`);
  return created;
}

/** Shows the details as a tooltip, and reads them out when the button has the focus. */
function addDetails(chip: HTMLElement, button: HTMLElement, details: string, id: string): void {
  chip.title = details;
  const description = visuallyHidden(details);
  description.id = id;
  // Screen readers should not read it with the list, only with the button.
  description.setAttribute('aria-hidden', 'true');
  button.setAttribute('aria-describedby', id);
  chip.append(description);
}

function chipBody(chip: Chip, words: FormWords): HTMLElement {
  const action = chipAction(chip);
  const body =
    action === undefined
      ? element('span', { class: 'body' })
      : element('button', { type: 'button', class: `body ${action}`, tabindex: '-1' });
  if (action === 'confirm') body.setAttribute('aria-describedby', CONFIRM_USAGE_ID);
  const name = element('span', { class: 'name' }, isolated(chipName(chip)));
  body.append(chipIcon(chip), name, ' ', element('span', { class: 'standing' }, stateWord(chip, words)));
  if (action !== undefined) body.append(icon(action === 'choose' ? 'choose' : 'check'));
  return body;
}

function chipAction(chip: Chip): 'choose' | 'confirm' | undefined {
  if (chip.state === 'ambiguous') return 'choose';
  return chip.state === 'known' && chip.proposed === true ? 'confirm' : undefined;
}

function chipIcon(chip: Chip): Node {
  if (chip.state === 'resolving') return element('span', { class: 'spinner' });
  if (chip.state === 'known') return icon(chip.person.standing);
  // A proposal that wasn't found is no mistake of the user.
  return icon(chip.state === 'unknown' && chip.proposed === true ? 'account' : stateIcons[chip.state]);
}

function stateWord(chip: Chip, words: FormWords): string {
  const word = confirmedWord(chip, words);
  return chip.proposed === true ? fillIn(words.proposed, word) : word;
}

function confirmedWord(chip: Chip, words: FormWords): string {
  if (chip.state === 'known') {
    const word = words[chip.person.standing];
    return chip.you === true ? fillIn(words.you, word) : word;
  }
  return {
    waiting: words.waiting,
    resolving: words.resolving,
    ambiguous: hasOneCandidate(chip) ? words.oneMatch : words.ambiguous,
    unknown: words.unknownPerson,
  }[chip.state];
}

/** One whose name only resembles the typed one. */
function hasOneCandidate(chip: Chip): boolean {
  return chip.state === 'ambiguous' && chip.candidates.length === 1;
}

function chipDetails(chip: Chip): string | undefined {
  if (chip.state === 'known') return chip.person.email;
  return chip.state === 'unknown' ? chip.problem : undefined;
}
