import { describe, expect, it } from 'vitest';
import { isHtmlNote, noteText, noteTypes, plainNote } from '../../src/model/noteText.ts';

describe('the format of a note', () => {
  it.each([
    ['<p>Hello</p>', noteTypes.plain, true],
    ['one<br>two', noteTypes.plain, true],
    ['<ul><li>a</li></ul>', noteTypes.notetaker, true],
    ['<p>never closed', noteTypes.richText, true],
    ['<p>never closed', noteTypes.plain, false],
    ['Test ***html***\n\n* 1', noteTypes.richText, false],
    ['a < b and c > d', noteTypes.richText, false],
    ['Ann Lee <ann@acme.example>', noteTypes.richText, false],
    ['Map<String, List<T>>', noteTypes.plain, false],
    ['<https://acme.example>', noteTypes.richText, false],
  ])('of %j, type %i, is HTML: %s', (content, type, expected) => {
    expect(isHtmlNote({ content, type })).toBe(expected);
  });
});

describe('the text of a note', () => {
  it.each([
    ['Test ***html***\n\n* 1\n\n* 2', noteTypes.richText, 'Test ***html***\n\n* 1\n\n* 2'],
    ['* send deck\\_v2\n* 1\\. item \\#3', noteTypes.richText, '* send deck_v2\n* 1. item #3'],
    ['first\\\nsecond \\\\\nthird', noteTypes.richText, 'first\nsecond \\\nthird'],
    ['C:\\dir\\\nnext', noteTypes.plain, 'C:\\dir\\\nnext'],
    ['a \\* b, C:\\Users\\ann', noteTypes.plain, 'a \\* b, C:\\Users\\ann'],
    ['C:\\*.csv on \\\\server\\share', noteTypes.plain, 'C:\\*.csv on \\\\server\\share'],
    ['C:\\tmp\\\\_x and deck\\_v2', noteTypes.plain, 'C:\\tmp\\_x and deck_v2'],
    ['1\\. send deck\\_v2\n2\\. a \\* b', noteTypes.plain, '1. send deck_v2\n2. a * b'],
    ['1\\. is typed, as is *this*', noteTypes.plain, '1\\. is typed, as is *this*'],
    ['\\# is typed in C:\\Users', noteTypes.plain, '\\# is typed in C:\\Users'],
    ['use `a\\*b` and `a\\_b`, not \\*', noteTypes.richText, 'use `a\\*b` and `a_b`, not *'],
    ['<p>deck\\_v2</p>', noteTypes.richText, 'deck_v2'],
    ['<u>Budget</u>: $1M\n\n* one\n* two', noteTypes.richText, 'Budget: $1M\n\n* one\n* two'],
    ['<b>Budget</b>\r\nprice', noteTypes.plain, 'Budget\nprice'],
    ['<p>one\ntwo</p>', noteTypes.richText, 'one two'],
    ['<p>C:\\*.csv and 1\\.</p>', noteTypes.richText, 'C:\\*.csv and 1\\.'],
    ['<p>raw</p><ul><li>one</li></ul>', noteTypes.notetaker, 'raw\n- one'],
    ['<table><tr><td>ARR</td><td>$1M</td></tr></table>', noteTypes.richText, 'ARR $1M'],
  ])('of %j, type %i, is %j', (content, type, expected) => {
    expect(noteText({ content, type }).text).toBe(expected);
  });

  it('counts as formatted when it is HTML or rich text', () => {
    expect(noteText({ content: '<p>a</p>', type: noteTypes.plain }).formatted).toBe(true);
    expect(noteText({ content: '* a', type: noteTypes.notetaker }).formatted).toBe(true);
    expect(noteText({ content: '* a', type: noteTypes.plain }).formatted).toBe(false);
  });
});

describe('the words of a note', () => {
  it('have no tags and no control characters', () => {
    const content = '<p>Q&amp;A in <b>March</b></p><ul><li>price</li></ul><script';
    expect(plainNote({ content, type: noteTypes.richText })).toBe('Q&A in March\n- price\n\n<script');
    expect(plainNote({ content: 'a\u001b[31m <b>', type: noteTypes.plain })).toBe('a[31m <b>');
  });
});
