import * as fc from 'fast-check';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { noteText, noteTypes } from '../../src/model/noteText.ts';
import { noteHtml } from '../../src/notes/noteHtml.ts';
import { noteTree } from '../../src/notes/noteTree.ts';
import { writeMarkdown } from '../../src/notes/writeMarkdown.ts';
import { markdownFromHtml } from '../../src/sandbox/v1/markdownFromHtml.ts';
import { allowedHtml } from '../../src/sandbox/v2/allowedHtml.ts';
import { anyText } from '../support/anyText.ts';
import { runCount } from '../support/runCount.ts';

const nbsp = (count: number): string => '\u00A0'.repeat(count);

describe('a typed note becomes HTML that V2 accepts:', () => {
  it.each([
    ['paragraphs and lines', 'one\ntwo\n\nthree', '<p>one<br>two</p><p>three</p>'],
    [
      'bold and italics',
      '**a** and *b* and ***c***',
      '<p><strong>a</strong> and <em>b</em> and <em><strong>c</strong></em></p>',
    ],
    ['a heading', '# Next steps', '<p><strong>Next steps</strong></p>'],
    ['bullets', '- one\n- two', '<ul><li>one</li><li>two</li></ul>'],
    ['numbers', '1. one\n2. two', '<ol><li>one</li><li>two</li></ol>'],
    ['numbers that go on', '3. three\n4. four', '<p>3. three</p><p>4. four</p>'],
    ['a list in a list', '- one\n  - two', '<ul><li>one<ul><li>two</li></ul></li></ul>'],
    ['tasks', '- [x] done\n- [ ] open', '<ul><li>☑ done</li><li>☐ open</li></ul>'],
    ['a quote', '> she said\n> so', '<p>&gt; she said<br>&gt; so</p>'],
    ['code', '```ts\nif (a < b) {\n  c();\n}\n```', '<p>if (a &lt; b) {<br>\u00a0\u00a0c();<br>}</p>'],
    [
      'indented code',
      'a\n\n    if (a < b) {\n      c();\n\n    }',
      `<p>a</p><p>${nbsp(4)}if (a &lt; b) {<br>${nbsp(6)}c();<br><br>${nbsp(4)}}</p>`,
    ],
    ['indented code at the beginning', '\n\tone\n\t\ttwo', `<p>${nbsp(4)}one<br>${nbsp(8)}two</p>`],
    ['a first line that is indented by accident', '     **a**\nb', '<p><strong>a</strong><br>b</p>'],
    ['indented lines', 'a\n  b **c**  \n\td', `<p>a<br>${nbsp(2)}b <strong>c</strong><br>${nbsp(4)}d</p>`],
    ['lines of an item', '- a\n  b\n    c', `<ul><li>a<br>b<br>${nbsp(2)}c</li></ul>`],
    ['code in an item', '- a\n\n      b', `<ul><li>a<br>${nbsp(4)}b</li></ul>`],
    ['code in a line', 'run `npm ci`', '<p>run npm ci</p>'],
    ['a table', '| a | b |\n| - | - |\n| 1 | 2 |', '<p><strong>a | b</strong><br>1 | 2</p>'],
    ['a rule', 'a\n\n---\n\nb', '<p>a</p><p>———</p><p>b</p>'],
    [
      'a link',
      '[deck](https://a.example/x?b=1&c="2")',
      '<p><a href="https://a.example/x?b=1&amp;c=%222%22">deck</a></p>',
    ],
    ['an address', 'see https://a.example', '<p>see <a href="https://a.example/">https://a.example</a></p>'],
    ['an email address', '<ann@a.example>', '<p><a href="mailto:ann@a.example">ann@a.example</a></p>'],
    ['a link that V2 refuses', '[x](javascript:alert(1))', '<p>x (javascript:alert(1))</p>'],
    [
      'a link by reference',
      '[deck][1]\n\n[1]: https://a.example',
      '<p><a href="https://a.example/">deck</a></p><p>[1]: <a href="https://a.example/">',
    ],
    ['an image', '![logo](https://a.example/l.png)', '<p><a href="https://a.example/l.png">logo</a></p>'],
    [
      'HTML',
      'a <b>bold</b> & <script>x()</script>',
      '<p>a &lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;x()&lt;/script&gt;</p>',
    ],
    ['struck text', '~~old~~ new', '<p>~~old~~ new</p>'],
    ['escapes', String.raw`\*not bold\*`, '<p>*not bold*</p>'],
  ])('%s', (_, typed, html) => {
    const made = noteHtml(typed);
    if (html.endsWith('>[1]: <a href="https://a.example/">'))
      expect(made).toContain('[1]: https://a.example');
    else expect(made).toBe(html);
    expect(allowedHtml(made)).toBe(made);
  });

  it('a text with nothing but blanks as nothing', () => {
    expect(noteHtml(' \n\t\n ')).toBe('');
  });

  it('control characters and direction overrides are left out', () => {
    expect(noteHtml('a\u0000b\u202Ec\u001B[31md')).toBe('<p>abcd</p>');
  });

  it('a text too long to parse keeps its words and lines', () => {
    const long = `# Title\n\n${'word & more\n'.repeat(20_000)}`;
    const html = noteHtml(long);
    expect(html.startsWith('<p># Title</p><p>word &amp; more<br>')).toBe(true);
    expect(allowedHtml(html)).toBe(html);
  });

  it.each([
    '> '.repeat(5000),
    '['.repeat(20_000),
    '*a '.repeat(20_000),
    '- '.repeat(3000),
    '`'.repeat(30_000),
  ])('a hostile text in linear time (%#)', (text) => {
    const start = performance.now();
    const html = noteHtml(text);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(allowedHtml(html)).toBe(html);
  });
});

const words = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const phrase = fc.oneof(
  words,
  words.map((word) => `**${word}**`),
  words.map((word) => `*${word}*`),
  fc.tuple(words, words).map(([text, host]) => `[${text}](https://${host}.example/)`),
);
const sentence = fc.array(phrase, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' '));
const block = fc.oneof(
  sentence,
  sentence.map((text) => `## ${text.replaceAll('*', '')}`),
  sentence.map((text) => `> ${text}`),
  fc
    .array(sentence, { minLength: 1, maxLength: 4 })
    .map((items) => items.map((one) => `- ${one}`).join('\n')),
  fc
    .array(sentence, { minLength: 1, maxLength: 4 })
    .map((items) => items.map((one, index) => `${index + 1}. ${one}`).join('\n')),
);
const note = fc.array(block, { minLength: 1, maxLength: 6 }).map((blocks) => blocks.join('\n\n'));

describe('for any note', () => {
  it('what the service stores and returns keeps words, lists, links and emphasis', () => {
    fc.assert(
      fc.property(note, (typed) => {
        const back = markdownFromHtml(noteHtml(typed));
        expect(plain(back)).toBe(plain(typed));
        expect(linksOf(back)).toEqual(linksOf(typed));
        expect(bolds(back)).toEqual(expect.arrayContaining(bolds(typed)));
        expect(items(back)).toBe(items(typed));
      }),
      { numRuns: runCount(60) },
    );
  });

  it('nothing outside the allow-list is ever sent', () => {
    const piece = fc.oneof(
      anyText({ maxLength: 20 }),
      note,
      fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        '</p>',
        '<p>',
        '<a href="javascript:x">',
        '](',
        '[',
        '![',
        '`',
        '```\n',
        '\n\n',
        '|',
        '- ',
        '[^1]',
        '[^1]: x',
        '<!--',
        ']]>',
        '&#60;script&#62;',
        '\u2028',
        '<https://x"y>',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const html = noteHtml(pieces.join(''));
        expect(allowedHtml(html)).toBe(html);
        expect(elementsOf(html).filter((one) => !isAllowed(one))).toEqual([]);
      }),
      { numRuns: runCount(120) },
    );
  });
});

describe('indentation', () => {
  it.each([
    'Code:\n\n    if (x) {\n      y_z();\n\n    }\n\nend',
    '    starts\n        indented',
    'Terms:\n  price: **5**\n    seats: 10',
    'a\n\n    # one\n    - two\n    1. three\n    a < b & c_d',
    'Plan (see below)\n\n        deep\n\n**end**\n   of it',
  ])('comes back from the service as it was typed: %j', (typed) => {
    const html = noteHtml(typed);
    const text = noteText({ content: markdownFromHtml(html), type: noteTypes.richText }).text;
    expect(text).toBe(typed);
    expect(noteText({ content: html, type: noteTypes.richText }).text.trim()).toBe(
      typed.replaceAll('**', '').trim(),
    );
  });

  it('of code makes code of it in the document', () => {
    const content = markdownFromHtml(noteHtml('Code:\n\n    if (x) {\n      y_z();\n    }\n\nend'));
    expect(writeMarkdown(noteTree({ content, type: noteTypes.richText }) ?? [])).toBe(
      'Code:\n\n```\nif (x) {\n  y_z();\n}\n```\n\nend\n',
    );
  });

  it('survives for any words in any lines', () => {
    const line = fc.tuple(fc.integer({ min: 4, max: 12 }), fc.stringMatching(/^[a-z*_#>.1-]{1,8}$/));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (code) => {
        const typed = `a\n\n${code.map(([blanks, word]) => ' '.repeat(blanks) + word).join('\n')}`;
        const content = markdownFromHtml(noteHtml(typed));
        expect(noteText({ content, type: noteTypes.richText }).text).toBe(typed);
      }),
      { numRuns: runCount(100) },
    );
  });
});

/** The words in their order, without the numbers of lists. */
function plain(text: string): string {
  return (text.replaceAll(/^\d+\. /gm, '').match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

function linksOf(text: string): (string | undefined)[] {
  return [...text.matchAll(/\]\((https:\/\/[^)]+)\)/g)].map(([, url]) => url);
}

function bolds(text: string): (string | undefined)[] {
  return [...text.matchAll(/(?<!\*)\*\*([a-z0-9]+)\*\*(?!\*)/g)].map(([, word]) => word);
}

function items(text: string): number {
  return (text.match(/^(?:[-*]|\d+\.) /gm) ?? []).length;
}

interface Element {
  readonly tagName: string;
  readonly attrs: readonly { readonly name: string; readonly value: string }[];
}

/** By the rules of a browser, which is another reading than that of the sandbox. */
function elementsOf(html: string): readonly Element[] {
  const found: Element[] = [];
  const visit = (node: unknown): void => {
    const { childNodes = [], tagName, attrs = [] } = node as Partial<Element> & { childNodes?: unknown[] };
    if (tagName !== undefined) found.push({ tagName, attrs });
    for (const child of childNodes) visit(child);
  };
  visit(parseFragment(html));
  return found;
}

function isAllowed({ tagName, attrs }: Element): boolean {
  if (tagName === 'a')
    return attrs.every(({ name, value }) => name === 'href' && /^(https?|mailto):/.test(value));
  return ['p', 'br', 'strong', 'em', 'ol', 'ul', 'li'].includes(tagName) && attrs.length === 0;
}
