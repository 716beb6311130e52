import { describe, expect, it } from 'vitest';
import type { Interaction } from '../../src/affinity/index.ts';
import { relationship } from '../../src/relationship/relationship.ts';
import { relationshipMarkdown } from '../../src/relationship/relationshipMarkdown.ts';
import type { RelationshipWords } from '../../src/relationship/relationshipMarkdown.ts';

const now = new Date('2026-11-30T10:00:00Z');
const hostile = '[x](command:evil) | `a` *b* <script> ~c~ #1';

const words: RelationshipWords = {
  heading: hostile,
  contacts: () => [],
  type: ({ type, total }) => `${type}: ${total}`,
  typeName: ({ type }) => `type ${type}`,
  monthColumn: 'Month',
  yearColumn: 'Year',
  cell: ({ past, planned, state }) => `${past}+${planned}${state === 'complete' ? '' : ` ${state}`}`,
  colleagues: 'Colleagues',
  contactsHeading: 'Others',
  person: ({ person, total }) => `${person.firstName ?? ''}: ${total}`,
  more: (count) => `${count} more`,
  closing: ['1. read today'],
};

const people = Array.from({ length: 13 }, (_, id) => ({ id, type: 0, firstName: `P${id}`, emails: [] }));

/** Meetings with all people, thirty days apart. */
function meetings(count: number): Interaction[] {
  return Array.from({ length: count }, (_, id) => ({
    id,
    type: 0,
    date: new Date(now.getTime() - id * 30 * 86_400_000),
    persons: people,
    attendees: [],
    to: [],
    cc: [],
    noteIds: [],
  }));
}

/** `unread` months at the beginning aren't loaded whole. */
function sectionOf(count: number, { months, unread = 0 }: { months?: number; unread?: number } = {}): string {
  const shown = relationship(meetings(count), { now, zone: 'UTC', months });
  const [{ year, month } = { year: 2000, month: 1 }] = shown.months;
  const grid = {
    first: { year, month },
    months: shown.months.map((one) => `${one.year}-${one.month}`),
    rows: shown.types.map(({ type, cells, plannedCells }) => ({
      type,
      past: cells.map(({ length }) => length),
      planned: plannedCells.map(({ length }) => length),
      completeFrom: unread,
    })),
  };
  return relationshipMarkdown(shown, grid, words);
}

const rowsOf = (section: string): string[] => section.split('\n').filter((line) => line.startsWith('| '));

describe('the section', () => {
  it('counts each interaction in one row of months, newest first', () => {
    const rows = rowsOf(sectionOf(30)).slice(2);
    expect(rows[0]).toMatch(/^\| 2026-11 \| \d\+0 \|/);
    expect(rows.reduce((sum, row) => sum + Number.parseInt(row.split('|')[2] ?? '', 10), 0)).toBe(30);
  });

  it('tells a longer time by years', () => {
    const rows = rowsOf(sectionOf(120));
    expect(rows[0]).toMatch(/^\| Year \|/);
    expect(rows.slice(2).map((row) => row.split('|')[1]?.trim())).toEqual(
      Array.from({ length: 10 }, (_, year) => String(2026 - year))
        .concat('2017')
        .slice(0, rows.length - 2),
    );
    expect(rows.slice(2).reduce((sum, row) => sum + Number.parseInt(row.split('|')[2] ?? '', 10), 0)).toBe(
      120,
    );
  });

  it('tells months that aren’t loaded from months without an interaction', () => {
    const rows = rowsOf(sectionOf(2, { months: 4, unread: 2 })).slice(2);
    expect(rows.map((row) => row.split('|').slice(1, 3).join('').trim())).toEqual([
      '2026-11  1+0',
      '2026-10  1+0',
      '2026-9  0+0 unknown',
      '2026-8  0+0 unknown',
    ]);
  });

  it('has no rows for months before the first interaction', () => {
    const rows = rowsOf(sectionOf(2, { months: 36 })).slice(2);
    expect(rows.map((row) => row.split('|')[1]?.trim())).toEqual(['2026-11', '2026-10']);
  });

  it('has no table without interactions, and counts people beyond the first ten', () => {
    expect(rowsOf(sectionOf(0))).toEqual([]);
    expect(sectionOf(0)).not.toContain('###');
    expect(sectionOf(1)).toContain('- P9: 1\n- 3 more\n');
  });

  it('escapes what would be Markdown in a name', () => {
    const [heading = ''] = sectionOf(1).split('\n');
    expect(heading).toBe(String.raw`## \[x\](command:evil) \| \`a\` \*b\* \<script\> \~c\~ \#1`);
    expect(sectionOf(1)).toContain(String.raw`*1\. read today*`);
  });
});
