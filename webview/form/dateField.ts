import { bounds } from '../../src/protocol/bounds.ts';
import type { SomeFormValues } from '../../src/protocol/formValues.ts';
import type { FormView } from '../../src/protocol/formView.ts';
import { element, renderOnChange } from '../shared/element.ts';
import { labelTextElement, newTextField } from '../shared/textElement.ts';
import type { TextElement } from '../shared/textElement.ts';
import { FieldFrame } from './formField.ts';
import type { FormContext, FormField } from './formField.ts';

type Reading = FormView['date']['reading'];

/** Free text and the browser's date picker; below them, the host's reading in local time and UTC. */
export class DateField implements FormField {
  readonly place = 'date';
  readonly element: HTMLElement;
  readonly #context: FormContext;
  readonly #frame: FieldFrame;
  readonly #text: TextElement;
  readonly #picker: HTMLInputElement;
  readonly #clocks = element('dl', { class: 'clocks', 'aria-live': 'polite' });
  #reading: Reading;
  readonly #renderReading = renderOnChange((reading: Reading) => this.#replaceReading(reading));

  constructor(context: FormContext) {
    const { words } = context;
    this.#context = context;
    this.#text = newTextField(words.datePlaceholder, bounds.dateText);
    this.#picker = element('input', {
      type: 'datetime-local',
      class: 'picker',
      'aria-label': words.datePicker,
    });
    this.#text.addEventListener('input', () => context.edits.change(this.values()));
    this.#picker.addEventListener('input', () => this.#onPick());
    this.#picker.addEventListener('blur', () => this.#resetIncompletePick());
    this.#frame = new FieldFrame(
      { place: 'date', label: words.date, hint: words.dateHint, words },
      element('div', { class: 'dateRow' }, this.#text, this.#picker),
      this.#clocks,
    );
    this.#frame.label.addEventListener('click', () => this.focus());
    this.element = this.#frame.element;
  }

  setValues({ date }: SomeFormValues): void {
    if (date !== undefined) this.#text.value = date;
  }

  /** Cut, because an input method can exceed the field's `maxlength` while it composes. */
  values(): SomeFormValues {
    return { date: this.#text.value.slice(0, bounds.dateText) };
  }

  render(view: FormView): void {
    this.#frame.describe(this.#text, this.#picker);
    this.#frame.render(view, view.date.warnings);
    labelTextElement(this.#text, this.#context.words.date);
    this.#renderReading(view.date.reading);
  }

  setReadOnly(isReadOnly: boolean): void {
    this.#text.readOnly = isReadOnly;
    this.#picker.readOnly = isReadOnly;
  }

  focus(): void {
    this.#text.focus();
  }

  /** Copies a picked date into the text, which is the only value. The picker is empty while the date is incomplete. */
  #onPick(): void {
    if (this.#picker.value === '') return;
    this.#text.value = this.#picker.value.replace('T', ' ');
    this.#context.edits.change(this.values());
  }

  #resetIncompletePick(): void {
    if (this.#picker.value === '') this.#picker.value = this.#reading?.picker ?? '';
  }

  #replaceReading(reading: Reading): void {
    this.#reading = reading;
    // Setting the value would move the caret of a user who is picking.
    if (document.activeElement !== this.#picker) this.#picker.value = reading?.picker ?? '';
    const { words } = this.#context;
    this.#clocks.replaceChildren(
      ...(reading === undefined
        ? []
        : [...clock(words.localTime, reading.local), ...clock(words.utcTime, reading.utc)]),
    );
  }
}

function clock(name: string, time: string): readonly HTMLElement[] {
  return [element('dt', {}, name), element('dd', {}, time)];
}
