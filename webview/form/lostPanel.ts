import { element } from './element.ts';
import type { FormContext, FormPart } from './formPart.ts';
import { Panel } from './panel.ts';

/** The host is gone: nothing that is typed here would be kept. */
export class LostPanel implements FormPart {
  readonly element: HTMLElement;
  readonly #panel = new Panel('lost', 'warning', 'warning');
  readonly #context: FormContext;

  constructor(context: FormContext) {
    this.#context = context;
    this.element = this.#panel.element;
  }

  get open(): boolean {
    return this.#panel.open;
  }

  draw(): void {
    // No view tells of it: there is none to be had.
  }

  show(isLost: boolean): void {
    const { words, announce } = this.#context;
    if (!isLost) return this.#panel.hide();
    this.#panel.show(words.lostHeading, element('p', {}, words.lost));
    announce(words.lost);
  }
}
