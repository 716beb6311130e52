import { oneLine } from '../model/cleanText.ts';
import type { RelationshipView } from '../protocol/relationshipView.ts';
import { yearBands } from '../protocol/yearBands.ts';
import type { BandCell } from '../protocol/yearBands.ts';
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
  readonly monthColumn: string;
  readonly yearColumn: string;
  /** "3, and 1 planned"; "≥3" where there may be more, and a dash where nothing is loaded. */
  cell(cell: BandCell): string;
  readonly colleagues: string;
  readonly contactsHeading: string;
  /** "Ann Lee: 24, last 12 days ago". */
  person(row: PersonRow): string;
  more(count: number): string;
  /** How far the numbers reach, and when they were read. */
  readonly closing: readonly string[];
}

/** A relationship as a section of a Markdown document: sentences, a table of months or years, and the people. */
export function relationshipMarkdown(
  relationship: Relationship,
  grid: RelationshipView['grid'],
  words: RelationshipWords,
): string {
  const { types, colleagues, contacts } = relationship;
  return [
    `## ${escaped(words.heading)}`,
    list(words.contacts(relationship)),
    list(types.map((row) => words.type(row))),
    table(relationship, grid, words),
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

/** Newest first. Without any interaction there is no table, and months before the first one have no row. */
function table(
  { types, total, planned }: Relationship,
  grid: RelationshipView['grid'],
  words: RelationshipWords,
): string {
  if (total + planned === 0) return '';
  const byYear = grid.months.length > MAX_MONTHS;
  const head = [byYear ? words.yearColumn : words.monthColumn, ...types.map((row) => words.typeName(row))];
  const periods = byYear ? yearsOf(grid) : monthsOf(grid);
  const shown = periods.slice(0, periods.findLastIndex((cells) => !cells.every((cell) => isNone(cell))) + 1);
  const lines = shown.map((cells) => [cells[0]?.label ?? '', ...cells.map((cell) => words.cell(cell))]);
  const rule = `| --- |${types.map(() => ' ---: |').join('')}`;
  return [tableRow(head), rule, ...lines.map((cells) => tableRow(cells))].join('\n');
}

/** The cells of each year, one for each type. */
function yearsOf(grid: RelationshipView['grid']): readonly (readonly BandCell[])[] {
  return yearBands(grid).map(({ rows }) => rows.map(({ sum }) => sum));
}

/** The cells of each month, one for each type. */
function monthsOf(grid: RelationshipView['grid']): readonly (readonly BandCell[])[] {
  return yearBands(grid).flatMap(({ rows }) => {
    const months = rows[0]?.months.map((_, month) => rows.flatMap((row) => row.months[month] ?? [])) ?? [];
    return months.filter((cells) => cells.length > 0).toReversed();
  });
}

/** True if it is known that there is nothing. */
function isNone({ past, planned, state }: BandCell): boolean {
  return past + planned === 0 && state === 'complete';
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
