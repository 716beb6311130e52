import type { FormView, Neighbour } from '../../src/protocol/formView.ts';
import { newButton } from '../toolkit.ts';
import { drawnOnce } from './drawnOnce.ts';
import { element, isolated } from './element.ts';
import type { FormContext, FormPart } from './formPart.ts';
import { icon } from './icon.ts';
import { Panel } from './panel.ts';
import { typeIcon } from './typeField.ts';

type Neighbours = FormView['neighbours'];

/** Interactions like the new one, near its time: it may have been logged already. */
export class NeighboursPanel implements FormPart {
  readonly element: HTMLElement;
  readonly #panel = new Panel('neighbours', 'warning', 'warning');
  readonly #context: FormContext;
  readonly #logAnyway: () => void;
  readonly #drawNeighbours = drawnOnce((neighbours: Neighbours) => this.#renew(neighbours));

  constructor(context: FormContext, logAnyway: () => void) {
    this.#context = context;
    this.#logAnyway = logAnyway;
    this.element = this.#panel.element;
  }

  draw({ neighbours }: FormView): void {
    this.#drawNeighbours(neighbours);
  }

  focus(): void {
    this.#panel.focus();
  }

  #renew(neighbours: Neighbours): void {
    if (neighbours === undefined) {
      this.#panel.hide();
      return;
    }
    const { words } = this.#context;
    const anyway = newButton(words.logAnyway, 'secondary');
    anyway.addEventListener('click', () => this.#logAnyway());
    this.#panel.show(
      words.neighboursHeading,
      element('p', {}, neighbours.sentence),
      element('ul', { class: 'found' }, ...neighbours.items.map((item) => this.#item(item))),
      element('div', { class: 'buttons' }, anyway),
    );
  }

  #item({ type, id, title, when, people, sameTime }: Neighbour): HTMLElement {
    const { words, send } = this.#context;
    const edit = newButton(words.editThatOne, 'secondary');
    edit.setAttribute('aria-label', `${words.editThatOne}: ${title}, ${when}`);
    edit.addEventListener('click', () => send({ kind: 'editNeighbour', type, id }));
    const about = element(
      'div',
      { class: 'about' },
      element('p', { class: 'title' }, typeIcon(type), isolated(title)),
      element('p', { class: 'quiet' }, when, ' · ', isolated(people)),
    );
    if (sameTime) about.append(element('p', { class: 'line warning' }, icon('warning'), words.sameTime));
    return element('li', {}, about, edit);
  }
}
