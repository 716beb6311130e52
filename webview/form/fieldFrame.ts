import type { FormPlace } from '../../src/protocol/formValues.ts';
import type { FormView } from '../../src/protocol/formView.ts';
import type { FormWords } from '../../src/protocol/formWords.ts';
import { controlOf } from '../toolkit.ts';
import { drawnOnce } from './drawnOnce.ts';
import { element, isolated, unseen } from './element.ts';
import { icon } from './icon.ts';

interface Line {
  readonly kind: 'error' | 'warning' | 'provenance';
  readonly sentence: string;
}

interface FrameParts {
  readonly place: FormPlace;
  readonly label: string;
  readonly hint?: string;
  /** At the other end of the label's line. */
  readonly aside?: HTMLElement;
  readonly words: FormWords;
}

/** What stands around the control of a field: its label, a hint, and below it errors, warnings and where it came from. */
export class FieldFrame {
  readonly element: HTMLElement;
  readonly label: HTMLElement;
  readonly #place: FormPlace;
  readonly #words: FormWords;
  readonly #hint: HTMLElement | undefined;
  readonly #lines: HTMLElement;
  readonly #drawLines = drawnOnce((lines: readonly Line[]) => this.#renew(lines));
  #controls: readonly HTMLElement[] = [];
  #local: readonly string[] = [];
  #last: FormView | undefined;

  constructor({ place, label, hint, aside, words }: FrameParts, ...body: readonly HTMLElement[]) {
    this.#place = place;
    this.#words = words;
    this.label = element('label', { class: 'label', id: `${place}-label` }, label);
    this.#hint = hint === undefined ? undefined : element('p', { class: 'hint', id: `${place}-hint` }, hint);
    this.#lines = element('ul', { class: 'lines', id: `${place}-lines`, role: 'list' });
    const labelRow = element('div', { class: 'labelRow' }, this.label);
    if (aside !== undefined) labelRow.append(aside);
    this.element = element('div', { class: 'field', id: `${place}-field` }, labelRow);
    if (this.#hint !== undefined) this.element.append(this.#hint);
    this.element.append(...body, this.#lines);
  }

  /** The elements that hint and lines describe: of the toolkit's parts, once it is loaded. */
  describe(...controls: readonly HTMLElement[]): void {
    this.#controls = controls.map(controlOf).filter((control) => control !== undefined);
    for (const control of this.#controls) this.#join(control);
  }

  draw(view: FormView, warnings: readonly string[] = []): void {
    this.#last = view;
    const here = ({ at }: { at: FormPlace }): boolean => at === this.#place;
    this.#drawLines([
      ...this.#local.map((sentence): Line => ({ kind: 'error', sentence })),
      ...view.problems.filter(here).map(({ sentence }): Line => ({ kind: 'error', sentence })),
      ...warnings.map((sentence): Line => ({ kind: 'warning', sentence })),
      ...view.provenance.filter(here).map(({ sentence }): Line => ({ kind: 'provenance', sentence })),
    ]);
  }

  /** Errors that the page finds itself, of what it cannot even send. */
  drawLocal(sentences: readonly string[]): void {
    this.#local = sentences;
    if (this.#last !== undefined) this.draw(this.#last);
  }

  #renew(lines: readonly Line[]): void {
    this.#lines.replaceChildren(...lines.map((line) => this.#line(line)));
    const wrong = lines.some(({ kind }) => kind === 'error');
    this.element.classList.toggle('wrong', wrong);
    for (const control of this.#controls) this.#mark(control);
  }

  #line({ kind, sentence }: Line): HTMLElement {
    const said = { error: this.#words.error, warning: this.#words.warning, provenance: undefined }[kind];
    const line = element('li', { class: `line ${kind}` }, icon(kind));
    if (said !== undefined) line.append(unseen(`${said}: `));
    line.append(isolated(sentence));
    return line;
  }

  #mark(control: HTMLElement): void {
    control.setAttribute('aria-invalid', String(this.element.classList.contains('wrong')));
  }

  #join(control: HTMLElement): void {
    this.#mark(control);
    const about = this.#hint === undefined ? [this.#lines] : [this.#hint, this.#lines];
    // Inside a shadow root an id of the page means nothing, but the elements themselves may be named.
    if (control.getRootNode() === document) {
      control.setAttribute('aria-describedby', about.map(({ id }) => id).join(' '));
    } else {
      control.ariaDescribedByElements = about;
    }
  }
}
