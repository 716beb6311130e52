import { directionOf, directions } from '../../src/model/interactionTypes.ts';
import type { DirectionId } from '../../src/model/interactionTypes.ts';
import type { SomeFormValues } from '../../src/protocol/formValues.ts';
import type { FormView } from '../../src/protocol/formView.ts';
import { choose, newRadioGroup } from '../toolkit.ts';
import type { RadioGroupPart } from '../toolkit.ts';
import { FieldFrame } from './fieldFrame.ts';
import type { FormContext, FormField } from './formPart.ts';

/** Sent or received: of chat messages only. */
export class DirectionField implements FormField {
  readonly place = 'direction';
  readonly element: HTMLElement;
  readonly #context: FormContext;
  readonly #frame: FieldFrame;
  readonly #choices: RadioGroupPart;
  #value: DirectionId | undefined;

  constructor(context: FormContext) {
    const { words } = context;
    this.#context = context;
    this.#choices = newRadioGroup([
      { value: String(directions.sent), label: words.sent },
      { value: String(directions.received), label: words.received },
    ]);
    this.#choices.setAttribute('aria-labelledby', 'direction-label');
    this.#choices.addEventListener('change', () => this.#choose(this.#choices.value));
    this.#frame = new FieldFrame({ place: 'direction', label: words.direction, words }, this.#choices);
    this.element = this.#frame.element;
  }

  fill({ direction }: SomeFormValues): void {
    if (direction === undefined) return;
    this.#value = direction;
    choose(this.#choices, String(direction));
  }

  values(): SomeFormValues {
    return this.#value === undefined ? {} : { direction: this.#value };
  }

  draw(view: FormView): void {
    this.element.hidden = !view.hasDirection;
    this.#frame.describe(this.#choices);
    this.#frame.draw(view);
  }

  hold(held: boolean): void {
    this.#choices.disabled = held;
  }

  focus(): void {
    this.#choices.querySelector<HTMLElement>(`[value="${this.#value ?? directions.sent}"]`)?.focus();
  }

  #choose(value: string): void {
    const direction = directionOf(Number(value));
    if (direction === undefined || direction === this.#value) return;
    this.#value = direction;
    this.#context.edits.change({ direction });
    this.#context.edits.flush();
  }
}
