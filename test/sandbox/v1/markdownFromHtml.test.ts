import { describe, expect, it } from 'vitest';
import { isHtml } from '../../../src/sandbox/http/htmlNodes.ts';
import { markdownFromHtml, markdownFromText } from '../../../src/sandbox/v1/markdownFromHtml.ts';

describe('Markdown from HTML', () => {
  it.each([
    ['paragraphs', '<p>One</p><p>Two</p>', 'One\n\nTwo'],
    [
      'strong and emphasis',
      '<p><strong>a</strong> <em>b</em> <strong><em>c</em></strong></p>',
      '**a** *b* ***c***',
    ],
    ['underline and colours, which are lost', '<p><u>a</u> <span style="color: red">b</span></p>', 'a b'],
    ['bullets', '<ul><li>a</li><li>b</li></ul>', '* a\n\n* b'],
    ['numbers', '<ol><li>a</li><li>b</li></ol>', '1. a\n\n2. b'],
    ['a list in a list', '<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>', '* a\n\n  1. b\n\n* c'],
    ['paragraphs in items', '<ul><li><p>a</p><p>b</p></li></ul>', '* a\n\n  b'],
    ['a line break', '<p>a<br>b</p>', 'a\\\nb'],
    ['a link', '<p><a href="https://x.example/">x</a></p>', '[x](https://x.example/)'],
    ['blanks at the edge of bold', '<p><strong>Who: </strong>Jane</p>', '**Who:** Jane'],
    ['empty bold', '<p>a<strong></strong>b</p>', 'ab'],
    ['character references', '<p>R&amp;D &lt; &#49;&#x32; &quot;x&quot;</p>', 'R&D < 12 "x"'],
    ['text without tags around it', 'a <strong>b</strong>', 'a **b**'],
    ['tags that are never closed', '<p>a <strong>b', 'a **b**'],
    ['a comment', '<p>a<!-- b --></p>', 'a'],
  ])('has %s', (_, html, markdown) => {
    expect(markdownFromHtml(html)).toBe(markdown);
  });

  it.each([
    ['special characters', '<p>a*b_c [d] `e` ~f \\</p>', 'a\\*b\\_c \\[d\\] \\`e\\` \\~f \\\\'],
    ['a heading', '<p># a</p>', '\\# a'],
    ['a number', '<p>1. a</p>', '1\\. a'],
    ['a bullet', '<p>- a</p>', '\\- a'],
    ['a quote', '<p>&gt; a</p>', '\\> a'],
    ['nothing in the middle of a line', '<p>a # 1. - &gt;</p>', 'a # 1. - >'],
  ])('escapes %s', (_, html, markdown) => {
    expect(markdownFromHtml(html)).toBe(markdown);
  });

  it('keeps the lines of a text without tags', () => {
    expect(markdownFromText('a\n\n- b\n2. c')).toBe('a\n\n\\- b\n2\\. c');
  });

  it('treats only pairs of documented tags as HTML', () => {
    expect(['<p>a</p>', 'a <strong>b</strong>', '<ul><li>a</li></ul>'].map(isHtml)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['a < b', '<b>a</b>', 'the <p> tag', 'a <at> b', 'x </p>'].map(isHtml)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
