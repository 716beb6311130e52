import { oneLine } from '../model/cleanText.ts';
import type { Month } from './monthScale.ts';
import type { PersonRow, Relationship, TypeRow } from './relationship.ts';

/** A longer time is told by years. */
const MAX_MONTHS = 36;

/** People in a list; the others are counted. */
const MAX_PEOPLE = 10;

/** The words of the section. What they return is text, not Markdown. */
export interface RelationshipWords {
  readonly heading: string;
  /** "First contact: 3 Feb 2019, Kick-off." */
  contacts(relationship: Relationship): readonly string[];
  /** "Meetings: 24 since Mar 2019, last 12 days ago, 3 in the last 90 days (5 in the 90 before)". */
  type(row: TypeRow): string;
  /** "Meetings". */
  typeName(row: TypeRow): string;
  /** "March 2025". */
  month(month: Month): string;
  readonly monthColumn: string;
  readonly yearColumn: string;
  /** "3, and 1 planned". */
  cell(past: number, planned: number): string;
  readonly colleagues: string;
  readonly contactsHeading: string;
  /** "Ann Lee: 24, last 12 days ago". */
  person(row: PersonRow): string;
  more(count: number): string;
  /** How far the numbers reach, and when they were read. */
  readonly closing: readonly string[];
}

/** A relationship as a section of a Markdown document: sentences, a table of months or years, and the people. */
export function relationshipMarkdown(relationship: Relationship, words: RelationshipWords): string {
  const { types, colleagues, contacts } = relationship;
  return [
    `## ${escaped(words.heading)}`,
    list(words.contacts(relationship)),
    list(types.map((row) => words.type(row))),
    table(relationship, words),
    ...people(words.colleagues, colleagues, words),
    ...people(words.contactsHeading, contacts, words),
    ...words.closing.map((sentence) => `*${escaped(sentence)}*`),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${escaped(line)}`).join('\n');
}

function people(heading: string, rows: readonly PersonRow[], words: RelationshipWords): readonly string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, MAX_PEOPLE).map((row) => words.person(row));
  const lines = rows.length > MAX_PEOPLE ? [...shown, words.more(rows.length - MAX_PEOPLE)] : shown;
  return [`### ${escaped(heading)}`, list(lines)];
}

/** Newest first. Without any interaction there is no table. */
function table(relationship: Relationship, words: RelationshipWords): string {
  const { months, types, total, planned } = relationship;
  if (total + planned === 0) return '';
  const byYear = months.length > MAX_MONTHS;
  const periods = byYear ? yearsOf(months) : months.map((_, place) => [place]);
  const head = [byYear ? words.yearColumn : words.monthColumn, ...types.map((row) => words.typeName(row))];
  const lines = periods.toReversed().map((places) => {
    const month = months[places[0] ?? 0];
    const name = month === undefined ? '' : byYear ? String(month.year) : words.month(month);
    return [
      name,
      ...types.map((row) => words.cell(countIn(row.cells, places), countIn(row.plannedCells, places))),
    ];
  });
  const rule = `| --- |${types.map(() => ' ---: |').join('')}`;
  return [tableRow(head), rule, ...lines.map((cells) => tableRow(cells))].join('\n');
}

/** The places of the months of each year. */
function yearsOf(months: readonly Month[]): readonly (readonly number[])[] {
  const years = new Map<number, number[]>();
  for (const [place, { year }] of months.entries()) years.set(year, [...(years.get(year) ?? []), place]);
  return [...years.values()];
}

function countIn(cells: TypeRow['cells'], places: readonly number[]): number {
  return places.reduce((sum, place) => sum + (cells[place]?.length ?? 0), 0);
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => escaped(cell)).join(' | ')} |`;
}

/** Names and titles are text, whatever they look like. */
function escaped(content: string): string {
  return oneLine(content)
    .replaceAll(/[\\`*_[\]<>|~#&]/g, String.raw`\$&`)
    .replace(/^([-+])(?=\s)/, String.raw`\$1`)
    .replace(/^(\d+)([.)])(?=\s)/, String.raw`$1\$2`);
}
