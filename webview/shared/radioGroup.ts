/** Radio buttons in a row. Fires `change`, also when code sets `value`. */
export interface RadioGroup extends HTMLElement {
  value: string;
  disabled: boolean;
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
