import { interactionTypes, loggableTypeIds, typeName } from '../../src/model/interactionTypes.ts';
import type { LoggableTypeId } from '../../src/model/interactionTypes.ts';
import type { SomeFormValues } from '../../src/protocol/formValues.ts';
import type { FormView } from '../../src/protocol/formView.ts';
import type { FormWords } from '../../src/protocol/formWords.ts';
import { element, icon, renderOnChange, typeIcon } from '../shared/element.ts';
import { newTooltip } from '../shared/panel.ts';
import { checkRadio, disableRadios, newRadioGroup } from '../shared/radioGroup.ts';
import type { RadioGroup } from '../shared/radioGroup.ts';
import { FieldFrame } from './formField.ts';
import type { FormContext, FormField } from './formField.ts';

/** The type can be chosen for a new interaction. For an existing one, the field shows why it can't be changed. */
export class TypeField implements FormField {
  readonly place = 'type';
  readonly element: HTMLElement;
  readonly #context: FormContext;
  readonly #frame: FieldFrame;
  readonly #radios: RadioGroup;
  readonly #choices: HTMLElement;
  readonly #locked = element('p', { class: 'fixed type' });
  readonly #renderLock = renderOnChange((lock: { reason: string | undefined; type: LoggableTypeId }) =>
    this.#replaceLock(lock),
  );
  #value: LoggableTypeId = interactionTypes.meeting.id;

  constructor(context: FormContext) {
    const { words } = context;
    this.#context = context;
    this.#radios = newRadioGroup(
      loggableTypeIds.map((type) => ({ value: String(type), label: typeWord(type, words) })),
    );
    this.#radios.setAttribute('aria-labelledby', 'type-label');
    this.#radios.addEventListener('change', () => this.#onChange(this.#radios.value));
    this.#choices = element(
      'div',
      { class: 'choices' },
      this.#radios,
      element('span', { class: 'notOffered' }, words.email),
      newTooltip(words.emailReasonLabel, words.emailReason),
    );
    this.#frame = new FieldFrame({ place: 'type', label: words.type, words }, this.#choices, this.#locked);
    this.element = this.#frame.element;
  }

  setValues({ type }: SomeFormValues): void {
    if (type === undefined) return;
    this.#value = type;
    checkRadio(this.#radios, String(type));
  }

  values(): SomeFormValues {
    return { type: this.#value };
  }

  render(view: FormView): void {
    this.#frame.describe(this.#radios);
    this.#frame.render(view);
    this.#renderLock({ reason: view.typeLocked, type: this.#value });
  }

  setReadOnly(isReadOnly: boolean): void {
    disableRadios(this.#radios, isReadOnly);
  }

  focus(): void {
    this.#radios.querySelector<HTMLElement>(`[value="${this.#value}"]`)?.focus();
  }

  #onChange(value: string): void {
    const type = loggableTypeIds.find((id) => String(id) === value);
    // The group fires for values that were set by code, too.
    if (type === undefined || type === this.#value) return;
    this.#value = type;
    this.#context.edits.change({ type });
    this.#context.edits.flush();
  }

  #replaceLock({ reason, type }: { reason: string | undefined; type: LoggableTypeId }): void {
    this.#choices.hidden = reason !== undefined;
    this.#locked.hidden = reason === undefined;
    this.#locked.replaceChildren(
      element('span', {}, typeIcon(type), typeWord(type, this.#context.words)),
      element('span', { class: 'why' }, icon('lock'), element('span', {}, reason ?? '')),
    );
  }
}

function typeWord(type: LoggableTypeId, words: FormWords): string {
  return words[typeName(type)];
}
