import { describe, expect, it } from 'vitest';
import { plainNote } from '../../src/model/plainNote.ts';

describe('the notes of an interaction', () => {
  it('are words only where there is no document', () => {
    const content = '<p>Q&amp;A in <b>March</b></p><ul><li>price</li></ul><script';
    expect(plainNote({ content, type: 2 })).toBe('Q&A in March\nprice\n<script');
    expect(plainNote({ content: 'a\u001b[31m <b>', type: 0 })).toBe('a[31m <b>');
  });
});
