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
  month: ({ year, month }) => `${year}-${month}`,
  monthColumn: 'Month',
  yearColumn: 'Year',
  cell: (past, planned) => (planned === 0 ? String(past) : `${past}+${planned}`),
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

const sectionOf = (count: number): string =>
  relationshipMarkdown(relationship(meetings(count), { now, zone: 'UTC' }), words);
const rowsOf = (section: string): string[] => section.split('\n').filter((line) => line.startsWith('| '));

describe('the section', () => {
  it('counts each interaction in one row of months, newest first', () => {
    const rows = rowsOf(sectionOf(30)).slice(2);
    expect(rows[0]).toMatch(/^\| 2026-11 \| \d \|/);
    expect(rows.reduce((sum, row) => sum + Number(row.split('|')[2]), 0)).toBe(30);
  });

  it('tells a longer time by years', () => {
    const rows = rowsOf(sectionOf(120));
    expect(rows[0]).toMatch(/^\| Year \|/);
    expect(rows.slice(2).map((row) => row.split('|')[1]?.trim())).toEqual(
      Array.from({ length: 10 }, (_, year) => String(2026 - year))
        .concat('2017')
        .slice(0, rows.length - 2),
    );
    expect(rows.slice(2).reduce((sum, row) => sum + Number(row.split('|')[2]), 0)).toBe(120);
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
