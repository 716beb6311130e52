import { setImmediate as afterOthers } from 'node:timers/promises';
import type { Paragraph, PhrasingContent, RootContent } from 'mdast';
import { l10n } from 'vscode';
import type { Interaction, Note, Person } from '../../affinity/index.ts';
import { oneLine } from '../../model/cleanText.ts';
import { interactionTypes } from '../../model/interactionTypes.ts';
import { isLoggedManually } from '../../model/isLoggedManually.ts';
import { noteTypes } from '../../model/noteText.ts';
import { participants } from '../../model/participants.ts';
import { formatUtc, formatZoned } from '../words/dates.ts';
import { interactionLabel, personName, sideWord } from '../words/interactionWords.ts';
import { typeAndDirection, typeSingular } from '../words/typeWords.ts';
import { noteAsWritten, noteTree, writeMarkdown } from './noteMarkdown.ts';

const text = (value: string): PhrasingContent => ({ type: 'text', value });

const paragraph = (...children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children });

const heading = (depth: 1 | 2, value: string): RootContent => ({
  type: 'heading',
  depth,
  children: [text(oneLine(value))],
});

const fact = (name: string, value: string): Paragraph =>
  paragraph({ type: 'strong', children: [text(`${name}:`)] }, text(` ${value}`));

const list = (rows: readonly Paragraph[]): RootContent => ({
  type: 'list',
  spread: false,
  children: rows.map((row) => ({ type: 'listItem', spread: false, children: [row] })),
});

/** A note of the interaction, or the sentence that says why it is not there. */
export type NoteOrProblem = { readonly note: Note } | { readonly problem: string };

/**
 * The interaction as a Markdown document. Every text of the service is a text of the document, never its markup. The editor
 * gets its turn between the notes, each of which can take tens of milliseconds.
 */
export async function interactionMarkdown(
  interaction: Interaction,
  notes: readonly NoteOrProblem[],
): Promise<string> {
  const parts = [writeMarkdown(head(interaction))];
  for (const entry of notes) {
    await afterOthers();
    parts.push(writeMarkdown(noteSection(entry)));
  }
  parts.push(writeMarkdown([{ type: 'thematicBreak' }, paragraph(text(ids(interaction)))]));
  return parts.join('\n');
}

function head(interaction: Interaction): RootContent[] {
  return [
    heading(1, interactionLabel(interaction)),
    list(facts(interaction)),
    ...people(interaction),
    ...(interaction.type === interactionTypes.email.id
      ? [paragraph(text(l10n.t("Affinity's API does not give the text of emails.")))]
      : []),
  ];
}

function facts(interaction: Interaction): Paragraph[] {
  const { date, startTime, endTime, updatedAt } = interaction;
  const when = startTime ?? date;
  return [
    fact(l10n.t('Type'), typeAndDirection(interaction)),
    fact(l10n.t('When'), `${formatZoned(when)} · ${formatUtc(when)}`),
    ...(endTime ? [fact(l10n.t('Until'), `${formatZoned(endTime)} · ${formatUtc(endTime)}`)] : []),
    ...(updatedAt ? [fact(l10n.t('Changed'), formatZoned(updatedAt))] : []),
    fact(l10n.t('Logged'), origin(interaction)),
  ];
}

function origin({ manualCreatorId, loggingType, persons }: Interaction): string {
  if (!isLoggedManually({ manualCreatorId, loggingType })) return l10n.t('automatically');
  const creator = persons.find((person) => person.id === manualCreatorId);
  if (creator !== undefined) return l10n.t('manually, by {0}', personName(creator));
  return typeof manualCreatorId === 'number'
    ? l10n.t('manually, by person {0}', manualCreatorId)
    : l10n.t('manually');
}

function people(interaction: Interaction): RootContent[] {
  const { from, to, cc, attendees } = interaction;
  const known = participants(interaction);
  const addresses = new Set(known.flatMap((person) => [person.primaryEmail, ...person.emails]));
  const others = attendees.filter((address) => !addresses.has(address));
  const role = (person: Person): string | undefined => {
    if (from?.id === person.id) return l10n.t('from');
    if (to.some((one) => one.id === person.id)) return l10n.t('to');
    return cc.some((one) => one.id === person.id) ? l10n.t('copy') : undefined;
  };
  const rows = [
    ...known.map((person) => paragraph(...personLine(person, role(person)))),
    ...others.map((address) => paragraph(...contact(address))),
  ];
  return rows.length === 0 ? [] : [heading(2, l10n.t('People')), list(rows)];
}

function personLine(person: Person, role: string | undefined): PhrasingContent[] {
  const address = person.primaryEmail ?? person.emails[0];
  return [
    text(oneLine(personName(person))),
    ...(address === undefined ? [] : [text(' · '), ...contact(address)]),
    text([sideWord(person), role].map((word) => (word === undefined ? '' : ` · ${word}`)).join('')),
  ];
}

/**
 * An address that can be clicked to write to; anything that is none is plain text. Nor is there a link of what a mail
 * program would read as more than an address: `a?bcc=…` names recipients of its own.
 */
function contact(address: string): PhrasingContent[] {
  const isAddress = /^[\w.!$'*+/^`{|}~-]+@[\w-]+(\.[\w-]+)+$/.test(address);
  return isAddress
    ? [{ type: 'link', url: `mailto:${address}`, children: [text(address)] }]
    : [text(oneLine(address))];
}

function noteSection(entry: NoteOrProblem): RootContent[] {
  if ('problem' in entry) return [heading(2, l10n.t('Note')), paragraph(text(oneLine(entry.problem)))];
  const title =
    entry.note.type === noteTypes.notetaker ? l10n.t('Note by the meeting notetaker') : l10n.t('Note');
  return [heading(2, title), ...(noteTree(entry.note) ?? unformatted(entry.note))];
}

function unformatted(note: Note): RootContent[] {
  const why = l10n.t('Shown without its formatting, since the note is long or has much of it.');
  return [paragraph({ type: 'emphasis', children: [text(why)] }), noteAsWritten(note)];
}

function ids(interaction: Interaction): string {
  const { id, type, noteIds } = interaction;
  const own = l10n.t('{0} {1}', typeSingular(type), id);
  return noteIds.length === 0 ? own : l10n.t('{0} · notes {1}', own, noteIds.join(', '));
}
