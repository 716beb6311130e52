import type { RelationshipView } from '../../src/protocol/relationshipView.ts';
import { element, icon } from '../shared/element.ts';
import { newButton } from '../shared/newButton.ts';
import type { PageContext, PagePart } from './pagePart.ts';

type State = RelationshipView['coverage'];

/** How far the picture reaches, the progress of reading the rest, and what is missing. */
export class Coverage implements PagePart {
  readonly element: HTMLElement;
  readonly #context: PageContext;
  readonly #sentences = element('p', { class: 'quiet' });
  readonly #problem = element('p', { class: 'line warning', hidden: true });
  readonly #progress = element('span', { class: 'progress', hidden: true });
  readonly #progressText = element('span', {});
  readonly #stop: HTMLElement;
  readonly #read: HTMLElement;
  readonly #readLabel = document.createTextNode('');
  readonly #buttons: HTMLElement;
  #wasReading = false;

  constructor(context: PageContext) {
    this.#context = context;
    const { words, send } = context;
    this.#stop = newButton(words.stop, 'secondary', () => send({ kind: 'stop' }));
    this.#stop.id = 'stop';
    this.#read = newButton('', 'secondary', () => send({ kind: 'read' }));
    this.#read.id = 'read';
    this.#read.append(this.#readLabel);
    this.#progress.append(element('span', { class: 'spinner' }), this.#progressText);
    this.#buttons = element('div', { class: 'buttons' }, this.#progress, this.#stop, this.#read);
    this.element = element(
      'section',
      { class: 'coverage', id: 'coverage' },
      this.#problem,
      this.#sentences,
      this.#buttons,
    );
  }

  render({ coverage }: RelationshipView): void {
    const { sentences, progress, problem, read } = coverage;
    const hadFocus = this.#buttons.contains(document.activeElement);
    this.#sentences.textContent = sentences.join(' ');
    this.#problem.hidden = problem === undefined;
    if (problem !== undefined) this.#problem.replaceChildren(icon('warning'), element('span', {}, problem));
    this.#progress.hidden = progress === undefined;
    this.#progressText.textContent = progress ?? '';
    this.#stop.hidden = progress === undefined;
    this.#read.hidden = read === undefined;
    this.#readLabel.data = read ?? '';
    this.#buttons.hidden = progress === undefined && read === undefined;
    if (hadFocus) this.#keepFocus(coverage);
    this.#tellEnd(coverage);
  }

  /** The button that had the focus may be gone: Stop and Read take each other's place. */
  #keepFocus({ progress, read }: State): void {
    const [stop, readButton] = [this.#stop, this.#read];
    const next = progress === undefined ? (read === undefined ? undefined : readButton) : stop;
    if (next !== undefined && document.activeElement !== next) next.focus();
    else if (next === undefined)
      document.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]')?.focus();
  }

  /** The progress itself would be read out several times a second. */
  #tellEnd({ sentences, progress, problem }: State): void {
    const isReading = progress !== undefined;
    if (isReading && !this.#wasReading) this.#context.announce(progress);
    if (!isReading && this.#wasReading) this.#context.announce(problem ?? sentences.join(' '));
    this.#wasReading = isReading;
  }
}
