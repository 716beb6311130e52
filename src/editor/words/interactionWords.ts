import { l10n } from 'vscode';
import type { Interaction, Person } from '../../affinity/index.ts';
import { oneLine } from './oneLine.ts';

const isExternal = (person: Person): boolean => person.type === 0;

/** "Meetings": the row of a type. */
export function typePlural(type: number): string {
  switch (type) {
    case 0:
      return l10n.t('Meetings');
    case 1:
      return l10n.t('Calls');
    case 2:
      return l10n.t('Chat messages');
    case 3:
      return l10n.t('E-mails');
    default:
      return l10n.t('Interactions of type {0}', type);
  }
}

/** "Meeting": one interaction. */
export function typeSingular(type: number): string {
  switch (type) {
    case 0:
      return l10n.t('Meeting');
    case 1:
      return l10n.t('Call');
    case 2:
      return l10n.t('Chat message');
    case 3:
      return l10n.t('E-mail');
    default:
      return l10n.t('Interaction of type {0}', type);
  }
}

/** "Sent" or "Received"; undefined where there is no direction. */
export function directionWord(direction: number | null | undefined): string | undefined {
  if (direction === 0) return l10n.t('Sent');
  if (direction === 1) return l10n.t('Received');
  return undefined;
}

/** "Chat message, Sent". */
export function typeAndDirection({ type, direction }: Pick<Interaction, 'type' | 'direction'>): string {
  return [typeSingular(type), directionWord(direction)].filter(Boolean).join(', ');
}

/** "Ann Lee", else the e-mail address, else the id: never nothing, and on one line. */
export function personName(person: Person): string {
  const name = oneLine(`${person.firstName ?? ''} ${person.lastName ?? ''}`);
  const address = oneLine(person.primaryEmail || person.emails[0] || '');
  return name || address || l10n.t('Person {0}', person.id);
}

/** Everybody who takes part, once, outside persons first. */
export function participants(interaction: Interaction): Person[] {
  const { persons, from, to, cc } = interaction;
  const everybody = [...persons, ...(from ? [from] : []), ...to, ...cc];
  const once = [...new Map(everybody.map((person) => [person.id, person])).values()];
  return [...once.filter(isExternal), ...once.filter((person) => !isExternal(person))];
}

/** On whose side somebody is; undefined where the service does not say. */
export function sideWord({ type }: Person): string | undefined {
  if (type === 0) return l10n.t('outside');
  if (type === 1) return l10n.t('your team');
  return type === 2 ? l10n.t('collaborator') : undefined;
}

/** "Ann Lee +2": the first person, outside persons first, and how many more. */
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

/** The title or subject, else the people, else the type. On one line, however it came. */
export function interactionLabel(interaction: Interaction): string {
  const title = oneLine(interaction.title ?? interaction.subject ?? '');
  return title || peopleInShort(interaction) || typeSingular(interaction.type);
}

/** The people in short, unless they are the label already. */
export function peopleBesideLabel(interaction: Interaction): string {
  const people = peopleInShort(interaction);
  return people === interactionLabel(interaction) ? '' : people;
}
