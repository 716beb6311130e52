import { oneLine } from '../../model/cleanText.ts';
import { noteOpening } from '../../model/noteOpening.ts';
import { firstAndMore, titleOrPeople } from '../../model/titleOf.ts';
import type { UpdateBase } from './draft.ts';

/** The title of an interaction that is edited, else its people, external ones first, and the first words of its note. */
export function titleOfBase({ title, people, text }: UpdateBase): string {
  const external = people.filter(({ standing }) => standing === 'external');
  const names = [...external, ...people.filter((person) => !external.includes(person))];
  return titleOrPeople(
    { title },
    firstAndMore(names.map(({ name }) => oneLine(name))),
    noteOpening(text ?? ''),
  );
}
