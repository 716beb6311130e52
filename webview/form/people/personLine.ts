import type { KnownPerson } from '../../../src/model/knownPerson.ts';
import type { FormWords } from '../../../src/protocol/formWords.ts';
import { element, isolated } from '../element.ts';
import { icon } from '../icon.ts';

/** A person in a list to choose from: icon, name, address, and in words whether a colleague or from outside. */
export function personLine({ name, email, standing }: KnownPerson, words: FormWords): readonly Node[] {
  const who = element('span', { class: 'who' }, isolated(name));
  if (email !== undefined && email !== name)
    who.append(' ', element('span', { class: 'address' }, isolated(email)));
  return [icon(standing), who, element('span', { class: 'standing' }, words[standing])];
}
