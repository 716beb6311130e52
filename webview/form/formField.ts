import type { FormPlace, SomeFormValues } from '../../src/protocol/formValues.ts';
import type { FormView } from '../../src/protocol/formView.ts';
import type { FormWords } from '../../src/protocol/formWords.ts';
import type { MessageToHost } from '../../src/protocol/messageToHost.ts';
import { element, icon, isolated, renderOnChange, visuallyHidden } from '../shared/element.ts';
import { controlOf } from '../shared/textElement.ts';
import type { Edits } from './edits.ts';

/** Services that all parts of the form use. */
export interface FormContext {
  readonly words: FormWords;
  readonly edits: Edits;
  readonly send: (message: MessageToHost) => void;
  /** Tells screen readers, once they have finished their sentence. */
  readonly announce: (sentence: string) => void;
}

export interface FormPart {
  readonly element: HTMLElement;
  render(view: FormView): void;
}

/** A part that the focus can return to. */
export interface FocusablePart extends FormPart {
  focus(): void;
}

/** A part that holds values. */
export interface FormField extends FocusablePart {
  readonly place: FormPlace;
  /** Takes over the field's own value, if it is among them. */
  setValues(values: SomeFormValues): void;
  values(): SomeFormValues;
  /** A read-only field can still be read and copied. */
  setReadOnly(isReadOnly: boolean): void;
}

interface Line {
  readonly kind: 'error' | 'warning' | 'provenance';
  readonly sentence: string;
}

interface FieldFrameOptions {
  readonly place: FormPlace;
  readonly label: string;
  readonly hint?: string;
  /** At the other end of the label's line. */
  readonly aside?: HTMLElement;
  /** Lines in the content that describe the control too. */
  readonly moreLines?: HTMLElement;
  readonly words: FormWords;
}

/** The frame around a field's control: label and hint above, errors, warnings and provenance below. */
export class FieldFrame {
  readonly element: HTMLElement;
  readonly label: HTMLElement;
  readonly #place: FormPlace;
  readonly #words: FormWords;
  /** Hint and lines, which are read out with the control. */
  readonly #descriptions: readonly HTMLElement[];
  readonly #lines: HTMLElement;
  readonly #renderLines = renderOnChange((lines: readonly Line[]) => this.#replaceLines(lines));
  #controls: readonly HTMLElement[] = [];
  #localLine: Line | undefined;
  #last: { readonly view: FormView; readonly warnings: readonly string[] } | undefined;

  constructor(
    { place, label, hint, aside, moreLines, words }: FieldFrameOptions,
    ...content: readonly HTMLElement[]
  ) {
    this.#place = place;
    this.#words = words;
    this.label = element('label', { class: 'label', id: `${place}-label` }, label);
    const hints = hint === undefined ? [] : [element('p', { class: 'hint', id: `${place}-hint` }, hint)];
    this.#lines = element('ul', { class: 'lines', id: `${place}-lines`, role: 'list' });
    const labelRow = element('div', { class: 'labelRow' }, this.label);
    if (aside !== undefined) labelRow.append(aside);
    this.#descriptions = [...hints, ...(moreLines === undefined ? [] : [moreLines]), this.#lines];
    this.element = element('div', { class: 'field', id: `${place}-field` }, labelRow, ...hints);
    this.element.append(...content, this.#lines);
  }

  /** Sets the controls that hint and lines describe. Call it again when the toolkit is loaded. */
  describe(...controls: readonly HTMLElement[]): void {
    this.#controls = controls.map(controlOf).filter((control) => control !== undefined);
    for (const control of this.#controls) this.#describeControl(control);
  }

  render(view: FormView, warnings: readonly string[] = []): void {
    this.#last = { view, warnings };
    const isHere = ({ at }: { at: FormPlace }): boolean => at === this.#place;
    const problems = view.problems.filter(isHere);
    this.#setInvalid(problems.length > 0 || this.#localLine?.kind === 'error');
    this.#renderLines([
      ...(this.#localLine === undefined ? [] : [this.#localLine]),
      ...problems
        .filter(({ repeatsChips }) => repeatsChips !== true)
        .map(({ sentence }): Line => ({ kind: 'error', sentence })),
      ...warnings.map((sentence): Line => ({ kind: 'warning', sentence })),
      ...view.provenance.filter(isHere).map(({ sentence }): Line => ({ kind: 'provenance', sentence })),
    ]);
  }

  /** Shows a problem that the page itself has found, or none when undefined. */
  setLocalLine(kind: 'error' | 'warning', sentence: string | undefined): void {
    this.#localLine = sentence === undefined ? undefined : { kind, sentence };
    if (this.#last !== undefined) this.render(this.#last.view, this.#last.warnings);
  }

  #setInvalid(isInvalid: boolean): void {
    this.element.classList.toggle('invalid', isInvalid);
    for (const control of this.#controls) this.#markControl(control);
  }

  #replaceLines(lines: readonly Line[]): void {
    this.#lines.replaceChildren(...lines.map((line) => this.#newLine(line)));
  }

  #newLine({ kind, sentence }: Line): HTMLElement {
    const label = { error: this.#words.error, warning: this.#words.warning, provenance: undefined }[kind];
    const line = element('li', { class: `line ${kind}` }, icon(kind));
    if (label !== undefined) line.append(visuallyHidden(`${label}: `));
    line.append(isolated(sentence));
    return line;
  }

  #markControl(control: HTMLElement): void {
    control.setAttribute('aria-invalid', String(this.element.classList.contains('invalid')));
  }

  #describeControl(control: HTMLElement): void {
    this.#markControl(control);
    // Ids of the page can't be referenced from a shadow root, but elements can.
    if (control.getRootNode() === document) {
      control.setAttribute('aria-describedby', this.#descriptions.map(({ id }) => id).join(' '));
    } else {
      control.ariaDescribedByElements = [...this.#descriptions];
    }
  }
}
