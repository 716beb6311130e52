import { bounds } from '../../src/protocol/bounds.ts';
import type { PageState } from '../../src/protocol/messageToPage.ts';
import { controlOf } from '../toolkit.ts';

/** Where the user is, to be brought back there when the page was hidden or reloaded. */
export function placeOfUser(draft: string, query: string): PageState {
  const focus = document.activeElement?.closest<HTMLElement>('.field, .panel, .footer [id]')?.id;
  return {
    draft,
    scroll: window.scrollY,
    query: query.slice(0, bounds.query),
    ...(focus === undefined ? {} : { focus }),
    ...selectionNow(),
  };
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
