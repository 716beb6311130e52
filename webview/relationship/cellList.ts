import { fillIn } from '../../src/protocol/formWords.ts';
import type { ListedInteraction, RelationshipView } from '../../src/protocol/relationshipView.ts';
import { cellKey } from '../../src/protocol/yearBands.ts';
import { element, icon, isolated, renderOnChange, typeIcon } from '../shared/element.ts';
import { newButton } from '../shared/newButton.ts';
import type { PageContext, PagePart } from './pagePart.ts';

type List = RelationshipView['list'];

/** The interactions of the chosen cell. Each opens as a document. */
export class CellList implements PagePart {
  readonly element: HTMLElement;
  readonly #context: PageContext;
  readonly #heading = element('h2', { id: 'listHeading', tabindex: '-1' });
  readonly #items = element('ul', { class: 'listed' });
  readonly #empty: HTMLElement;
  readonly #more: HTMLElement;
  readonly #moreLabel = document.createTextNode('');
  readonly #onClose: (cell: string | undefined) => void;
  readonly #renderList = renderOnChange((list: List) => this.#replace(list));
  #cell: string | undefined;
  /** The keyboard goes on in the list of this cell when it is there. */
  #awaited: string | undefined;

  /** `onClose` gives the keyboard back to the cell. */
  constructor(context: PageContext, onClose: (cell: string | undefined) => void) {
    const { words, send } = context;
    this.#context = context;
    this.#onClose = onClose;
    this.#empty = element('p', { class: 'quiet' }, words.listEmpty);
    this.#more = newButton('', 'secondary', () => send({ kind: 'listMore' }));
    this.#more.id = 'more';
    this.#more.append(this.#moreLabel);
    const close = element('button', { type: 'button', class: 'closeList', id: 'closeList' }, icon('close'));
    close.setAttribute('aria-label', words.closeList);
    close.title = words.closeList;
    close.addEventListener('click', () => this.close());
    this.element = element(
      'aside',
      { class: 'list', 'aria-labelledby': 'listHeading', hidden: true },
      element('div', { class: 'listHead' }, this.#heading, close),
      this.#empty,
      this.#items,
      this.#more,
    );
    this.element.addEventListener('keydown', (event) => this.#onKeyDown(event));
  }

  render({ list }: RelationshipView): void {
    this.#renderList(list);
    if (this.#awaited === undefined || this.#awaited !== this.#cell) return;
    this.#awaited = undefined;
    this.#focus();
  }

  /** Takes the focus when the list of this cell is shown. */
  awaitFocus(cell: string): void {
    this.#awaited = cell;
    if (cell === this.#cell) this.#focus();
  }

  close(): void {
    if (this.#cell === undefined) return;
    const cell = this.#cell;
    this.#context.send({ kind: 'listCell' });
    this.#onClose(cell);
  }

  #focus(): void {
    this.#awaited = undefined;
    (this.#items.querySelector('button') ?? this.#heading).focus({ preventScroll: true });
  }

  #replace(list: List): void {
    const cell = list && cellKey(list.cell);
    const focused = this.#items.contains(document.activeElement) ? document.activeElement?.id : undefined;
    const isNew = cell !== undefined && cell !== this.#cell;
    this.#cell = cell;
    this.element.hidden = list === undefined;
    if (list === undefined) return this.#items.replaceChildren();
    this.#heading.textContent = list.heading;
    this.#items.replaceChildren(...list.items.map((item) => this.#item(item)));
    this.#empty.hidden = list.items.length > 0;
    this.#more.hidden = list.more === 0;
    this.#moreLabel.data = fillIn(this.#context.words.showMore, list.more);
    if (focused !== undefined) document.getElementById(focused)?.focus();
    if (isNew) this.#context.announce(list.heading);
  }

  #item({ type, id, title, when, people, planned }: ListedInteraction): HTMLElement {
    const line = element('span', { class: 'when quiet' }, when);
    if (planned) line.append(element('span', { class: 'tag' }, this.#context.words.planned));
    const button = element(
      'button',
      { type: 'button', id: `listed-${String(type)}-${String(id)}` },
      typeIcon(type),
      element('span', { class: 'about' }, element('span', { class: 'title' }, isolated(title)), line),
    );
    if (people !== '') line.append(element('span', { class: 'who' }, isolated(people)));
    button.addEventListener('click', () => this.#context.send({ kind: 'open', type, id }));
    return element('li', {}, button);
  }

  #onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault();
      this.close();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const buttons = [...this.#items.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next = buttons[at + step];
    if (at === -1 || next === undefined) return;
    event.preventDefault();
    next.focus();
  }
}
