import type { FormView } from '../../src/protocol/formView.ts';
import { newButton } from '../toolkit.ts';
import { drawnOnce } from './drawnOnce.ts';
import { element } from './element.ts';
import type { FormContext, FormPart } from './formPart.ts';
import { Panel } from './panel.ts';

/** A save without an answer: it may be there, so it is looked for before it is sent again. */
export class UnknownPanel implements FormPart {
  readonly element: HTMLElement;
  readonly #panel = new Panel('unknown', 'warning', 'question');
  readonly #context: FormContext;
  readonly #sendAgain: () => void;
  readonly #drawSentence = drawnOnce((sentence: FormView['unknownOutcome']) => this.#renew(sentence));

  constructor(context: FormContext, sendAgain: () => void) {
    this.#context = context;
    this.#sendAgain = sendAgain;
    this.element = this.#panel.element;
  }

  draw({ unknownOutcome }: FormView): void {
    this.#drawSentence(unknownOutcome);
  }

  focus(): void {
    this.#panel.focus();
  }

  #renew(sentence: string | undefined): void {
    if (sentence === undefined) {
      this.#panel.hide();
      return;
    }
    const { words, send } = this.#context;
    const check = newButton(words.checkOutcome, 'primary');
    check.addEventListener('click', () => send({ kind: 'checkOutcome' }));
    const again = newButton(words.sendAgain, 'secondary');
    again.addEventListener('click', () => this.#sendAgain());
    this.#panel.show(
      words.unknownHeading,
      element('p', {}, sentence),
      element('div', { class: 'buttons' }, check, again),
    );
  }
}
