import { MarkdownString } from 'vscode';
import type { Interaction } from '../../affinity/index.ts';
import { oneLine } from '../../model/cleanText.ts';
import { participants } from '../../model/participants.ts';
import { formatUtc, formatZoned } from '../words/formatMoment.ts';
import { interactionLabel, personName, sideWord } from '../words/interactionLabel.ts';
import { typeAndDirection } from '../words/typeWords.ts';
import { atMost } from '../words/withoutIcons.ts';

/** Longest text of a note that a tooltip shows, and most people. */
const MOST_TEXT = 600;
const MOST_PEOPLE = 12;

/** People with their email addresses, times, and the note's text if it has been fetched. Nothing in it is trusted. */
export function interactionTooltip(interaction: Interaction, note: string): MarkdownString {
  const text = new MarkdownString();
  text.appendText(interactionLabel(interaction));
  text.appendMarkdown('\n\n').appendText(typeAndDirection(interaction));
  text.appendMarkdown('\n\n').appendText(`${formatZoned(interaction.date)}\n${formatUtc(interaction.date)}`);
  text.appendMarkdown('\n\n').appendText(people(interaction));
  if (note !== '') {
    const cut = note.length > MOST_TEXT ? `${note.slice(0, MOST_TEXT)}…` : note;
    text.appendMarkdown('\n\n---\n\n').appendText(cut);
  }
  return text;
}

function people(interaction: Interaction): string {
  const everybody = participants(interaction).map((person) => {
    const address = oneLine(person.primaryEmail ?? person.emails[0] ?? '');
    return [personName(person), address, sideWord(person)].filter(Boolean).join(' · ');
  });
  const shown = everybody.length > 0 ? everybody : interaction.attendees.map((address) => oneLine(address));
  return atMost(MOST_PEOPLE, shown).join('\n');
}
