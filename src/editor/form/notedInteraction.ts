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
export function notedWeekItem({ type, id, title, start, people }: WeekItem): NotedInteraction | undefined {
  if (!canBeLogged(type)) return undefined;
  const known = people.flatMap(({ id: personId, name, email, standing }): readonly KnownPerson[] =>
    personId === undefined ? [] : [{ id: personId, name, standing, ...(email ? { email } : {}) }],
  );
  return { type, id, title, date: start, people: known, isFromV2: true };
}
