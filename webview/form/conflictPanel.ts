import type { FormView } from '../../src/protocol/formView.ts';
import { newButton } from '../toolkit.ts';
import { drawnOnce } from './drawnOnce.ts';
import { element, isolated } from './element.ts';
import type { FormContext, FormPart } from './formPart.ts';
import { Panel } from './panel.ts';

type Conflict = FormView['conflict'];

interface ConflictActions {
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}

/** The interaction was changed behind the form's back: what differs, and whose stands. */
export class ConflictPanel implements FormPart {
  readonly element: HTMLElement;
  readonly #panel = new Panel('conflict', 'warning', 'warning');
  readonly #context: FormContext;
  readonly #actions: ConflictActions;
  readonly #drawConflict = drawnOnce((conflict: Conflict) => this.#renew(conflict));

  constructor(context: FormContext, actions: ConflictActions) {
    this.#context = context;
    this.#actions = actions;
    this.element = this.#panel.element;
  }

  draw({ conflict }: FormView): void {
    this.#drawConflict(conflict);
  }

  focus(): void {
    this.#panel.focus();
  }

  #renew(conflict: Conflict): void {
    if (conflict === undefined) {
      this.#panel.hide();
      return;
    }
    const { words } = this.#context;
    this.#panel.show(
      words.conflictHeading,
      element('p', {}, conflict.sentence),
      ...conflict.changes.map((change) => this.#change(change)),
      element('div', { class: 'buttons' }, ...this.#buttons()),
    );
  }

  #change({ at, theirs, mine }: NonNullable<Conflict>['changes'][number]): HTMLElement {
    const { words } = this.#context;
    const sides = [
      [words.theirs, theirs],
      [words.mine, mine],
    ] as const;
    const list = element('dl', { class: 'sides' });
    for (const [side, value] of sides) {
      list.append(element('div', {}, element('dt', {}, side), element('dd', {}, isolated(value))));
    }
    const name = at === 'form' ? [] : [element('h3', {}, words[at])];
    return element('div', { class: 'change' }, ...name, list);
  }

  #buttons(): readonly HTMLElement[] {
    const { words, send } = this.#context;
    const { keepMine, takeTheirs } = this.#actions;
    const show = newButton(words.showDifference, 'primary');
    show.addEventListener('click', () => send({ kind: 'showDifference' }));
    const mine = newButton(words.keepMine, 'secondary');
    mine.addEventListener('click', keepMine);
    const theirs = newButton(words.takeTheirs, 'secondary');
    theirs.addEventListener('click', takeTheirs);
    return [show, mine, theirs];
  }
}
