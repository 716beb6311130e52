import type { Paragraph, RootContent } from 'mdast';
import type { Interaction, Person } from '../affinity/index.ts';
import { oneLine, printable } from '../model/cleanText.ts';
import { interactionTypes } from '../model/interactionTypes.ts';
import { emailOf } from '../model/namedPerson.ts';
import { noteFormat, noteTypes } from '../model/noteText.ts';
import { participants } from '../model/participants.ts';
import { isByNotetaker, noteContent } from './interactionDocument.ts';
import type { DocumentWords, NoteOrProblem } from './interactionDocument.ts';
import { markdownNodes } from './markdownNodes.ts';
import type { HeadingDepth } from './markdownNodes.ts';
import { noteTree } from './noteTree.ts';

const { text, paragraph, heading, fact, link, list, below } = markdownNodes;

/** The words of a section, besides those of a document. */
export interface SectionWords extends Pick<
  DocumentWords,
  'title' | 'typeAndDirection' | 'personName' | 'side' | 'bothClocks' | 'noEmailText' | 'notFormatted'
> {
  readonly headings: Pick<DocumentWords['headings'], 'notetakerNote'>;
  readonly facts: Readonly<Record<'type' | 'when' | 'until' | 'people' | 'from' | 'to' | 'copy', string>>;
  readonly openInEditor: string;
}

export interface SectionOptions {
  /** The depth of the section's heading; headings of the note are deeper. */
  readonly depth: HeadingDepth;
  /** Opens the interaction. */
  readonly link: string | undefined;
}

/** An interaction as a part of another document: what, when, who, the text, and the link to it. */
export function interactionSection(
  interaction: Interaction,
  content: readonly RootContent[],
  words: SectionWords,
  { depth, link: url }: SectionOptions,
): RootContent[] {
  const isEmail = interaction.type === interactionTypes.email.id;
  return [
    heading(depth, words.title(interaction)),
    list(facts(interaction, words)),
    ...(content.length === 0 && isEmail ? [paragraph(text(words.noEmailText))] : below(depth, content)),
    ...(url === undefined ? [] : [paragraph(link(words.openInEditor, url))]),
  ];
}

/** The notes of an interaction as the content of its section. */
export function notesContent(notes: readonly NoteOrProblem[], words: SectionWords): RootContent[] {
  return notes.flatMap((entry): RootContent[] => [
    ...(isByNotetaker(entry) ? [heading(1, words.headings.notetakerNote)] : []),
    ...below(isByNotetaker(entry) ? 1 : 0, noteContent(entry, words)),
  ]);
}

/** The readable text of notes as the content of a section: its lists and lines stay. */
export function textContent(value: string): RootContent[] {
  const note = { content: value, type: noteTypes.plain };
  // In a plain note, tags are text that someone typed.
  return (noteFormat(note) === 'markdown' ? noteTree(note) : undefined) ?? plainParagraphs(value);
}

function plainParagraphs(value: string): RootContent[] {
  return printable(value)
    .split(/\n{2,}/u)
    .filter((one) => one.trim() !== '')
    .map((one) => {
      const [first = '', ...rest] = one.split('\n');
      return paragraph(text(first), ...rest.flatMap((line) => [{ type: 'break' } as const, text(line)]));
    });
}

function facts(interaction: Interaction, words: SectionWords): Paragraph[] {
  const { date, startTime, endTime } = interaction;
  return [
    fact(words.facts.type, text(words.typeAndDirection(interaction))),
    fact(words.facts.when, text(words.bothClocks(startTime ?? date))),
    ...(endTime ? [fact(words.facts.until, text(words.bothClocks(endTime)))] : []),
    ...peopleFacts(interaction, words),
  ];
}

function peopleFacts(interaction: Interaction, words: SectionWords): Paragraph[] {
  const { from, to, cc } = interaction;
  const of = (name: string, people: readonly Person[]): Paragraph[] =>
    people.length === 0
      ? []
      : [fact(name, text(people.map((person) => personInLine(person, words)).join('; ')))];
  if (from !== undefined || to.length > 0 || cc.length > 0) {
    const { from: sender, to: recipients, copy } = words.facts;
    return [...of(sender, from === undefined ? [] : [from]), ...of(recipients, to), ...of(copy, cc)];
  }
  const people = participants(interaction);
  if (people.length > 0 || interaction.attendees.length === 0) return of(words.facts.people, people);
  return [fact(words.facts.people, text(interaction.attendees.map((one) => oneLine(one)).join('; ')))];
}

/** `Ann Lee (ann@acme.example, external)`. */
function personInLine(person: Person, words: SectionWords): string {
  const name = words.personName(person);
  const address = emailOf(person);
  const remarks = [address === name ? '' : address, words.side(person) ?? ''].filter((one) => one !== '');
  return remarks.length === 0 ? name : `${name} (${remarks.join(', ')})`;
}
