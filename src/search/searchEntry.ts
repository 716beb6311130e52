import type { TypeId } from '../model/interactionTypes.ts';
import { typeName } from '../model/interactionTypes.ts';
import { fullName } from '../model/namedPerson.ts';
import type { NamedPerson } from '../model/namedPerson.ts';
import { participants } from '../model/participants.ts';
import type { People } from '../model/participants.ts';
import { titleOf } from '../model/titleOf.ts';

/** An interaction as far as it can be found. */
export interface SearchEntry {
  readonly type: TypeId;
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly date: number;
  /** Records that it was read for, as `recordKey` writes them. */
  readonly records: readonly string[];
  /** Title or subject. */
  readonly title: string;
  /** Names on the first line, addresses on the second. */
  readonly people: string;
  /** Notes as readable text; undefined while they aren't read. */
  readonly text: string | undefined;
}

interface Searchable extends People<NamedPerson & { readonly id: number }> {
  readonly type: number;
  readonly id: number;
  readonly date: Date;
  readonly title?: string | undefined;
  readonly subject?: string | undefined;
  readonly attendees: readonly string[];
  readonly noteIds: readonly number[];
  readonly text?: string;
}

/** Undefined for a type that this version doesn't know. */
export function searchEntry(interaction: Searchable, records: readonly string[]): SearchEntry | undefined {
  const { type, id, date, attendees, noteIds } = interaction;
  if (typeName(type) === undefined) return undefined;
  const people = participants(interaction);
  const names = people.map((person) => fullName(person)).filter((name) => name !== '');
  const addresses = new Set([...people.flatMap(({ emails }) => emails), ...attendees]);
  return {
    type: type as TypeId,
    id,
    date: date.getTime(),
    records,
    title: titleOf(interaction),
    people: `${names.join(', ')}\n${[...addresses].join(' ')}`,
    text: interaction.text ?? (noteIds.length === 0 ? '' : undefined),
  };
}
