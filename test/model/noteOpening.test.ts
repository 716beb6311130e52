import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noteOpening } from '../../src/model/noteOpening.ts';

describe('the first words of a note', () => {
  it.each([
    ['Pilot goes on.', 'Pilot goes on.'],
    ['\n\n  # Kick-off with Acme\nMore', 'Kick-off with Acme'],
    ['- [ ] Send the **deck_v2**', 'Send the deck_v2'],
    ['1. First\n2. Second', 'First'],
    ['> Quoted', 'Quoted'],
    ['---\n\nAfter the rule', 'After the rule'],
    ['Line\r\nbreak', 'Line'],
    ['1,5 million raised', '1,5 million raised'],
    ['', ''],
    [' \n* * *\n', ''],
  ])('of %j are %j', (note, words) => {
    expect(noteOpening(note)).toBe(words);
  });

  it('are cut at a word, and only an endless word between characters', () => {
    const note = 'They want to start the pilot in Hamburg, with forty robots, by the end of March.';
    expect(noteOpening(note)).toBe('They want to start the pilot in Hamburg, with forty robots…');
    expect(noteOpening(`${'word '.repeat(11)}wording`)).toBe(`${'word '.repeat(10)}word…`);
    expect(noteOpening(`See ${'x'.repeat(100)}`)).toBe(`See ${'x'.repeat(55)}…`);
    expect(noteOpening('😀'.repeat(40))).toBe('');
    expect(noteOpening(`a${'😀'.repeat(40)}`)).toBe(`a${'😀'.repeat(29)}…`);
  });

  it('are one line of at most 60 characters of any text, and all of a short one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (note) => {
        const words = noteOpening(note);
        expect(words.length).toBeLessThanOrEqual(60);
        expect(words).toBe(words.trim());
        expect(words).not.toMatch(/[\n\r]/);
        expect(words.isWellFormed()).toBe(note.isWellFormed() || words.isWellFormed());
        if (words.endsWith('…') && !note.includes('…')) expect(words.length).toBeGreaterThan(20);
      }),
    );
  });
});
