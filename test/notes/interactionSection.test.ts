import { describe, expect, it } from 'vitest';
import type { Interaction, Note, Person } from '../../src/affinity/index.ts';
import { interactionSection, notesContent, textContent } from '../../src/notes/interactionSection.ts';
import type { SectionWords } from '../../src/notes/interactionSection.ts';
import { writeMarkdown } from '../../src/notes/writeMarkdown.ts';
import { interaction } from '../history/interaction.ts';

const words: SectionWords = {
  headings: { notetakerNote: 'Notetaker' },
  facts: { type: 'Type', when: 'When', until: 'Until', people: 'People', from: 'From', to: 'To', copy: 'Cc' },
  noEmailText: 'No text.',
  notFormatted: 'As written.',
  openInEditor: 'Open in the editor',
  title: ({ title, subject }) => title ?? subject ?? 'Meeting',
  typeAndDirection: ({ type }) => `Type ${type}`,
  personName: ({ firstName, id }) => firstName ?? `Person ${id}`,
  side: ({ type }) => (type === 1 ? 'internal' : 'external'),
  bothClocks: (date) => date.toISOString(),
};

const link = 'vscode://affinity-interactions.affinity-interactions/interaction/acme-1/meeting-417';
const person = (id: number, firstName: string, fields: Partial<Person> = {}): Person => ({
  id,
  firstName,
  emails: [`${firstName.toLowerCase()}@acme.example`],
  ...fields,
});
const note = (content: string, type = 2): { readonly note: Note } => ({
  note: { id: 5, type, content } as Note,
});
const written = (of: Interaction, notes: Parameters<typeof notesContent>[0] = []): string =>
  writeMarkdown(interactionSection(of, notesContent(notes, words), words, { depth: 2, link }));

const withText = (value: string): string =>
  writeMarkdown(interactionSection(interaction(), textContent(value), words, { depth: 2, link: undefined }));

describe('an interaction as a section', () => {
  it('has what, when, who, the text and the link', () => {
    const meeting = interaction({
      title: 'Kick-off',
      date: new Date('2025-11-18T14:00:00Z'),
      persons: [person(1, 'Ann', { type: 1 }), person(2, 'Ben', { type: 0 })],
    });
    expect(written(meeting, [note('<p>They <b>ship</b>.</p>')])).toBe(
      '## Kick-off\n\n- **Type:** Type 0\n- **When:** 2025-11-18T14:00:00.000Z\n' +
        '- **People:** Ben (ben@acme.example, external); Ann (ann@acme.example, internal)\n\n' +
        `They **ship**.\n\n[Open in the editor](${link})\n`,
    );
  });

  it('tells the sender, the recipients and the copies of an email apart', () => {
    const email = interaction({
      type: 3,
      subject: 'Term sheet',
      from: person(1, 'Ann', { type: 1 }),
      to: [person(2, 'Ben'), person(3, 'Cleo')],
      cc: [person(4, 'Dan')],
    });
    expect(written(email)).toContain(
      '- **From:** Ann (ann@acme.example, internal)\n' +
        '- **To:** Ben (ben@acme.example, external); Cleo (cleo@acme.example, external)\n' +
        '- **Cc:** Dan (dan@acme.example, external)\n\nNo text.\n',
    );
  });

  it('keeps the headings of its note below its own', () => {
    const lines = written(interaction({ title: 'Kick-off' }), [note('# Agenda\n\nText\n\n##### Deep')]).split(
      '\n',
    );
    expect(lines.filter((line) => line.startsWith('#'))).toEqual([
      '## Kick-off',
      '### Agenda',
      '###### Deep',
    ]);
  });

  it('announces what the notetaker wrote, and says why a note is missing', () => {
    const text = written(interaction(), [note('Summary', 3), { problem: 'Couldn’t read note 6.' }]);
    expect(text).toContain('### Notetaker\n\nSummary\n\nCouldn’t read note 6.\n');
  });

  it('keeps the lists and lines of a text, and the words of what looks like HTML', () => {
    expect(withText('Agenda:\nthe pilot\n\n- price\n- date')).toContain(
      '\n\nAgenda:\nthe pilot\n\n- price\n- date\n',
    );
    const script = withText('Put <script>alert(1)</script> there.\nAnd run it.');
    expect(script).toContain('alert(1)');
    expect(script.match(/(?<!\\)<script/)).toBeNull();
  });

  it('lets nothing of the service become a heading, a link or HTML', () => {
    const hostile = interaction({
      title: '# [x](command:evil) <img src=x>\n## two',
      persons: [person(1, '[y](http://evil.example)\n# z')],
    });
    const text = written(hostile);
    expect(text.split('\n').filter((line) => line.startsWith('#'))).toHaveLength(1);
    expect(text).not.toContain('](command:');
    expect(text).not.toContain('](http://evil.example)');
    expect(text.match(/(?<!\\)<img/)).toBeNull();
  });
});
