import { directions } from '../../src/model/interactionTypes.ts';
import type { DirectionId } from '../../src/model/interactionTypes.ts';
import type { SomeFormValues } from '../../src/protocol/formValues.ts';
import type { FormView } from '../../src/protocol/formView.ts';
import { checkRadio, disableRadios, newRadioGroup } from '../shared/radioGroup.ts';
import type { RadioGroup } from '../shared/radioGroup.ts';
import { FieldFrame } from './formField.ts';
import type { FormContext, FormField } from './formField.ts';

/** Sent or received; hidden for types without a direction. */
export class DirectionField implements FormField {
  readonly place = 'direction';
  readonly element: HTMLElement;
  readonly #context: FormContext;
  readonly #frame: FieldFrame;
  readonly #choices: RadioGroup;
  #value: DirectionId | undefined;

  constructor(context: FormContext) {
    const { words } = context;
    this.#context = context;
    this.#choices = newRadioGroup([
      { value: String(directions.sent), label: words.sent },
      { value: String(directions.received), label: words.received },
    ]);
    this.#choices.setAttribute('aria-labelledby', 'direction-label');
    this.#choices.addEventListener('change', () => this.#onChange(this.#choices.value));
    this.#frame = new FieldFrame({ place: 'direction', label: words.direction, words }, this.#choices);
    this.element = this.#frame.element;
  }

  setValues({ direction }: SomeFormValues): void {
    if (direction === undefined) return;
    this.#value = direction;
    checkRadio(this.#choices, String(direction));
  }

  values(): SomeFormValues {
    return this.#value === undefined ? {} : { direction: this.#value };
  }

  render(view: FormView): void {
    this.element.hidden = !view.hasDirection;
    this.#frame.describe(this.#choices);
    this.#frame.render(view);
  }

  setReadOnly(isReadOnly: boolean): void {
    disableRadios(this.#choices, isReadOnly);
  }

  focus(): void {
    this.#choices.querySelector<HTMLElement>(`[value="${this.#value ?? directions.sent}"]`)?.focus();
  }

  #onChange(value: string): void {
    const direction = Object.values(directions).find((one) => String(one) === value);
    if (direction === undefined || direction === this.#value) return;
    this.#value = direction;
    this.#context.edits.change({ direction });
    this.#context.edits.flush();
  }
}
