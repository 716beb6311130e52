import { describe, expect, it } from 'vitest';
import type { Note } from '../../../src/affinity/index.ts';
import { interactionMarkdown } from '../../../src/editor/reader/interactionMarkdown.ts';
import { interaction } from '../../history/interaction.ts';

const withAttendee = (address: string): Promise<string> =>
  interactionMarkdown(interaction({ title: 'Kick-off', attendees: [address] }), []);

describe('an address in a document', () => {
  it('is a link that starts an email', async () => {
    expect(await withAttendee('ann.lee+crm@acme.example')).toContain('<ann.lee+crm@acme.example>');
  });

  it('is no link when a mail program would read more than an address from it', async () => {
    for (const address of [
      'a?bcc=evil%40x.example&subject=s@evil.example',
      'a&body=b@x.example',
      'a%0d%0abcc@x.example',
      'a#b@x.example',
    ]) {
      expect(await withAttendee(address)).not.toMatch(/<[^>]*@|mailto:/);
    }
  });
});

describe('the notes of a document', () => {
  it('follow one another, each below its heading, before the ids', async () => {
    const notes = [
      { note: { id: 1, type: 0, content: '- price' } as Note },
      { problem: 'Couldn’t read note 2.' },
      { note: { id: 3, type: 3, content: '<ul><li>pilot</li></ul>' } as Note },
    ];
    const shown = await interactionMarkdown(interaction({ id: 417, noteIds: [1, 2, 3] }), notes);
    expect(shown.slice(shown.indexOf('## Note'))).toBe(
      '## Note\n\n- price\n\n## Note\n\nCouldn’t read note 2.\n\n' +
        '## Note from the meeting notetaker\n\n- pilot\n\n---\n\nMeeting 417 · notes 1, 2, 3\n',
    );
  });

  it('are shown as they were written when they are long, and the document says so', async () => {
    const note = { id: 1, type: 2, content: `<p>${'word '.repeat(10_000)}</p>` } as Note;
    const shown = await interactionMarkdown(interaction({ noteIds: [1] }), [{ note }]);
    expect(shown).toContain(
      '_Shown without formatting, because the note is too long or too heavily formatted._\n\nword',
    );
  });

  it('yield to the editor between them', async () => {
    const notes = Array.from({ length: 3 }, (_, id) => ({ note: { id, type: 0, content: 'x' } as Note }));
    let turns = 0;
    const take = (): void => {
      turns += 1;
      if (turns < 100) setImmediate(take);
    };
    setImmediate(take);
    await interactionMarkdown(interaction({}), notes);
    expect(turns).toBe(notes.length);
  });
});
