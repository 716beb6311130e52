import type { Paragraph, RootContent } from 'mdast';
import type { Interaction, Person } from '../affinity/index.ts';
import { oneLine } from '../model/cleanText.ts';
import { interactionTypes } from '../model/interactionTypes.ts';
import { emailOf } from '../model/namedPerson.ts';
import { participants } from '../model/participants.ts';
import { isByNotetaker, noteContent } from './interactionDocument.ts';
import type { DocumentWords, NoteOrProblem } from './interactionDocument.ts';
import { markdownNodes } from './markdownNodes.ts';
import type { HeadingDepth } from './markdownNodes.ts';

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
  /** Of its heading; headings of the note are deeper. */
  readonly depth: HeadingDepth;
  /** Opens the interaction. */
  readonly link: string;
}

/** An interaction as a part of another document: what, when, who, the text, and the link to it. */
export function interactionSection(
  interaction: Interaction,
  notes: readonly NoteOrProblem[],
  words: SectionWords,
  options: SectionOptions,
): RootContent[] {
  return [
    heading(options.depth, words.title(interaction)),
    list(facts(interaction, words)),
    ...sectionTexts(interaction, notes, words, options.depth),
    paragraph(link(words.openInEditor, options.link)),
  ];
}

/** The texts of an interaction, below a heading of this depth. */
export function sectionTexts(
  interaction: Interaction,
  notes: readonly NoteOrProblem[],
  words: Pick<SectionWords, 'headings' | 'noEmailText' | 'notFormatted'>,
  depth: HeadingDepth,
): RootContent[] {
  const texts = notes.flatMap((entry): RootContent[] => [
    ...(isByNotetaker(entry) ? below(depth, [heading(1, words.headings.notetakerNote)]) : []),
    ...below(depth, noteContent(entry, words)),
  ]);
  const isEmail = interaction.type === interactionTypes.email.id;
  return texts.length === 0 && isEmail ? [paragraph(text(words.noEmailText))] : texts;
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
