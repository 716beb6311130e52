import { expect, it } from 'vitest';
import type { Note } from '../../src/affinity/index.ts';
import { interactionDocument } from '../../src/notes/interactionDocument.ts';
import type { DocumentWords } from '../../src/notes/interactionDocument.ts';
import { interaction } from '../history/interaction.ts';

const words: DocumentWords = {
  headings: { people: 'Personen', note: 'Notiz', notetakerNote: 'Mitschrift' },
  facts: { type: 'Art', when: 'Wann', until: 'Bis', changed: 'Geändert', logged: 'Erfasst' },
  noEmailText: 'Kein Text.',
  notFormatted: 'Ohne Formatierung.',
  title: ({ title }) => title ?? 'Treffen',
  typeAndDirection: () => 'Treffen',
  personName: ({ id }) => `Person ${id}`,
  side: () => undefined,
  role: (role) => role,
  origin: ({ kind }) => kind,
  moment: (date) => date.toISOString(),
  bothClocks: (date) => date.toISOString(),
  ids: ({ id }) => `Treffen ${id}`,
};

it('an interaction can be written without an editor, in the words that are passed in', async () => {
  const meeting = interaction({ id: 417, title: 'Kick-off', date: new Date('2025-11-18T14:00:00Z') });
  const note = { id: 5, type: 2, content: '<p>They <b>ship</b>.</p>' } as Note;
  expect(await interactionDocument(meeting, [{ note }], words)).toBe(
    '# Kick-off\n\n- **Art:** Treffen\n- **Wann:** 2025-11-18T14:00:00.000Z\n- **Erfasst:** synced\n\n' +
      '## Notiz\n\nThey **ship**.\n\n---\n\nTreffen 417\n',
  );
});
