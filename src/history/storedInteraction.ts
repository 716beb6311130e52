import type { Interaction, Person } from '../affinity/index.ts';
import { storedField } from './storedField.ts';
import type { Fields } from './storedField.ts';

const { date, id, list, maybe, number, object, text } = storedField;

/**
 * An interaction as plain JSON: its instants are ISO 8601 texts in UTC, and what is undefined is left out.
 */
export function storedInteraction(interaction: Interaction): Fields {
  return JSON.parse(JSON.stringify(interaction)) as Fields;
}

export function readStoredInteraction(value: unknown): Interaction {
  const fields = object(value);
  return {
    id: id(fields['id']),
    type: number(fields['type']),
    date: date(fields['date']),
    title: maybe(text)(fields['title']),
    subject: maybe(text)(fields['subject']),
    startTime: maybe(date)(fields['startTime']),
    endTime: maybe(date)(fields['endTime']),
    updatedAt: maybe(date)(fields['updatedAt']),
    direction: maybe(number)(fields['direction']),
    loggingType: maybe(number)(fields['loggingType']),
    manualCreatorId: maybe(id)(fields['manualCreatorId']),
    persons: list(readStoredPerson)(fields['persons']),
    attendees: list(text)(fields['attendees']),
    from: maybe(readStoredPerson)(fields['from']),
    to: list(readStoredPerson)(fields['to']),
    cc: list(readStoredPerson)(fields['cc']),
    noteIds: list(id)(fields['noteIds']),
  };
}

function readStoredPerson(value: unknown): Person {
  const fields = object(value);
  return {
    id: id(fields['id']),
    type: maybe(number)(fields['type']),
    firstName: maybe(text)(fields['firstName']),
    lastName: maybe(text)(fields['lastName']),
    primaryEmail: maybe(text)(fields['primaryEmail']),
    emails: list(text)(fields['emails']),
    companyIds: maybe(list(id))(fields['companyIds']),
    interactionDates: undefined,
  };
}
