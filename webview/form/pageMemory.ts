import { BOUNDS } from '../../src/protocol/bounds.ts';
import { type PageState, readPageState } from '../../src/protocol/pageState.ts';
import { controlOf } from '../toolkit.ts';

interface StateStore {
  getState(): unknown;
  setState(state: unknown): void;
}

/** What the page must know of itself to be remembered. */
export interface Remembered {
  readonly draft: string;
  readonly query: string;
}

/** Keeps where the user was, through hiding and reloading, and brings the user back there. */
export class PageMemory {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  /** Of this draft only: another one in the same page begins at its top. */
  recall(draft: string): PageState | undefined {
    const read = readPageState(this.#store.getState());
    return read.ok && read.message.draft === draft ? read.message : undefined;
  }

  keep({ draft, query }: Remembered): void {
    const focus = document.activeElement?.closest<HTMLElement>('.field')?.id;
    const state: PageState = {
      draft,
      scroll: window.scrollY,
      query: query.slice(0, BOUNDS.query),
      ...(focus === undefined ? {} : { focus }),
      ...selectionNow(),
    };
    this.#store.setState(state);
  }
}

/** Sets the selection of a field that is typed into, once it has the focus. */
export function select([start, end]: readonly [number, number]): void {
  const control = focusedControl();
  if (isTyped(control)) control.setSelectionRange(start, end);
}

function selectionNow(): Pick<PageState, 'selection'> {
  const control = focusedControl();
  if (!isTyped(control) || control.selectionStart === null || control.selectionEnd === null) return {};
  return { selection: [control.selectionStart, control.selectionEnd] };
}

function focusedControl(): Element | undefined {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement ? controlOf(activeElement) : undefined;
}

function isTyped(control: Element | undefined): control is HTMLInputElement | HTMLTextAreaElement {
  // The picker has no selection, and throws when it is asked for one.
  if (control instanceof HTMLInputElement) return control.type === 'text';
  return control instanceof HTMLTextAreaElement;
}
