import { filled, type FormWords } from '../../../src/protocol/formWords.ts';
import type { Chip } from '../../../src/protocol/peopleView.ts';
import { element, isolated } from '../element.ts';
import { icon } from '../icon.ts';

export function chipName(chip: Chip): string {
  return chip.state === 'known' ? chip.person.name : chip.typed;
}

/** One person as a chip: what stands of them is told by icon, words and colour. The listeners are the list's. */
export function chipElement(chip: Chip, words: FormWords): HTMLElement {
  const name = chipName(chip);
  const remove = element(
    'button',
    { type: 'button', class: 'remove', tabindex: '-1', 'aria-label': filled(words.removePerson, name) },
    icon('close'),
  );
  const kind = chip.state === 'known' ? chip.person.standing : chip.state;
  return element('li', { class: `chip ${kind}`, title: titleOf(chip) }, body(chip, words), remove);
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
  return icon(chip.state === 'ambiguous' ? 'question' : 'error');
}

function standing(chip: Chip, words: FormWords): string {
  if (chip.state === 'known') {
    const word = words[chip.person.standing];
    return chip.you === true ? `${word}, ${words.you}` : word;
  }
  return { resolving: words.resolving, ambiguous: words.ambiguous, unknown: words.unknownPerson }[chip.state];
}

function titleOf(chip: Chip): string | undefined {
  if (chip.state === 'known') return chip.person.email;
  return chip.state === 'unknown' ? chip.problem : undefined;
}
