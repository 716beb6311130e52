import { controlOf } from './textElement.ts';

/** The user's place on a page, which is restored after the page was hidden or reloaded. */
export interface UserPlace {
  /** The id of the focused element, or of the part of the page around it. */
  readonly focus?: string;
  readonly selection?: [start: number, end: number];
  readonly scroll: number;
}

/** `parts` is a selector of the elements whose ids count as a place. */
export function userPlace(parts: string): UserPlace {
  const focus = document.activeElement?.closest<HTMLElement>(parts)?.id;
  return {
    scroll: window.scrollY,
    ...(focus === undefined ? {} : { focus }),
    ...currentSelection(),
  };
}

/** Selects text in the focused field, if text can be typed into it. */
export function restoreSelection([start, end]: readonly [number, number]): void {
  const control = focusedControl();
  if (isTextControl(control)) control.setSelectionRange(start, end);
}

function currentSelection(): Pick<UserPlace, 'selection'> {
  const control = focusedControl();
  if (!isTextControl(control) || control.selectionStart === null || control.selectionEnd === null) return {};
  return { selection: [control.selectionStart, control.selectionEnd] };
}

function focusedControl(): Element | undefined {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement ? controlOf(activeElement) : undefined;
}

function isTextControl(control: Element | undefined): control is HTMLInputElement | HTMLTextAreaElement {
  // A date picker has no selection and throws when it is asked for one.
  if (control instanceof HTMLInputElement) return control.type === 'text';
  return control instanceof HTMLTextAreaElement;
}

/**
 * Puts the focus back into a page that the editor restores: at once if the page has the focus, else when it gets it. A page
 * beside the active editor must not take the focus away from it.
 */
export function whenFocused(restore: () => void): void {
  const put = () => {
    if (document.activeElement === document.body) restore();
  };
  if (document.hasFocus()) put();
  else window.addEventListener('focus', put, { once: true });
}
