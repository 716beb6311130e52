import type { KnownPerson } from '../model/knownPerson.ts';

/** The people whose name or address has all words of a text; everyone for a text without words. */
export function peopleMatching(people: readonly KnownPerson[], text: string): readonly KnownPerson[] {
  const words = text
    .toLowerCase()
    .split(/[\s,;]+/u)
    .filter(Boolean);
  return people.filter(({ name, email = '' }) => {
    const searched = `${name} ${email}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  });
}
