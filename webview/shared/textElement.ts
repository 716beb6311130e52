/** An element that takes text. Fires `input`. */
export interface TextElement extends HTMLElement {
  value: string;
  readOnly: boolean;
}

export function newTextField(placeholder: string, maxLength: number): TextElement {
  const field = document.createElement('vscode-text-field') as unknown as TextElement;
  field.setAttribute('placeholder', placeholder);
  field.setAttribute('maxlength', String(maxLength));
  field.setAttribute('tabindex', '0');
  return field;
}

export function newTextArea(rows: number): TextElement {
  const area = document.createElement('vscode-text-area') as unknown as TextElement;
  area.setAttribute('rows', String(rows));
  area.setAttribute('resize', 'vertical');
  area.setAttribute('tabindex', '0');
  return area;
}

/**
 * Labels an element that takes text. Call it when the element is in the document, and again when the toolkit is loaded:
 * until then the element itself is the tab stop, and afterwards its inner control.
 */
export function labelTextElement(textElement: TextElement, label: string): void {
  textElement.setAttribute('aria-label', label);
  const control = controlOf(textElement);
  if (control === undefined || !textElement.hasAttribute('tabindex')) return;
  const hasFocus = document.activeElement === textElement;
  textElement.removeAttribute('tabindex');
  // The element's own `focus` does nothing when it has the focus already.
  if (hasFocus) control.focus();
}

/** The control inside a toolkit element, undefined before the toolkit is loaded; any other element itself. */
export function controlOf(outer: HTMLElement): HTMLElement | undefined {
  if (outer.matches(':not(:defined)')) return undefined;
  return outer.shadowRoot?.querySelector<HTMLElement>('input, textarea, button') ?? outer;
}
