import { element, icon } from './element.ts';
import type { Icon } from './element.ts';

let tooltipCount = 0;

/** A bordered box with a heading that can take the focus. */
export class Panel {
  readonly element: HTMLElement;
  readonly #heading: HTMLElement;
  readonly #body = element('div', { class: 'panelBody' });

  constructor(id: string, kind: 'error' | 'warning', iconName: Icon) {
    const headingId = `${id}-heading`;
    this.#heading = element('h2', { id: headingId, tabindex: '-1' });
    this.element = element(
      'section',
      { class: `panel ${kind}`, id, 'aria-labelledby': headingId, hidden: true },
      icon(iconName),
      element('div', { class: 'panelText' }, this.#heading, this.#body),
    );
  }

  get isOpen(): boolean {
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

/** An info button with a tooltip, shown on hover and focus. Escape hides it without closing the page. */
export function newTooltip(label: string, text: string): HTMLElement {
  const id = `tooltip-${++tooltipCount}`;
  const button = element(
    'button',
    { type: 'button', class: 'tooltipButton', 'aria-label': label, 'aria-describedby': id },
    icon('info'),
  );
  const bubble = element('span', { class: 'bubble', role: 'tooltip', id }, text);
  const tooltip = element('span', { class: 'tooltip' }, button, bubble);
  const toggle = (isShown: boolean): void => {
    tooltip.classList.toggle('open', isShown);
    // On the document, because the focus may be elsewhere while the pointer rests here.
    if (isShown) document.addEventListener('keydown', hideOnEscape, true);
    else document.removeEventListener('keydown', hideOnEscape, true);
  };
  const hideOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    toggle(false);
  };
  button.addEventListener('focus', () => toggle(true));
  button.addEventListener('blur', () => toggle(false));
  tooltip.addEventListener('pointerenter', () => toggle(true));
  tooltip.addEventListener('pointerleave', () => toggle(false));
  button.addEventListener('click', () => toggle(true));
  return tooltip;
}
