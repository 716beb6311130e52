import { l10n } from 'vscode';
import type { Interaction, Person } from '../../affinity/index.ts';
import { oneLine } from '../../model/cleanText.ts';
import { isolated } from '../../model/isolated.ts';
import { nameOrEmail, personTypes } from '../../model/namedPerson.ts';
import { participants } from '../../model/participants.ts';
import { firstAndMore, titleOf, titleOrPeople } from '../../model/titleOf.ts';
import { formatClock, formatLong, formatShortDay } from './formatMoment.ts';
import { typeWords } from './typeWords.ts';

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
  return firstAndMore(namesIn(interaction));
}

function namesIn(interaction: Interaction): readonly string[] {
  const people = participants(interaction);
  return people.length === 0
    ? [oneLine(interaction.attendees[0] ?? '')]
    : people.map((person) => personName(person));
}

/** "Ann Lee and 2 others", for screen readers. */
function peopleInWords(interaction: Interaction): string {
  const [first, ...others] = participants(interaction);
  if (first === undefined) return peopleInShort(interaction);
  if (others.length === 0) return personName(first);
  return others.length === 1
    ? l10n.t('{0} and 1 other', personName(first))
    : l10n.t('{0} and {1} others', personName(first), others.length);
}

/**
 * The title or subject, else the people and the first words of the note as far as they are known, else the type. Always
 * one line.
 */
export function interactionLabel(interaction: Interaction, opening = ''): string {
  const label = titleOrPeople(interaction, peopleInShort(interaction), opening);
  return label || typeWords.singular(interaction.type);
}

/** "Call: Ann Lee +2", where no icon tells the type. A title such as "Call with Ann" tells it itself. */
export function typedLabel(interaction: Interaction): string {
  const [type, label] = [typeWords.singular(interaction.type), interactionLabel(interaction)];
  return label.startsWith(type) ? label : l10n.t('{0}: {1}', type, label);
}

/** Empty when the people are the label already. */
export function peopleBesideLabel(interaction: Interaction): string {
  const names = namesIn(interaction);
  if (firstAndMore(names) === interactionLabel(interaction)) return '';
  return firstAndMore(names.map((name) => isolated(name)));
}

/** "18 Nov  Kick-off with Acme". The day comes first, so that a narrow side bar never cuts it off. */
export function datedLabel(interaction: Interaction, opening = '', now = new Date()): string {
  return `${formatShortDay(interaction.date, now)}  ${interactionLabel(interaction, opening)}`;
}

/** "14:00 · Ann Lee +2", beside a dated label. */
export function clockAndPeople(interaction: Interaction): string {
  return [formatClock(interaction.date), peopleBesideLabel(interaction)].filter(Boolean).join(' · ');
}

/** "Meeting, Kick-off with Acme, Tuesday, 18 November 2025 at 14:00, with Ann Lee and 2 others". */
export function spokenInteraction(interaction: Interaction, opening = ''): string {
  const [type, title] = [typeWords.withDirection(interaction), titleOf(interaction) || opening];
  const [when, people] = [formatLong(interaction.date), peopleInWords(interaction)];
  if (title === '')
    return people === '' ? l10n.t('{0}, {1}', type, when) : l10n.t('{0}, with {1}, {2}', type, people, when);
  return people === ''
    ? l10n.t('{0}, {1}, {2}', type, title, when)
    : l10n.t('{0}, {1}, {2}, with {3}', type, title, when, people);
}
