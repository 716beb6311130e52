import { characterCount } from '../../src/model/displayText.ts';
import { bounds } from '../../src/protocol/bounds.ts';
import type { SomeFormValues } from '../../src/protocol/formValues.ts';
import type { FormView } from '../../src/protocol/formView.ts';
import { fillIn } from '../../src/protocol/formWords.ts';
import { element, icon } from '../shared/element.ts';
import { controlOf, labelTextElement, newTextArea } from '../shared/textElement.ts';
import type { TextElement } from '../shared/textElement.ts';
import { FieldFrame } from './formField.ts';
import type { FormContext, FormField } from './formField.ts';

/** Above it, Chromium takes seconds to detect the writing direction of each line. */
const MAX_AUTO_DIRECTION_LENGTH = 100_000;

/** The text of the interaction with its length; locked, with the reason, when it can't be changed. */
export class TextField implements FormField {
  readonly place = 'text';
  readonly element: HTMLElement;
  readonly #context: FormContext;
  readonly #frame: FieldFrame;
  readonly #area: TextElement;
  readonly #lockReason = element('p', { class: 'fixed' });
  readonly #countText = document.createTextNode('');
  readonly #count = element('p', { class: 'count', id: 'text-count' }, this.#countText);
  readonly #numberFormat = new Intl.NumberFormat(document.documentElement.lang);
  #warnAbove = 0;
  #limit = 0;
  #isLocked = false;
  #isReadOnly = false;

  constructor(context: FormContext) {
    const { words } = context;
    this.#context = context;
    this.#area = newTextArea(10);
    this.#area.addEventListener('input', () => this.#onInput());
    // Pasted text is laid out before the input event, so the direction has to be set before.
    this.#area.addEventListener('beforeinput', ({ data }) => this.#setDirection(data?.length));
    this.#frame = new FieldFrame(
      { place: 'text', label: words.text, aside: this.#count, words },
      this.#lockReason,
      this.#area,
    );
    this.#frame.label.addEventListener('click', () => this.focus());
    this.element = this.#frame.element;
  }

  /** False while the text is too long for a message. The form can't be saved then. */
  get canBeSent(): boolean {
    return this.#area.value.length <= bounds.text;
  }

  setValues({ text }: SomeFormValues): void {
    if (text === undefined) return;
    this.#area.value = text;
    this.#renderLength();
  }

  values(): SomeFormValues {
    return { text: this.#area.value };
  }

  render(view: FormView): void {
    const { warnAbove, limit, locked } = view.text;
    this.#warnAbove = warnAbove;
    this.#limit = limit;
    this.#isLocked = locked !== undefined;
    this.#lockReason.hidden = !this.#isLocked;
    this.element.classList.toggle('locked', this.#isLocked);
    this.#lockReason.replaceChildren(icon('lock'), element('span', {}, locked ?? ''));
    this.#applyReadOnly();
    this.#frame.describe(this.#area);
    this.#frame.render(view);
    this.#renderLength();
    labelTextElement(this.#area, this.#context.words.text);
  }

  setReadOnly(isReadOnly: boolean): void {
    this.#isReadOnly = isReadOnly;
    this.#applyReadOnly();
  }

  focus(): void {
    this.#area.focus();
  }

  #onInput(): void {
    const { edits } = this.#context;
    this.#renderLength();
    if (this.canBeSent) edits.change({ text: this.#area.value });
    else edits.withhold('text');
  }

  #applyReadOnly(): void {
    this.#area.readOnly = this.#isReadOnly || this.#isLocked;
  }

  #setDirection(addedLength = 0): void {
    const isShort = this.#area.value.length + addedLength <= MAX_AUTO_DIRECTION_LENGTH;
    controlOf(this.#area)?.setAttribute('dir', isShort ? 'auto' : '');
  }

  #renderLength(): void {
    const { words } = this.#context;
    const count = characterCount(this.#area.value);
    this.#setDirection();
    // Replacing the text node while the user types would end the browser's undo step.
    this.#countText.data = fillIn(words.textCount, this.#format(count), this.#format(this.#limit));
    this.#count.classList.toggle('over', count > this.#limit);
    if (!this.canBeSent)
      this.#frame.setLocalLine('error', fillIn(words.textTooLongToKeep, this.#format(bounds.text)));
    // The host reports a text above the limit.
    else if (count > this.#warnAbove && count <= this.#limit && !this.#isLocked)
      this.#frame.setLocalLine('warning', fillIn(words.textLong, this.#format(this.#warnAbove)));
    else this.#frame.setLocalLine('warning', undefined);
  }

  #format(count: number): string {
    return this.#numberFormat.format(count);
  }
}
