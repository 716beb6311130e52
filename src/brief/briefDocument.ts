import type { Paragraph, PhrasingContent, RootContent } from 'mdast';
import type { Interaction, Person } from '../affinity/index.ts';
import { noteOpening } from '../model/noteOpening.ts';
import { plainNote } from '../model/noteText.ts';
import type { RecordRef } from '../model/recordRef.ts';
import { interactionSection, notesContent, textContent } from '../notes/interactionSection.ts';
import type { SectionWords } from '../notes/interactionSection.ts';
import { markdownNodes } from '../notes/markdownNodes.ts';
import type { PersonRow, TypeRow } from '../relationship/relationship.ts';
import type { Brief, BriefBasis, BriefStrength, BriefText } from './brief.ts';

/** People who are named on each side. */
const MOST_PEOPLE = 10;

const { text, paragraph, heading, fact, link, list } = markdownNodes;

/** A draft about the record that isn't sent. */
export interface BriefDraft {
  readonly label: string;
  readonly description: string;
  /** The interaction that it edits. */
  readonly link?: string | undefined;
}

/** The words of a brief in the reader's language, besides those of its sections. */
export interface BriefWords {
  /** For an interaction whose note begins with these words. */
  readonly section: (opening: string) => SectionWords;
  readonly headings: Readonly<
    Record<'contact' | 'strengths' | 'contacts' | 'colleagues' | 'drafts' | 'latest' | 'basis', string>
  >;
  readonly last: string;
  readonly next: string;
  readonly noContact: string;
  readonly openRecord: string;
  readonly unreadText: string;
  title(record: RecordRef): string;
  prepared(date: Date): string;
  /** "Kick-off, Tue 18 Nov 2025 14:00". */
  interaction(interaction: Interaction): string;
  typeName(row: TypeRow): string;
  /** "Ann Lee (ann@firm.example)". */
  person(person: BriefStrength['person'] | Person): string;
  count(count: number): string;
  /** Counts are of what was read only, which the part with this heading tells. */
  partly(heading: string): string;
  /** "last on 18 Nov 2025". */
  lastOn(date: Date): string;
  /** "regular contact (0.83)". */
  score(score: number): string;
  more(count: number): string;
  /** Interactions that were still planned at that moment are counted apart. */
  basis(basis: BriefBasis, preparedAt: Date): string;
}

export interface BriefLinks {
  readonly of: (interaction: Pick<Interaction, 'id' | 'type'>) => string | undefined;
  /** The record's page in Affinity; absent for sample data. */
  readonly record?: string | undefined;
}

/** A brief as a Markdown document whose parts fold. Each fact links to the interaction or the page that tells it. */
export function briefDocument(
  brief: Brief,
  drafts: readonly BriefDraft[],
  words: BriefWords,
  links: BriefLinks,
): RootContent[] {
  const { relationship, record, preparedAt } = brief;
  const { headings } = words;
  const source = links.record === undefined ? [] : [text(' '), link(words.openRecord, links.record)];
  return [
    heading(1, words.title(record)),
    paragraph(text(words.prepared(preparedAt)), ...source),
    ...(isWhole(brief) ? [] : [paragraph(text(words.partly(headings.basis)))]),
    ...part(headings.contact, contactFacts(brief, words, links)),
    ...part(headings.strengths, strengthFacts(brief, words, links)),
    ...part(headings.contacts, personFacts(othersOf(brief), words, links)),
    ...part(headings.colleagues, personFacts(relationship.colleagues, words, links)),
    ...part(
      headings.drafts,
      drafts.map((draft) => draftFact(draft, links)),
    ),
    ...latestSections(brief, words, links),
    ...part(
      headings.basis,
      brief.basis.map((one) => paragraph(linked(words.basis(one, preparedAt), links.record))),
    ),
  ];
}

/** Without any interaction there are no counts. */
function isWhole({ basis, relationship }: Brief): boolean {
  return relationship.total === 0 || basis.every(({ state }) => state.allLoaded);
}

function part(name: string, facts: readonly Paragraph[]): RootContent[] {
  return facts.length === 0 ? [] : [heading(2, name), list(facts)];
}

function contactFacts({ relationship }: Brief, words: BriefWords, links: BriefLinks): Paragraph[] {
  const { last, next, types } = relationship;
  const of = (name: string, one: Interaction | undefined): Paragraph[] =>
    one === undefined ? [] : [fact(name, linked(words.interaction(one), links.of(one)))];
  const rows = types.flatMap((row) =>
    row.last === undefined
      ? []
      : [fact(words.typeName(row), text(`${words.count(row.total)} · `), lastOn(row.last, words, links))],
  );
  const none = last === undefined ? [paragraph(linked(words.noContact, links.record))] : [];
  return [...none, ...of(words.last, last), ...of(words.next, next), ...rows];
}

function strengthFacts(brief: Brief, words: BriefWords, links: BriefLinks): Paragraph[] {
  const rows = new Map(brief.relationship.colleagues.map((row) => [row.person.id, row] as const));
  return (brief.strengths ?? []).map(({ person, score }) => {
    const row = rows.get(person.id);
    const told = row === undefined ? [] : [text(' · '), lastOn(row.last, words, links)];
    return fact(words.person(person), linked(words.score(score), links.record), ...told);
  });
}

function personFacts(rows: readonly PersonRow[], words: BriefWords, links: BriefLinks): Paragraph[] {
  const facts = rows
    .slice(0, MOST_PEOPLE)
    .map(({ person, total, last }) =>
      fact(words.person(person), text(`${words.count(total)} · `), lastOn(last, words, links)),
    );
  const more = rows.length - MOST_PEOPLE;
  return more > 0 ? [...facts, paragraph(linked(words.more(more), links.record))] : facts;
}

/** The person that the brief is about takes part in everything, which says nothing. */
function othersOf({ record, relationship }: Brief): readonly PersonRow[] {
  const isSubject = ({ person }: PersonRow): boolean => record.kind === 'person' && person.id === record.id;
  return relationship.contacts.filter((row) => !isSubject(row));
}

function draftFact({ label, description, link: url }: BriefDraft, links: BriefLinks): Paragraph {
  return paragraph(linked(label, url ?? links.record), text(` · ${description}`));
}

function latestSections({ latest }: Brief, words: BriefWords, links: BriefLinks): RootContent[] {
  if (latest.length === 0) return [];
  const sections = latest.flatMap(({ interaction, text: known }) => {
    const section = words.section(noteOpening(plainText(known)));
    const options = { depth: 3, link: links.of(interaction) } as const;
    return interactionSection(interaction, contentOf(known, words, section), section, options);
  });
  return [heading(2, words.headings.latest), ...sections];
}

function contentOf(known: BriefText, words: BriefWords, section: SectionWords): readonly RootContent[] {
  switch (known.kind) {
    case 'notes':
      return notesContent(
        known.notes.map((note) => ({ note })),
        section,
      );
    case 'text':
      return textContent(known.text);
    case 'unread':
      return [paragraph(text(words.unreadText))];
  }
}

function plainText(known: BriefText): string {
  if (known.kind === 'text') return known.text;
  const [note] = known.kind === 'notes' ? known.notes : [];
  return note === undefined ? '' : plainNote(note);
}

function lastOn(interaction: Interaction, words: BriefWords, links: BriefLinks): PhrasingContent {
  return linked(words.lastOn(interaction.date), links.of(interaction));
}

function linked(label: string, url: string | undefined): PhrasingContent {
  return url === undefined ? text(label) : link(label, url);
}
