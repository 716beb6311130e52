import { element } from './element.ts';
import { icon } from './icon.ts';

let COUNT = 0;

/** A small button that tells more while it has the pointer or the focus. Esc hides it and goes no further. */
export function newTip(label: string, text: string): HTMLElement {
  const id = `tip-${++COUNT}`;
  const button = element(
    'button',
    { type: 'button', class: 'tipButton', 'aria-label': label, 'aria-describedby': id },
    icon('info'),
  );
  const bubble = element('span', { class: 'bubble', role: 'tooltip', id }, text);
  const tip = element('span', { class: 'tip' }, button, bubble);
  const show = (shown: boolean): void => {
    tip.classList.toggle('open', shown);
    // Whatever has the focus: the pointer may rest here while somebody types elsewhere.
    if (shown) document.addEventListener('keydown', pressed, true);
    else document.removeEventListener('keydown', pressed, true);
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    show(false);
  };
  button.addEventListener('focus', () => show(true));
  button.addEventListener('blur', () => show(false));
  tip.addEventListener('pointerenter', () => show(true));
  tip.addEventListener('pointerleave', () => show(false));
  button.addEventListener('click', () => show(true));
  return tip;
}
