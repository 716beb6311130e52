import type { ToolInputs } from '../../tools/toolInputs.ts';
import type { Forms } from '../form/forms.ts';
import type { AccountSession } from '../session/accountSession.ts';

type Input = ToolInputs['affinity_draft_interaction'];

/** The forms that a tool opened, as long as they are open. */
export class OpenedForms {
  #forms: readonly { readonly id: string; readonly key: string }[] = [];

  /** The number of those that the user has not closed yet. */
  count(forms: Pick<Forms, 'isOpen'>): number {
    this.#forms = this.#forms.filter(({ id }) => forms.isOpen(id));
    return this.#forms.length;
  }

  /** A model that repeats a call gets the same form. */
  find(forms: Pick<Forms, 'isOpen'>, session: AccountSession, input: Input): string | undefined {
    this.count(forms);
    return this.#forms.find(({ key }) => key === keyOf(session, input))?.id;
  }

  add(session: AccountSession, input: Input, id: string): void {
    this.#forms = [...this.#forms, { id, key: keyOf(session, input) }];
  }
}

function keyOf({ name }: AccountSession, { type, text, date, people, direction, record }: Input): string {
  return JSON.stringify([name, type, text, date, people, direction, record?.kind, record?.id]);
}
