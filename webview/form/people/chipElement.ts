import type { Chip } from '../../../src/protocol/formView.ts';
import { filled } from '../../../src/protocol/formWords.ts';
import type { FormWords } from '../../../src/protocol/formWords.ts';
import { element, isolated, unseen } from '../element.ts';
import { icon } from '../icon.ts';

const signs = { waiting: 'account', ambiguous: 'question', unknown: 'error' } as const;

export function chipName(chip: Chip): string {
  return chip.state === 'known' ? chip.person.name : chip.typed;
}

/** One person as a chip: what stands of them is told by icon, words and colour. The listeners are the list's. */
export function chipElement(chip: Chip, words: FormWords): HTMLElement {
  const remove = element(
    'button',
    {
      type: 'button',
      class: 'remove',
      tabindex: '-1',
      'aria-label': filled(words.removePerson, chipName(chip)),
    },
    icon('close'),
  );
  const kind = chip.state === 'known' ? chip.person.standing : chip.state;
  const made = element('li', { class: `chip ${kind}` }, body(chip, words), remove);
  const more = moreOf(chip);
  if (more !== undefined) describe(made, remove, more, `about-${chip.key}`);
  return made;
}

/** For the mouse a title, and for a screen reader the same where the focus comes to. */
function describe(chip: HTMLElement, button: HTMLElement, more: string, id: string): void {
  chip.title = more;
  const told = unseen(more);
  told.id = id;
  // Told of the button only: the list has enough to say without it.
  told.setAttribute('aria-hidden', 'true');
  button.setAttribute('aria-describedby', id);
  chip.append(told);
}

function body(chip: Chip, words: FormWords): HTMLElement {
  const made =
    chip.state === 'ambiguous'
      ? element('button', { type: 'button', class: 'body choose', tabindex: '-1' })
      : element('span', { class: 'body' });
  const name = element('span', { class: 'name' }, isolated(chipName(chip)));
  made.append(sign(chip), name, ' ', element('span', { class: 'standing' }, standing(chip, words)));
  if (chip.state === 'ambiguous') made.append(icon('choose'));
  return made;
}

function sign(chip: Chip): Node {
  if (chip.state === 'resolving') return element('span', { class: 'spinner' });
  if (chip.state === 'known') return icon(chip.person.standing);
  return icon(signs[chip.state]);
}

function standing(chip: Chip, words: FormWords): string {
  if (chip.state === 'known') {
    const word = words[chip.person.standing];
    return chip.you === true ? `${word}, ${words.you}` : word;
  }
  return {
    waiting: words.waiting,
    resolving: words.resolving,
    ambiguous: words.ambiguous,
    unknown: words.unknownPerson,
  }[chip.state];
}

function moreOf(chip: Chip): string | undefined {
  if (chip.state === 'known') return chip.person.email;
  return chip.state === 'unknown' ? chip.problem : undefined;
}
