import { describe, expect, it } from 'vitest';
import type { Interaction, Note } from '../../src/affinity/index.ts';
import type { Brief } from '../../src/brief/brief.ts';
import { briefDocument } from '../../src/brief/briefDocument.ts';
import type { BriefDraft, BriefWords } from '../../src/brief/briefDocument.ts';
import type { TimelineState } from '../../src/history/timelineState.ts';
import { writeMarkdown } from '../../src/notes/writeMarkdown.ts';
import { relationship } from '../../src/relationship/relationship.ts';
import { interaction } from '../history/interaction.ts';

const now = new Date('2026-11-30T12:00:00Z');

const words: BriefWords = {
  section: () => ({
    headings: { notetakerNote: 'Notetaker' },
    facts: {
      type: 'Type',
      when: 'When',
      until: 'Until',
      people: 'People',
      from: 'From',
      to: 'To',
      copy: 'Cc',
    },
    noEmailText: 'No text.',
    notFormatted: 'As written.',
    openInEditor: 'Open',
    title: ({ title }) => title ?? 'Meeting',
    typeAndDirection: ({ type }) => `Type ${type}`,
    personName: ({ firstName }) => firstName ?? '?',
    side: () => undefined,
    bothClocks: (date) => date.toISOString(),
  }),
  headings: {
    contact: 'Contact',
    strengths: 'Strengths',
    contacts: 'Theirs',
    colleagues: 'Ours',
    drafts: 'Drafts',
    latest: 'Latest',
    basis: 'Basis',
  },
  last: 'Last',
  next: 'Next',
  noContact: 'None.',
  openRecord: 'Affinity',
  unreadText: 'Not read.',
  title: ({ name }) => `Brief: ${name}`,
  prepared: () => 'Today.',
  interaction: ({ title }) => title ?? 'Meeting',
  typeName: ({ type }) => `Type ${type}`,
  person: ({ firstName, id }) => firstName ?? `Person ${id}`,
  count: (count) => `${count}`,
  partly: (heading) => `Counts: see ${heading}.`,
  lastOn: (date) => `on ${date.toISOString().slice(0, 10)}`,
  score: (score) => `score ${score}`,
  more: (count) => `${count} more`,
  basis: ({ type }) => `Basis of ${type}`,
};

const ann = { id: 1, type: 1, firstName: 'Ann', emails: [] };
const ben = { id: 2, type: 0, firstName: 'Ben [x](http://evil.example)', emails: [] };
const meeting = (id: number, daysAgo: number, fields: Partial<Interaction> = {}): Interaction =>
  interaction({
    id,
    title: `Meeting ${id}`,
    date: new Date(now.getTime() - daysAgo * 86_400_000),
    persons: [ann, ben],
    ...fields,
  });

function document(
  interactions: readonly Interaction[],
  fields: Partial<Brief> = {},
  drafts: readonly BriefDraft[] = [],
) {
  const brief: Brief = {
    record: { kind: 'company', id: 7, name: 'Acme' },
    preparedAt: now,
    relationship: relationship(interactions, { now, zone: 'UTC' }),
    strengths: [{ person: ann, score: 0.8 }],
    latest: interactions
      .filter(({ date }) => date <= now)
      .map((one) => ({ interaction: one, text: { kind: 'text', text: `Text ${one.id}` } })),
    basis: [{ type: 0, state: {} as TimelineState }],
    ...fields,
  };
  const links = {
    of: ({ type, id }: { readonly type: number; readonly id: number }) => `vscode://x/${type}-${id}`,
    record: 'https://acme.affinity.co/companies/7',
  };
  return writeMarkdown(briefDocument(brief, drafts, words, links));
}

const basis = (allLoaded: boolean) => [{ type: 0 as const, state: { allLoaded } as TimelineState }];

describe('the document of a brief', () => {
  it('has parts that fold, and a source for each fact', () => {
    const drafts = [{ label: 'Call with Ben', description: 'open', link: undefined }];
    const text = document([meeting(1, 30), meeting(2, 3), meeting(3, -4)], {}, drafts);
    const lines = text.split('\n');
    expect(lines.filter((line) => line.startsWith('#'))).toEqual([
      '# Brief: Acme',
      '## Contact',
      '## Strengths',
      '## Theirs',
      '## Ours',
      '## Drafts',
      '## Latest',
      '### Meeting 1',
      '### Meeting 2',
      '## Basis',
    ]);
    expect(lines).toContain('- **Last:** [Meeting 2](vscode://x/0-2)');
    expect(lines).toContain('- **Next:** [Meeting 3](vscode://x/0-3)');
    expect(lines).toContain('- **Type 0:** 2 · [on 2026-11-27](vscode://x/0-2)');
    expect(lines).toContain(
      '- **Ann:** [score 0.8](https://acme.affinity.co/companies/7) · [on 2026-11-27](vscode://x/0-2)',
    );
    const facts = lines.slice(0, lines.indexOf('## Latest')).filter((line) => line.startsWith('- '));
    expect(facts.filter((line) => !/\]\((?:vscode|https):/.test(line))).toEqual([]);
  });

  it('names the others on the side of a person, but not the person', () => {
    const record = { kind: 'person', id: ben.id, name: 'Ben' } as const;
    const cleo = { ...ben, id: 3, firstName: 'Cleo' };
    const [, theirs = ''] = document([meeting(1, 1, { persons: [ann, ben, cleo] })], { record }).split(
      '## Theirs',
    );
    expect(theirs.split('\n').filter((line) => line.startsWith('- '))[0]).toContain('**Cleo:**');
    expect(document([meeting(1, 1)], { record })).not.toContain('## Theirs');
  });

  it('says when the counts are not those of the whole history', () => {
    expect(document([meeting(1, 1)], { basis: basis(false) })).toContain('\n\nCounts: see Basis.\n');
    expect(document([meeting(1, 1)], { basis: basis(true) })).not.toContain('Counts:');
    expect(document([], { basis: basis(false) })).not.toContain('Counts:');
  });

  it('lets no name become a link', () => {
    expect(document([meeting(1, 1)])).not.toContain('](http://evil.example)');
  });

  it('says with its source that no contact is known, and has no empty parts', () => {
    const text = document([], { strengths: undefined });
    expect(text).toContain('- [None.](https://acme.affinity.co/companies/7)');
    expect(text.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      '# Brief: Acme',
      '## Contact',
      '## Basis',
    ]);
  });

  it('keeps headings of notes below those of their interaction, and says which text is missing', () => {
    const [one, two] = [meeting(1, 1), meeting(2, 2)];
    const note = { id: 9, type: 2, content: '# Agenda\n\nPilot' } as Note;
    const text = document([one, two], {
      latest: [
        { interaction: one, text: { kind: 'notes', notes: [note] } },
        { interaction: two, text: { kind: 'unread' } },
      ],
    });
    expect(text).toContain('#### Agenda\n\nPilot');
    expect(text).toContain('\n\nNot read.\n');
  });

  it('counts the people beyond ten', () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      id: 10 + index,
      type: 0,
      firstName: `P${index}`,
      emails: [],
    }));
    expect(document([meeting(1, 1, { persons: [ann, ...many] })])).toContain('- [2 more](https://acme');
  });
});
