import type { Paragraph, PhrasingContent, RootContent } from 'mdast';
import type { Interaction, Note, Person } from '../affinity/index.ts';
import { oneLine } from '../model/cleanText.ts';
import { interactionTypes } from '../model/interactionTypes.ts';
import { isLoggedManually } from '../model/isLoggedManually.ts';
import { emailOf } from '../model/namedPerson.ts';
import { noteTypes } from '../model/noteText.ts';
import type { NoteContent } from '../model/noteText.ts';
import { participants } from '../model/participants.ts';
import { markdownNodes } from './markdownNodes.ts';
import { noteAsWritten, noteTree } from './noteTree.ts';
import { writeMarkdown } from './writeMarkdown.ts';

const { text, paragraph, heading, fact, list } = markdownNodes;

const afterOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A note of the interaction, or the sentence that says why it is missing. */
export type NoteOrProblem = { readonly note: Note } | { readonly problem: string };

/** How a person is named in the `from`, `to` and `cc` of an email. */
export type EmailRole = 'from' | 'to' | 'copy';

/** The origin of an interaction: a mailbox or calendar, or a person as far as the service tells. */
export type Origin =
  | { readonly kind: 'synced' }
  | { readonly kind: 'manual'; readonly creator?: Person; readonly creatorId?: number | undefined };

/** The words of a document in the reader's language, so that it can be written without an editor. */
export interface DocumentWords {
  readonly headings: Readonly<Record<'people' | 'note' | 'notetakerNote', string>>;
  readonly facts: Readonly<Record<'type' | 'when' | 'until' | 'changed' | 'logged', string>>;
  readonly noEmailText: string;
  readonly notFormatted: string;
  title(interaction: Interaction): string;
  typeAndDirection(interaction: Interaction): string;
  personName(person: Person): string;
  /** Undefined where the service doesn't tell. */
  side(person: Person): string | undefined;
  role(role: EmailRole): string;
  origin(origin: Origin): string;
  /** A moment in local time. */
  moment(date: Date): string;
  /** A moment in local time and in UTC. */
  bothClocks(date: Date): string;
  ids(interaction: Interaction): string;
}

/** Additions to the notes of a document: parts below each of them, and an end below all. */
export interface NoteExtras {
  below(entry: NoteOrProblem): Iterable<readonly RootContent[]>;
  readonly end: readonly RootContent[];
}

/**
 * An interaction as a Markdown document. Every text of the service is text of the document, never its markup. Other work
 * gets its turn between the notes, each of which can take tens of milliseconds.
 */
export async function interactionDocument(
  interaction: Interaction,
  notes: readonly NoteOrProblem[],
  words: DocumentWords,
  extras?: NoteExtras,
): Promise<string> {
  const parts = [writeMarkdown(head(interaction, words))];
  for (const entry of notes) {
    await afterOthers();
    parts.push(writeMarkdown(noteSection(entry, words)));
    for (const part of extras?.below(entry) ?? []) {
      await afterOthers();
      parts.push(writeMarkdown(part));
    }
  }
  if (extras !== undefined && extras.end.length > 0) parts.push(writeMarkdown(extras.end));
  parts.push(writeMarkdown([{ type: 'thematicBreak' }, paragraph(text(words.ids(interaction)))]));
  return parts.join('\n');
}

function head(interaction: Interaction, words: DocumentWords): RootContent[] {
  return [
    heading(1, words.title(interaction)),
    list(facts(interaction, words)),
    ...people(interaction, words),
    ...(interaction.type === interactionTypes.email.id ? [paragraph(text(words.noEmailText))] : []),
  ];
}

function facts(interaction: Interaction, words: DocumentWords): Paragraph[] {
  const { date, startTime, endTime, updatedAt } = interaction;
  return [
    fact(words.facts.type, text(words.typeAndDirection(interaction))),
    fact(words.facts.when, text(words.bothClocks(startTime ?? date))),
    ...(endTime ? [fact(words.facts.until, text(words.bothClocks(endTime)))] : []),
    ...(updatedAt ? [fact(words.facts.changed, text(words.moment(updatedAt)))] : []),
    fact(words.facts.logged, text(words.origin(originOf(interaction)))),
  ];
}

function originOf(interaction: Interaction): Origin {
  if (!isLoggedManually(interaction)) return { kind: 'synced' };
  const { manualCreatorId, persons } = interaction;
  const creator = persons.find(({ id }) => id === manualCreatorId);
  return { kind: 'manual', creatorId: manualCreatorId, ...(creator && { creator }) };
}

function people(interaction: Interaction, words: DocumentWords): RootContent[] {
  const known = participants(interaction);
  const addresses = new Set(known.flatMap((person) => [person.primaryEmail, ...person.emails]));
  const others = interaction.attendees.filter((address) => !addresses.has(address));
  const rows = [
    ...known.map((person) => paragraph(...personLine(person, roleOf(person, interaction), words))),
    ...others.map((address) => paragraph(...contact(address))),
  ];
  return rows.length === 0 ? [] : [heading(2, words.headings.people), list(rows)];
}

function roleOf({ id }: Person, { from, to, cc }: Interaction): EmailRole | undefined {
  if (from?.id === id) return 'from';
  if (to.some((one) => one.id === id)) return 'to';
  return cc.some((one) => one.id === id) ? 'copy' : undefined;
}

function personLine(person: Person, role: EmailRole | undefined, words: DocumentWords): PhrasingContent[] {
  const address = emailOf(person);
  const remarks = [words.side(person), role && words.role(role)].filter((word) => word !== undefined);
  return [
    text(oneLine(words.personName(person))),
    ...(address === '' ? [] : [text(' · '), ...contact(address)]),
    text(remarks.map((word) => ` · ${word}`).join('')),
  ];
}

/**
 * An address as a link to write to. Text that is no plain address stays text, since a mail program reads more than an
 * address in it: `a?bcc=…` names recipients of its own.
 */
function contact(address: string): PhrasingContent[] {
  const isAddress = /^[\w.!$'*+/^`{|}~-]+@[\w-]+(\.[\w-]+)+$/.test(address);
  return isAddress
    ? [{ type: 'link', url: `mailto:${address}`, children: [text(address)] }]
    : [text(oneLine(address))];
}

function noteSection(entry: NoteOrProblem, words: DocumentWords): RootContent[] {
  const { note, notetakerNote } = words.headings;
  return [heading(2, isByNotetaker(entry) ? notetakerNote : note), ...noteContent(entry, words)];
}

export function isByNotetaker(entry: NoteOrProblem): boolean {
  return 'note' in entry && entry.note.type === noteTypes.notetaker;
}

/** A note below the heading that announces it, or the sentence that says why it is missing. */
export function noteContent(
  entry: { readonly note: NoteContent } | { readonly problem: string },
  words: Pick<DocumentWords, 'notFormatted'>,
): RootContent[] {
  if ('problem' in entry) return [paragraph(text(oneLine(entry.problem)))];
  return noteTree(entry.note) ?? unformatted(entry.note, words);
}

function unformatted(note: NoteContent, words: Pick<DocumentWords, 'notFormatted'>): RootContent[] {
  const why = paragraph({ type: 'emphasis', children: [text(words.notFormatted)] });
  return [why, noteAsWritten(note)];
}
