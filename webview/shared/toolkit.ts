// Elements of @vscode/webview-ui-toolkit, whose makers have archived it; to replace it, change this file and
// deferredSetup.ts. The elements can be created and given values before the toolkit is loaded, but their inner controls
// exist only afterwards, see `controlOf`. Its tag and progress ring are not used: the page's policy forbids their style
// attributes.

/** An element that takes text. Fires `input`. */
export interface TextElement extends HTMLElement {
  value: string;
  readOnly: boolean;
}

/** Radio buttons in a row. Fires `change`, also when code sets `value`. */
export interface RadioGroup extends HTMLElement {
  value: string;
  disabled: boolean;
}

export function isToolkitLoaded(): boolean {
  return customElements.get('vscode-text-area') !== undefined;
}

export function newButton(
  label: string,
  appearance: 'primary' | 'secondary',
  onClick: () => void,
): HTMLElement {
  const button = document.createElement('vscode-button');
  button.setAttribute('appearance', appearance);
  button.append(label);
  button.addEventListener('click', onClick);
  return button;
}

/** A link that acts on the page and has no target. */
export function newLink(label: string, onClick: () => void): HTMLElement {
  const link = document.createElement('vscode-link');
  link.setAttribute('href', '#');
  link.append(label);
  link.addEventListener('click', (event) => {
    event.preventDefault();
    onClick();
  });
  return link;
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

export function newRadioGroup(choices: readonly { value: string; label: string }[]): RadioGroup {
  const group = document.createElement('vscode-radio-group') as unknown as RadioGroup;
  for (const { value, label } of choices) {
    const radio = document.createElement('vscode-radio');
    radio.setAttribute('value', value);
    // The toolkit sets both too. Set here, the radio can take the focus and be read out before that.
    radio.setAttribute('role', 'radio');
    radio.setAttribute('tabindex', '-1');
    radio.append(label);
    group.append(radio);
  }
  return group;
}

export function checkRadio(group: RadioGroup, checked: string): void {
  group.value = checked;
  for (const radio of group.children)
    radio.setAttribute('aria-checked', String(radio.getAttribute('value') === checked));
}

/** Sets the attribute too, which the toolkit does a moment later: a radio button that has it can't take the focus. */
export function disableRadios(group: RadioGroup, isDisabled: boolean): void {
  group.disabled = isDisabled;
  for (const radio of group.children) radio.toggleAttribute('disabled', isDisabled);
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
