import { element } from './element.ts';
import { icon } from './icon.ts';
import type { Icon } from './icon.ts';

/** A box that asks for attention: a heading that can take the focus, and below it what it is filled with. */
export class Panel {
  readonly element: HTMLElement;
  readonly #heading: HTMLElement;
  readonly #body = element('div', { class: 'panelBody' });

  constructor(name: string, kind: 'error' | 'warning', drawn: Icon) {
    const id = `${name}-heading`;
    this.#heading = element('h2', { id, tabindex: '-1' });
    this.element = element(
      'section',
      { class: `panel ${kind}`, id: name, 'aria-labelledby': id, hidden: true },
      icon(drawn),
      element('div', { class: 'panelText' }, this.#heading, this.#body),
    );
  }

  get open(): boolean {
    return !this.element.hidden;
  }

  show(heading: string, ...body: readonly (Node | string)[]): void {
    this.#heading.textContent = heading;
    this.#body.replaceChildren(...body);
    this.element.hidden = false;
  }

  hide(): void {
    this.element.hidden = true;
    this.#body.replaceChildren();
  }

  focus(): void {
    this.#heading.focus();
  }
}
