import type { Interaction } from '../../affinity/index.ts';
import { toKnownPerson } from '../../directory/toKnownPerson.ts';
import type { NoteTarget } from '../../drafts/writing/noteClient.ts';
import { canBeLogged } from '../../model/interactionTypes.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { participants } from '../../model/participants.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import { titleOf } from '../../model/titleOf.ts';
import type { WeekItem } from '../../week/weekItem.ts';

/** An interaction that gets a note, as its row or document shows it. */
export interface NotedInteraction extends NoteTarget {
  /** Empty without one. */
  readonly title: string;
  readonly people: readonly KnownPerson[];
  /** The record whose row it was opened from. */
  readonly record?: RecordRef | undefined;
}

/** Undefined for an email, which takes no notes. */
export function notedInteraction(interaction: Interaction, record?: RecordRef): NotedInteraction | undefined {
  const { type, id, date, startTime, noteIds } = interaction;
  if (!canBeLogged(type)) return undefined;
  return {
    type,
    id,
    title: titleOf(interaction),
    date: startTime ?? date,
    people: participants(interaction).map((person) => toKnownPerson(person)),
    parentId: noteIds[0],
    record,
  };
}

/** An item of My Week. Its id is that of V2, and its notes are not known. */
export function notedWeekItem(item: WeekItem): NotedInteraction | undefined {
  const { type, id, title, start } = item;
  if (!canBeLogged(type)) return undefined;
  return { type, id, title, date: start, people: knownPeopleOf(item), isFromV2: true };
}

/** Those whom Affinity has as persons. */
export function knownPeopleOf({ people }: Pick<WeekItem, 'people'>): readonly KnownPerson[] {
  return people.flatMap(({ id, name, email, standing }) =>
    id === undefined ? [] : [{ id, name, standing, ...(email ? { email } : {}) }],
  );
}
