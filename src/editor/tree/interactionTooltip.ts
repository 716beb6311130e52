import { l10n, MarkdownString } from 'vscode';
import type { Interaction } from '../../affinity/index.ts';
import { formatUtc, formatZoned } from '../words/dates.ts';
import {
  interactionLabel,
  participants,
  personName,
  sideWord,
  typeAndDirection,
} from '../words/interactionWords.ts';

/** Longest text of a note that a tooltip shows, and most people. */
const mostText = 600;
const mostPeople = 12;

/** People with their e-mail addresses, times, and the note's text if it has been fetched. Nothing in it is trusted. */
export function interactionTooltip(interaction: Interaction, note: string): MarkdownString {
  const text = new MarkdownString();
  text.appendText(interactionLabel(interaction));
  text.appendMarkdown('\n\n').appendText(typeAndDirection(interaction));
  text.appendMarkdown('\n\n').appendText(`${formatZoned(interaction.date)}\n${formatUtc(interaction.date)}`);
  text.appendMarkdown('\n\n').appendText(people(interaction));
  if (note !== '') {
    const cut = note.length > mostText ? `${note.slice(0, mostText)}…` : note;
    text.appendMarkdown('\n\n---\n\n').appendText(cut);
  }
  return text;
}

function people(interaction: Interaction): string {
  const everybody = participants(interaction);
  const lines = everybody.slice(0, mostPeople).map((person) => {
    const address = person.primaryEmail ?? person.emails[0];
    return [personName(person), address, sideWord(person)].filter(Boolean).join(' · ');
  });
  const more = everybody.length - lines.length;
  if (more > 0) lines.push(l10n.t('and {0} more', more));
  return lines.length > 0 ? lines.join('\n') : interaction.attendees.slice(0, mostPeople).join('\n');
}
