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
