import type { Interaction } from '../../affinity/index.ts';
import { toKnownPerson } from '../../directory/toKnownPerson.ts';
import type { DraftPattern } from '../../drafts/model/newDraft.ts';
import { canBeLogged, directionOf } from '../../model/interactionTypes.ts';
import { participants } from '../../model/participants.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import type { WeekItem } from '../../week/weekItem.ts';
import { knownPeopleOf } from './notedInteraction.ts';

/** Takes the values that logging an interaction again begins with. Undefined for an email, which can't be logged. */
export function patternOf(interaction: Interaction, record?: RecordRef): DraftPattern | undefined {
  const { type } = interaction;
  if (!canBeLogged(type)) return undefined;
  return {
    type,
    direction: directionOf(type, interaction.direction),
    people: participants(interaction).map((person) => toKnownPerson(person)),
    ...(record === undefined ? {} : { about: record }),
  };
}

/** The same of an item of My Week. Attendees whom Affinity has not as persons are looked up by their address. */
export function patternOfWeekItem(item: WeekItem): DraftPattern | undefined {
  const { type, people } = item;
  if (!canBeLogged(type)) return undefined;
  const typed = people.flatMap(({ id, name, email }) => (id === undefined ? [email ?? name] : []));
  return { type, people: knownPeopleOf(item), typed };
}
