import { interactionTypes, loggableTypeIds } from '../../src/model/interactionTypes.ts';
import type { LoggableTypeId } from '../../src/model/interactionTypes.ts';
import type { SomeFormValues } from '../../src/protocol/formValues.ts';
import type { FormView } from '../../src/protocol/formView.ts';
import type { FormWords } from '../../src/protocol/formWords.ts';
import { choose, newRadioGroup } from '../toolkit.ts';
import type { RadioGroupPart } from '../toolkit.ts';
import { drawnOnce } from './drawnOnce.ts';
import { element } from './element.ts';
import { FieldFrame } from './fieldFrame.ts';
import type { FormContext, FormField } from './formPart.ts';
import { icon } from './icon.ts';
import type { Icon } from './icon.ts';
import { newTip } from './tip.ts';

const icons: Record<LoggableTypeId, Icon> = {
  [interactionTypes.meeting.id]: 'meeting',
  [interactionTypes.call.id]: 'call',
  [interactionTypes.chatMessage.id]: 'chatMessage',
};

function typeWord(type: LoggableTypeId, words: FormWords): string {
  return { 0: words.meeting, 1: words.call, 2: words.chatMessage }[type];
}

export function typeIcon(type: LoggableTypeId): SVGSVGElement {
  return icon(icons[type]);
}

/** Meeting, call or chat message; of an interaction that exists, its type and why it stays. */
export class TypeField implements FormField {
  readonly place = 'type';
  readonly element: HTMLElement;
  readonly #context: FormContext;
  readonly #frame: FieldFrame;
  readonly #choices: RadioGroupPart;
  readonly #offer: HTMLElement;
  readonly #locked = element('p', { class: 'fixed type' });
  readonly #drawLocked = drawnOnce((part: { reason: string | undefined; type: LoggableTypeId }) =>
    this.#lock(part),
  );
  #value: LoggableTypeId = 0;

  constructor(context: FormContext) {
    const { words } = context;
    this.#context = context;
    this.#choices = newRadioGroup(
      loggableTypeIds.map((type) => ({ value: String(type), label: typeWord(type, words) })),
    );
    this.#choices.setAttribute('aria-labelledby', 'type-label');
    this.#choices.addEventListener('change', () => this.#choose(Number(this.#choices.value)));
    this.#offer = element(
      'div',
      { class: 'choices' },
      this.#choices,
      element('span', { class: 'notOffered' }, words.email),
      newTip(words.emailReasonLabel, words.emailReason),
    );
    this.#frame = new FieldFrame({ place: 'type', label: words.type, words }, this.#offer, this.#locked);
    this.element = this.#frame.element;
  }

  fill({ type }: SomeFormValues): void {
    if (type === undefined) return;
    this.#value = type;
    choose(this.#choices, String(type));
  }

  values(): SomeFormValues {
    return { type: this.#value };
  }

  draw(view: FormView): void {
    this.#frame.describe(this.#choices);
    this.#frame.draw(view);
    this.#drawLocked({ reason: view.typeLocked, type: this.#value });
  }

  hold(held: boolean): void {
    this.#choices.disabled = held;
  }

  focus(): void {
    const chosen = this.#choices.querySelector<HTMLElement>(`[value="${this.#value}"]`);
    chosen?.focus();
  }

  #choose(value: number): void {
    const type = loggableTypeIds.find((one) => one === value);
    // The group also tells of values that the program has set.
    if (type === undefined || type === this.#value) return;
    this.#value = type;
    this.#context.edits.change({ type });
    this.#context.edits.flush();
  }

  #lock({ reason, type }: { reason: string | undefined; type: LoggableTypeId }): void {
    this.#offer.hidden = reason !== undefined;
    this.#locked.hidden = reason === undefined;
    const why = element('span', { class: 'why' }, icon('lock'), element('span', {}, reason ?? ''));
    const what = element('span', {}, typeIcon(type), typeWord(type, this.#context.words));
    this.#locked.replaceChildren(what, why);
  }
}
