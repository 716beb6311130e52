import * as fc from 'fast-check';
import type { Nodes } from 'mdast';
import { expect, it } from 'vitest';
import { noteFormat, plainNote } from '../../src/model/noteText.ts';
import { noteTree } from '../../src/notes/noteTree.ts';
import { writeMarkdown } from '../../src/notes/writeMarkdown.ts';
import { runCount } from '../support/runCount.ts';

const LINK = 'https://acme.example/';

/** Words with signs that are marks of Markdown somewhere. */
const words = fc.constantFrom(
  ...String.raw`They ship in March R&D P&L $5M $ C++ 50% naïve です 「重要」 (pilot) "no" Q: — x. 😀 snake_case a*b * _x_
    ~~x~~ ~10 ~ #3 # 1. - + > | --- <b &lt; \ \\ [a](b) [tbd] [x] ![x] [^1] !
    https://acme.example/a_b?x=1&copy=2 https://acme.example/_a_/b www.acme.example jane_roe@acme.example`.split(
    /\s+/,
  ),
  '5 * 3',
  '`c`',
);
const gaps = fc.constantFrom(' ', '', ' ', '&nbsp;', '<br>');
const inline: fc.Arbitrary<string> = fc.letrec<{ one: string; some: string }>((tie) => ({
  one: fc.oneof(
    { weight: 4, arbitrary: words.map(escaped) },
    fc
      .tuple(
        fc.constantFrom('b', 'strong', 'em', 'i', 'del', 'u', 'span', `a href="${LINK}"`),
        gaps,
        tie('some'),
        gaps,
      )
      .map(
        ([name, before, inside, after]) =>
          `<${name}>${before}${inside}${after}</${name.split(' ')[0] ?? ''}>`,
      ),
  ),
  some: fc
    .array(fc.tuple(tie('one'), gaps), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.flat().join('')),
})).some;
const block: fc.Arbitrary<string> = fc.letrec<{ one: string; list: string }>((tie) => ({
  one: fc.oneof(
    { weight: 3, arbitrary: inline.map((text) => `<p>${text}</p>`) },
    inline.map((text) => `<h2>${text}</h2>`),
    inline.map((text) => `<b style="font-weight:normal"><p>${text}</p></b>`),
    inline.map((text) => `<strong><p>${text}</p><ul><li>${text}</li></ul></strong>`),
    fc
      .tuple(inline, inline)
      .map(([a, b]) => `<table><tr><td><p>${a}</p><p>${b}</p></td><td>${b}</td></tr></table>`),
    tie('list'),
  ),
  list: fc
    .tuple(
      fc.constantFrom('ul', 'ol'),
      fc.array(
        fc.oneof(
          inline.map((text) => `<li>${text}</li>`),
          tie('list'),
        ),
        { minLength: 1, maxLength: 3 },
      ),
    )
    .map(([name, items]) => `<${name}>${items.join('')}</${name}>`),
})).one;
const notes = fc.array(block, { minLength: 1, maxLength: 4 }).map((blocks) => blocks.join(''));

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter(Boolean);
}

function withoutMarks(text: string): readonly string[] {
  return wordsOf(text).filter((word) => !/^(?:-|\d+\.)$/.test(word));
}

function textOf(nodes: readonly Nodes[]): string {
  return nodes
    .map((node) =>
      'children' in node
        ? `${textOf(node.children)}${isBlock(node) ? '\n' : ''}`
        : node.type === 'break'
          ? '\n'
          : 'value' in node
            ? node.value
            : '',
    )
    .join('');
}

function isBlock({ type }: Nodes): boolean {
  return ['paragraph', 'heading', 'tableCell', 'listItem', 'tableRow'].includes(type);
}

/** Lists with the number of their items, and links, in their order. Bare addresses are links in one of the trees only. */
function outlineOf(nodes: readonly Nodes[]): readonly string[] {
  return nodes.flatMap((node) => [
    ...(node.type === 'list'
      ? [`${node.ordered === true ? 'ordered' : 'bullets'} ${node.children.length}`]
      : []),
    ...(node.type === 'link' && node.url === LINK ? ['link'] : []),
    ...('children' in node ? outlineOf(node.children) : []),
  ]);
}

// A fixed seed: the signs of Markdown have more combinations than a run can try.
const options = { numRuns: runCount(120), seed: 20_251_123 };

it('a note keeps its words, lists and links from its document to Markdown and back', () => {
  fc.assert(
    fc.property(notes, (content) => {
      const tree = noteTree({ content, type: 2 }) ?? [];
      const markdown = writeMarkdown(tree);
      expect(markdown).not.toContain('&#x');
      const again = noteTree({ content: markdown, type: 2 }) ?? [];
      expect(wordsOf(textOf(again))).toEqual(wordsOf(textOf(tree)));
      expect(outlineOf(again)).toEqual(outlineOf(tree));
      expect(noteFormat({ content: markdown, type: 2 })).toBe('markdown');
    }),
    options,
  );
});

it('the form, tooltips and search read the words of the document', () => {
  fc.assert(
    fc.property(notes, (content) => {
      const shown = textOf(noteTree({ content, type: 2 }) ?? []);
      expect(withoutMarks(plainNote({ content, type: 2 }))).toEqual(withoutMarks(shown));
    }),
    options,
  );
});
