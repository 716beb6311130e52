import { characterCount } from '../../src/model/displayText.ts';
import { bounds } from '../../src/protocol/bounds.ts';
import type { SomeFormValues } from '../../src/protocol/formValues.ts';
import type { FormView } from '../../src/protocol/formView.ts';
import { filled } from '../../src/protocol/formWords.ts';
import { controlOf, nameTextPart, newTextArea } from '../toolkit.ts';
import type { TextPart } from '../toolkit.ts';
import { element } from './element.ts';
import { FieldFrame } from './fieldFrame.ts';
import type { FormContext, FormField } from './formPart.ts';
import { icon } from './icon.ts';

/** Beyond it the browser takes seconds to find out which way each line of a text reads. */
const AUTO_DIRECTION_MAX = 100_000;

/** The text of the interaction and its length; locked, with the reason, where the service could not save it. */
export class TextField implements FormField {
  readonly place = 'text';
  readonly element: HTMLElement;
  readonly #context: FormContext;
  readonly #frame: FieldFrame;
  readonly #area: TextPart;
  readonly #why = element('p', { class: 'fixed' });
  readonly #counted = document.createTextNode('');
  readonly #count = element('p', { class: 'count', id: 'text-count' }, this.#counted);
  readonly #numbers = new Intl.NumberFormat(document.documentElement.lang);
  #limit = 0;
  #locked = false;
  #held = false;

  constructor(context: FormContext) {
    const { words } = context;
    this.#context = context;
    this.#area = newTextArea(10);
    this.#area.addEventListener('input', () => this.#typed());
    this.#area.addEventListener('beforeinput', ({ data }) => this.#direct(data?.length));
    this.#frame = new FieldFrame(
      { place: 'text', label: words.text, aside: this.#count, words },
      this.#why,
      this.#area,
    );
    this.#frame.label.addEventListener('click', () => this.focus());
    this.element = this.#frame.element;
  }

  /** Nothing may be sent while the text is beyond what can be kept. */
  get sendable(): boolean {
    return this.#area.value.length <= bounds.text;
  }

  fill({ text }: SomeFormValues): void {
    if (text === undefined) return;
    this.#area.value = text;
    this.#frame.drawLocal([]);
    this.#drawCount();
  }

  values(): SomeFormValues {
    return { text: this.#area.value };
  }

  draw(view: FormView): void {
    const { limit, locked } = view.text;
    this.#limit = limit;
    this.#locked = locked !== undefined;
    this.#why.hidden = !this.#locked;
    this.element.classList.toggle('locked', this.#locked);
    this.#why.replaceChildren(icon('lock'), element('span', {}, locked ?? ''));
    this.#apply();
    this.#drawCount();
    this.#frame.describe(this.#area);
    this.#frame.draw(view);
    nameTextPart(this.#area, this.#context.words.text);
  }

  hold(held: boolean): void {
    this.#held = held;
    this.#apply();
  }

  focus(): void {
    this.#area.focus();
  }

  #typed(): void {
    const { edits, words } = this.#context;
    this.#drawCount();
    if (this.sendable) {
      this.#frame.drawLocal([]);
      edits.change({ text: this.#area.value });
    } else {
      this.#frame.drawLocal([filled(words.textTooLongToKeep, this.#numbers.format(bounds.text))]);
      edits.withhold('text');
    }
  }

  #apply(): void {
    this.#area.readOnly = this.#held || this.#locked;
  }

  /** What is pasted is laid out before it is heard of, and has to be reckoned with before that. */
  #direct(added = 0): void {
    const isShort = this.#area.value.length + added <= AUTO_DIRECTION_MAX;
    controlOf(this.#area)?.setAttribute('dir', isShort ? 'auto' : '');
  }

  #drawCount(): void {
    const count = characterCount(this.#area.value);
    this.#direct();
    const [counted, limit] = [this.#numbers.format(count), this.#numbers.format(this.#limit)];
    // Another node, made while something is typed, would end what is taken back with it.
    this.#counted.data = filled(this.#context.words.textCount, counted, limit);
    this.#count.classList.toggle('over', count > this.#limit);
  }
}
