import { describe, expect, it } from 'vitest';
import { InteractionReader } from '../../src/editor/reader/interactionReader.ts';
import { plainNote } from '../../src/editor/reader/plainNote.ts';
import { interaction } from '../timeline/interaction.ts';

describe('the notes of an interaction', () => {
  it('are there for a tooltip once they were read, and never asked for by it', async () => {
    let requests = 0;
    const note = { id: 5, type: 0, content: 'They ship in March.' };
    const get = async () => {
      requests += 1;
      return note;
    };
    const kept = { read: async () => undefined, write: async () => undefined, forget: async () => undefined };
    const reader = new InteractionReader({ notes: { get } } as never, kept as never);
    reader.know(interaction({ id: 1, noteIds: [5] }), 0);
    expect(await reader.notesRead(0, 1)).toEqual([]);
    expect(requests).toBe(0);
    await reader.read(0, 1);
    expect(await reader.notesRead(0, 1)).toEqual([note]);
    expect(requests).toBe(1);
  });

  it('are words only where there is no document', () => {
    const content = '<p>Q&amp;A in <b>March</b></p><ul><li>price</li></ul><script';
    expect(plainNote({ content, type: 2 })).toBe('Q&A in March\nprice\n<script');
    expect(plainNote({ content: 'a\u001b[31m <b>', type: 0 })).toBe('a[31m <b>');
  });
});
