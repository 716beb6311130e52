import type { FormPlace, SomeFormValues } from '../../src/protocol/formValues.ts';
import type { FormView } from '../../src/protocol/formView.ts';
import type { FormWords } from '../../src/protocol/formWords.ts';
import type { MessageToHost } from '../../src/protocol/messageToHost.ts';
import type { Edits } from './edits.ts';

/** What the parts of the form are made with. */
export interface FormContext {
  readonly words: FormWords;
  readonly edits: Edits;
  readonly send: (message: MessageToHost) => void;
  /** Says something to a screen reader, when it has finished its sentence. */
  readonly announce: (sentence: string) => void;
}

export interface FormPart {
  readonly element: HTMLElement;
  draw(view: FormView): void;
}

/** A part that is typed into. */
export interface FormField extends FormPart {
  readonly place: FormPlace;
  /** Shows values that the host has set. */
  fill(values: SomeFormValues): void;
  /** What stands in it. */
  values(): SomeFormValues;
  /** While a save runs nothing can be changed, but all of it read. */
  hold(held: boolean): void;
  focus(): void;
}
