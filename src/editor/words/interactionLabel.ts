import { l10n } from 'vscode';
import type { Interaction, Person } from '../../affinity/index.ts';
import { oneLine } from '../../model/cleanText.ts';
import { nameOrEmail, personTypes } from '../../model/namedPerson.ts';
import { participants } from '../../model/participants.ts';
import { titleOf } from '../../model/titleOf.ts';
import { typeSingular } from './typeWords.ts';

/** "Ann Lee", else the email address, else the id: never empty, and on one line. */
export function personName(person: Person): string {
  return nameOrEmail(person) || l10n.t('Person {0}', person.id);
}

/** Undefined when the service doesn't tell. */
export function sideWord({ type }: Person): string | undefined {
  if (type === personTypes.external) return l10n.t('external');
  if (type === personTypes.internal) return l10n.t('internal');
  return type === personTypes.collaborator ? l10n.t('collaborator') : undefined;
}

/** "Ann Lee +2": the first person, external people first, and the number of others. */
export function peopleInShort(interaction: Interaction): string {
  const [first, ...others] = participants(interaction);
  return first === undefined
    ? oneLine(interaction.attendees[0] ?? '')
    : withMore(personName(first), others.length);
}

/** "Ann Lee +2". */
export function withMore(first: string, more: number): string {
  return more === 0 ? first : `${first} +${more}`;
}

/** The title or subject, else the people, else the type. Always one line. */
export function interactionLabel(interaction: Interaction): string {
  return titleOf(interaction) || peopleInShort(interaction) || typeSingular(interaction.type);
}

/** Empty when the people are the label already. */
export function peopleBesideLabel(interaction: Interaction): string {
  const people = peopleInShort(interaction);
  return people === interactionLabel(interaction) ? '' : people;
}
