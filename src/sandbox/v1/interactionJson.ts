import { typeFacts } from '../store/sampleData.ts';
import type { Interaction, Person } from '../store/sampleData.ts';
import type { Workspace } from '../store/workspace.ts';

const PACIFIC_STANDARD_MS = -8 * 3_600_000;

/** An interaction as V1 answers it. Source: V1 docs, The Interaction Resource. */
export function interactionJson(workspace: Workspace, interaction: Interaction): object {
  const { id, type, date, direction } = interaction;
  const { isEvent, hasDirection, canBeLogged } = typeFacts[type];
  return {
    id,
    type,
    date: timestamp(date, id + type),
    ...(isEvent && eventFields(workspace, interaction)),
    ...(hasDirection && { direction }),
    ...(canBeLogged ? loggedFields(workspace, interaction) : emailFields(workspace, interaction)),
  };
}

/** A person in lists and interactions. Source: V1 docs, The Person Resource. */
export function personJson({ id, type, firstName, lastName, emails }: Person): object {
  return {
    id,
    type,
    first_name: firstName,
    last_name: lastName,
    primary_email: emails[0] ?? null,
    emails,
  };
}

/**
 * An instant in one of the two forms that were seen in real answers: with the offset of California, or as `Z`.
 * `variant` is an id, so that a record is always written alike.
 */
export function timestamp(time: number, variant: number): string;
export function timestamp(time: number | null, variant: number): string | null;
export function timestamp(time: number | null, variant: number): string | null {
  if (time === null) return null;
  if (variant % 3 === 0) return new Date(time).toISOString();
  return new Date(time + PACIFIC_STANDARD_MS).toISOString().replace('Z', '-08:00');
}

function eventFields(workspace: Workspace, { id, type, personIds, ...event }: Interaction): object {
  const attendees = personIds.flatMap((personId) => workspace.persons.get(personId)?.emails[0] ?? []);
  return {
    attendees,
    title: event.title,
    start_time: timestamp(event.date, id + type),
    end_time: timestamp(event.endDate, id + type),
    updated_at: timestamp(event.updatedAt, id + type),
  };
}

function loggedFields(workspace: Workspace, { personIds, manualCreatorId, noteIds }: Interaction): object {
  return { persons: persons(workspace, personIds), manual_creator_id: manualCreatorId, notes: noteIds };
}

function emailFields(workspace: Workspace, { personIds, ccIds, title }: Interaction): object {
  const [senderId, ...receiverIds] = personIds;
  const [from] = persons(workspace, senderId === undefined ? [] : [senderId]);
  const toIds = receiverIds.filter((id) => !ccIds.includes(id));
  return {
    subject: title,
    from: from ?? null,
    to: persons(workspace, toIds),
    cc: persons(workspace, ccIds),
  };
}

function persons(workspace: Workspace, ids: readonly number[]): object[] {
  return ids.flatMap((id) => {
    const person = workspace.persons.get(id);
    return person === undefined ? [] : [personJson(person)];
  });
}
