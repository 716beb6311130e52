import { describe, expect, it } from 'vitest';
import { noteFormat, noteText, noteTypes, plainNote } from '../../src/model/noteText.ts';

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
    expect(noteFormat({ content, type }) === 'html').toBe(expected);
  });
});

describe('a note with a tag or two beside the marks of Markdown', () => {
  const { plain, richText, notetaker } = noteTypes;

  it.each([
    ['We use <b>x</b> in templates\n\n* send deck\\_v2\n* 1\\. item \\#3', richText],
    ['1\\. one <br> two', richText],
    ['**Budget** in <u>March</u>', richText],
    ['Use <p>x</p> there\n\n- one', richText],
    ['<b>Agenda</b>\n- one', plain],
    ['see <a href="https://acme.example">it</a>\n\n1. one', notetaker],
    ['Met <b>Jane</b> <jane@acme.example>', plain],
    ['press <Enter> for <i>next</i>', richText],
  ])('is Markdown: %j', (content, type) => {
    expect(noteFormat({ content, type })).toBe('taggedMarkdown');
  });

  it.each([
    ['a `<br>` in code\n\n* one', richText],
    ['a\n\n```html\n<p>x</p>\n```\n\nb', richText],
    ['a\n\n~~~\n<ul><li>x</li></ul>', plain],
    ['See:\n\n    <p>x</p>\n\nb', richText],
    ['Use \\<br\\> and \\</b>', richText],
    ['if a <b and c> d', richText],
  ])('is plain Markdown where its tags are code, escaped or none: %j', (content, type) => {
    expect(noteFormat({ content, type })).toBe('markdown');
  });

  it.each([
    ['<b>bold</b> and <i>it</i>', plain],
    ['<p>- dash</p>\n<p>**x** and 1\\.</p>', richText],
    ['<b style="font-weight:normal"><p>**x**</p>\n<p>y</p></b>', richText],
    ['<ul>\n  <li>a</li>\n</ul>\n- b', richText],
    ['Hello <b>Jane</b>,<br><br>1. one<br>2. two', richText],
    ['<B>Jane</B> and <FONT color="red">Bob</FONT>', plain],
    ['<Strong>Jane</Strong><BR>and Bob', plain],
    ['<p>\\`</p><p>\\`</p>', richText],
  ])('is HTML where it has no such marks, or lines begin with blocks: %j', (content, type) => {
    expect(noteFormat({ content, type })).toBe('html');
  });

  it.each([
    [
      'We use <b>x</b> in templates\n\n* send deck\\_v2\n* 1\\. item \\#3',
      'We use x in templates\n\n* send deck_v2\n* 1. item #3',
    ],
    ['1\\. one with <br> two\n2\\. a \\*', '1. one with\ntwo\n2. a *'],
    ['**R&amp;D** <u>now</u>, \\&lt;', '**R&D** now, &lt;'],
    ['\\<b\\>x\\</b\\> and <i>y</i> \\*', '<b>x</b> and y *'],
    ['* `<b>` and <b>c</b>, `a\\*b`', '* `<b>` and c, `a\\*b`'],
    ['- Ann <a.lee@acme.example> <em>said</em> a <b or c> d', '- Ann <a.lee@acme.example> said a <b or c> d'],
    ['| a<br>b | <b>c</b> |\n| - | - |\n| d | e |', '| a b | c |\n| - | - |\n| d | e |'],
    ['Use <p>x</p> there\n\n- one\n- two', 'Use <p>x</p> there\n\n- one\n- two'],
    ['**one**<br>\ntwo<br/>\n\nthree', '**one**\ntwo\n\nthree'],
    [
      'Met <b>Jane</b> <jane@acme.example>\nat <https://acme.example/a>',
      'Met Jane <jane@acme.example>\nat <https://acme.example/a>',
    ],
    ['Map<String> and <b>press</b> <Enter>', 'Map<String> and press <Enter>'],
  ])('keeps its lines, lists and words: %j', (content, text) => {
    expect(noteText({ content, type: richText })).toEqual({ text, formatted: true });
  });

  it('keeps typed backslashes and lines in plain text', () => {
    const content = 'C:\\*.csv <b>x</b>\n- deck\\_v2';
    expect(noteText({ content, type: plain }).text).toBe('C:\\*.csv x\n- deck_v2');
    expect(noteText({ content: 'one <br> here\nsecond\nthird', type: plain }).text).toBe(
      'one\nhere\nsecond\nthird',
    );
    expect(noteText({ content: '<div>\n- one\n- two\n</div>', type: plain }).text).toBe('- one\n- two');
  });

  it.each([
    '<b>- a\n',
    '- <br>',
    '- a `',
    '~~~x\n',
    '    <b>\n\n',
    '<b a=b ',
    '- **<br ',
    '| <br>',
    '\\<b>- ',
  ])('is read in linear time when it is a megabyte of %j', (part) => {
    const content = `- <b>a</b>\n${part.repeat(Math.ceil(1_000_000 / part.length))}`;
    const begin = process.cpuUsage();
    noteText({ content, type: richText });
    const { user, system } = process.cpuUsage(begin);
    // Quadratic work would take minutes. The figure itself is in the benchmark.
    expect((user + system) / 1000).toBeLessThan(5000);
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
