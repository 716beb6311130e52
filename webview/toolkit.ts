// The parts of @vscode/webview-ui-toolkit, which its makers have archived: whoever replaces it changes this file and
// registerToolkit.ts. They can be made, and given values, before the toolkit is loaded; what a part keeps inside, its real
// input in a shadow root, is there only then, and is asked for by `controlOf`. Its tag and progress ring are left alone:
// they have style attributes, which the policy of the page forbids.

export function isToolkitLoaded(): boolean {
  return customElements.get('vscode-text-area') !== undefined;
}

/** A part that is typed into. Fires `input`. */
export interface TextPart extends HTMLElement {
  value: string;
  readOnly: boolean;
}

/** Radios in a row. Fires `change`, also when `value` is set by the program. */
export interface RadioGroupPart extends HTMLElement {
  value: string;
  disabled: boolean;
}

export function newButton(
  label: string,
  appearance: 'primary' | 'secondary',
  ...before: Node[]
): HTMLElement {
  const button = document.createElement('vscode-button');
  button.setAttribute('appearance', appearance);
  for (const node of before) if (node instanceof Element) node.setAttribute('slot', 'start');
  button.append(...before, label);
  return button;
}

/** A link that does something here; it leads nowhere. */
export function newLink(label: string, act: () => void): HTMLElement {
  const link = document.createElement('vscode-link');
  link.setAttribute('href', '#');
  link.append(label);
  link.addEventListener('click', (event) => {
    event.preventDefault();
    act();
  });
  return link;
}

export function newTextField(placeholder: string, maxLength: number): TextPart {
  const field = document.createElement('vscode-text-field') as unknown as TextPart;
  field.setAttribute('placeholder', placeholder);
  field.setAttribute('maxlength', String(maxLength));
  field.setAttribute('tabindex', '0');
  return field;
}

export function newTextArea(rows: number): TextPart {
  const area = document.createElement('vscode-text-area') as unknown as TextPart;
  area.setAttribute('rows', String(rows));
  area.setAttribute('resize', 'vertical');
  area.setAttribute('tabindex', '0');
  return area;
}

export function newRadioGroup(choices: readonly { value: string; label: string }[]): RadioGroupPart {
  const group = document.createElement('vscode-radio-group') as unknown as RadioGroupPart;
  for (const { value, label } of choices) {
    const radio = document.createElement('vscode-radio');
    radio.setAttribute('value', value);
    // Both are the toolkit's as well; with them it can take the focus, and be read out, before that is loaded.
    radio.setAttribute('role', 'radio');
    radio.setAttribute('tabindex', '-1');
    radio.append(label);
    group.append(radio);
  }
  return group;
}

/** Chooses one of the radios. */
export function choose(group: RadioGroupPart, chosen: string): void {
  group.value = chosen;
  for (const radio of group.children)
    radio.setAttribute('aria-checked', String(radio.getAttribute('value') === chosen));
}

/**
 * Names a part that is typed into. Once it is in the document, where the toolkit gives it a name of its own; and once more
 * when the toolkit is loaded. Until then the part itself can be reached and have the focus, and from then on its input.
 */
export function nameTextPart(part: TextPart, label: string): void {
  part.setAttribute('aria-label', label);
  const control = controlOf(part);
  if (control === undefined || !part.hasAttribute('tabindex')) return;
  const hasFocus = document.activeElement === part;
  part.removeAttribute('tabindex');
  // Not by the part's own `focus`, which does nothing where the part has it already.
  if (hasFocus) control.focus();
}

/** The input that a part keeps inside, or the element itself; of a part, none before the toolkit is loaded. */
export function controlOf(element: HTMLElement): HTMLElement | undefined {
  if (element.matches(':not(:defined)')) return undefined;
  return element.shadowRoot?.querySelector<HTMLElement>('input, textarea, button') ?? element;
}
