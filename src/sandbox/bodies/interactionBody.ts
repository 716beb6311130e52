import type { Interaction } from '../store/sampleData.ts';
import type { Workspace } from '../store/workspace.ts';
import { personBody } from './personBody.ts';
import { timestamp } from './timestamp.ts';

const fieldsOfType = {
  0: [eventFields, loggedFields],
  1: [eventFields, loggedFields],
  2: [directionField, loggedFields],
  3: [directionField, emailFields],
} as const;

/**
 * An interaction as it is answered; what it has depends on its type. Source: V1 docs, The Interaction
 * Resource.
 */
export function interactionBody(workspace: Workspace, interaction: Interaction): object {
  const { id, type } = interaction;
  const identity = { id, type, date: timestamp(interaction.date, id + type) };
  const fields = fieldsOfType[type].map((fieldsOf) => fieldsOf(workspace, interaction));
  return Object.assign(identity, ...fields) as object;
}

/** The key under which a list has interactions of this type. */
export function interactionListKey(type: Interaction['type']): string {
  return (['events', 'events', 'chat_messages', 'emails'] as const)[type];
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

function directionField(_: Workspace, { direction }: Interaction): object {
  return { direction };
}

function loggedFields(workspace: Workspace, { personIds, manualCreatorId, noteIds }: Interaction): object {
  return { persons: persons(workspace, personIds), manual_creator_id: manualCreatorId, notes: noteIds };
}

function emailFields(workspace: Workspace, { personIds, ccIds, title }: Interaction): object {
  const [senderId, ...receiverIds] = personIds;
  const [from] = persons(workspace, senderId === undefined ? [] : [senderId]);
  return {
    subject: title,
    from: from ?? null,
    to: persons(
      workspace,
      receiverIds.filter((id) => !ccIds.includes(id)),
    ),
    cc: persons(workspace, ccIds),
  };
}

function persons(workspace: Workspace, ids: readonly number[]): object[] {
  return ids.flatMap((id) => {
    const person = workspace.persons.get(id);
    return person === undefined ? [] : [personBody(person)];
  });
}
