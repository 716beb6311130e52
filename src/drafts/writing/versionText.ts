import type { KnownPerson } from '../../model/knownPerson.ts';
import type { UpdateBase } from '../model/draft.ts';

export interface VersionWords {
  when(instant: Date): string;
  person(person: KnownPerson): string;
  direction(direction: 0 | 1): string;
}

/** One version of an interaction as plain text, line by line, so that the editor's diff shows what differs. */
export function versionText(version: UpdateBase, words: VersionWords): string {
  const people = version.people.map((person) => words.person(person)).toSorted((a, b) => a.localeCompare(b));
  const head = [
    words.when(new Date(version.date)),
    ...(version.direction === undefined ? [] : [words.direction(version.direction)]),
    ...people,
  ];
  return `${[...head, '', version.text ?? ''].join('\n').trimEnd()}\n`;
}
