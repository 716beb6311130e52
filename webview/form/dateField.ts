import { bounds } from '../../src/protocol/bounds.ts';
import type { SomeFormValues } from '../../src/protocol/formValues.ts';
import type { FormView } from '../../src/protocol/formView.ts';
import { nameTextPart, newTextField } from '../toolkit.ts';
import type { TextPart } from '../toolkit.ts';
import { drawnOnce } from './drawnOnce.ts';
import { element } from './element.ts';
import { FieldFrame } from './fieldFrame.ts';
import type { FormContext, FormField } from './formPart.ts';

type Reading = FormView['date']['reading'];

/** Free text, the browser's own picker beside it, and below what the host makes of it on both clocks. */
export class DateField implements FormField {
  readonly place = 'date';
  readonly element: HTMLElement;
  readonly #context: FormContext;
  readonly #frame: FieldFrame;
  readonly #text: TextPart;
  readonly #picker: HTMLInputElement;
  readonly #clocks = element('dl', { class: 'clocks', 'aria-live': 'polite' });
  #reading: Reading;
  readonly #drawReading = drawnOnce((reading: Reading) => this.#read(reading));

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
    this.#picker.addEventListener('input', () => this.#pick());
    this.#picker.addEventListener('blur', () => this.#dropHalf());
    const row = element('div', { class: 'dateRow' }, this.#text, this.#picker);
    this.#frame = new FieldFrame(
      { place: 'date', label: words.date, hint: words.dateHint, words },
      row,
      this.#clocks,
    );
    this.#frame.label.addEventListener('click', () => this.focus());
    this.element = this.#frame.element;
  }

  fill({ date }: SomeFormValues): void {
    if (date !== undefined) this.#text.value = date;
  }

  /** An input method may go beyond the bound for as long as it composes, and no message may. */
  values(): SomeFormValues {
    return { date: this.#text.value.slice(0, bounds.dateText) };
  }

  draw(view: FormView): void {
    this.#frame.describe(this.#text, this.#picker);
    this.#frame.draw(view, view.date.warnings);
    nameTextPart(this.#text, this.#context.words.date);
    this.#drawReading(view.date.reading);
  }

  hold(held: boolean): void {
    this.#text.readOnly = held;
    this.#picker.readOnly = held;
  }

  focus(): void {
    this.#text.focus();
  }

  /** The picker writes into the text, which alone is sent: there is one date, not two. Half a date picked is none. */
  #pick(): void {
    if (this.#picker.value === '') return;
    this.#text.value = this.#picker.value.replace('T', ' ');
    this.#context.edits.change(this.values());
  }

  /** Half a date that is left is none, and not to be seen beside a text that says another. */
  #dropHalf(): void {
    if (this.#picker.value === '') this.#picker.value = this.#reading?.picker ?? '';
  }

  #read(reading: Reading): void {
    this.#reading = reading;
    // Whoever is picking sees the result there already, and would lose the place in it.
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
