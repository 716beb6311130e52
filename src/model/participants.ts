import { isExternal } from './namedPerson.ts';

/** The people of an interaction, whichever of its fields they are in. */
export interface People<Person> {
  readonly persons: readonly Person[];
  readonly from?: Person | undefined;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
}

/** Everyone who takes part, each once, external people first. */
export function participants<Person extends { readonly id: number; readonly type?: number | undefined }>(
  interaction: People<Person>,
): readonly Person[] {
  const once = [...new Map(everyoneIn(interaction).map((person) => [person.id, person])).values()];
  return [...once.filter((person) => isExternal(person)), ...once.filter((person) => !isExternal(person))];
}

/** Those who took part, were written to or got a copy; a person can occur more than once. */
export function everyoneIn<Person>({ persons, from, to, cc }: People<Person>): readonly Person[] {
  return [...persons, ...(from ? [from] : []), ...to, ...cc];
}

export function involves(interaction: People<{ readonly id: number }>, personId: number): boolean {
  return everyoneIn(interaction).some(({ id }) => id === personId);
}
