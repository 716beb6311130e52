import type { Chip } from '../../../src/protocol/formView.ts';
import { filled } from '../../../src/protocol/formWords.ts';
import { newLink } from '../../toolkit.ts';
import { drawnOnce } from '../drawnOnce.ts';
import { element } from '../element.ts';
import type { FormContext } from '../formPart.ts';
import { icon } from '../icon.ts';

/** How many people are not looked up before somebody says so, and the way to say it. */
export class WaitingPeople {
  readonly element = element('ul', { class: 'lines', role: 'list' });
  readonly #context: FormContext;
  readonly #drawCount = drawnOnce((count: number) => this.#renew(count));

  constructor(context: FormContext) {
    this.#context = context;
  }

  draw(chips: readonly Chip[]): void {
    this.#drawCount(chips.filter(({ state }) => state === 'waiting').length);
  }

  #renew(count: number): void {
    const { words, send } = this.#context;
    if (count === 0) {
      this.element.replaceChildren();
      return;
    }
    const link = newLink(words.lookUpNow, () => send({ kind: 'lookUpPeople' }));
    const note = element('span', {}, filled(words.waitingNote, count), ' ', link);
    this.element.replaceChildren(element('li', { class: 'line' }, icon('info'), note));
  }
}
