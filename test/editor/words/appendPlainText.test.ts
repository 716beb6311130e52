import * as fc from 'fast-check';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, it } from 'vitest';
import type { MarkdownString as EditorMarkdown } from 'vscode';
import { appendPlainText } from '../../../src/editor/words/appendPlainText.ts';
import { runCount } from '../../support/runCount.ts';
import { MarkdownString } from '../support/vscodeStandIn.ts';

function appended(text: string): string {
  const markdown = new MarkdownString();
  appendPlainText(markdown as unknown as EditorMarkdown, text);
  return markdown.value;
}

/** The paragraphs of a document, and the names of everything in it that is more than text. */
function read(markdown: string) {
  const others: string[] = [];
  const paragraphs = unified()
    .use(remarkParse)
    .parse(markdown)
    .children.map((node) => {
      if (node.type !== 'paragraph') others.push(node.type);
      const children = node.type === 'paragraph' ? node.children : [];
      return children
        .map((child) => (child.type === 'text' ? child.value : others.push(child.type)))
        .join('');
    });
  return { paragraphs, others };
}

it('keeps ordinary blanks between words, so that lines break there', () => {
  const markdown = appended('Kick-off with Acme Robotics\nAs of 14:00 today');
  expect(markdown).toBe('Kick\\-off with Acme Robotics\n\nAs of 14:00 today');
  expect(appended('18 Nov  Kick')).toBe('18 Nov&nbsp; Kick');
});

it('reads as the text that it was, whatever looks like Markdown in it', () => {
  const pieces = [
    'a',
    '1.',
    '12)',
    '-',
    '*',
    '_',
    '#',
    '>',
    '<b>',
    '<https://x.example>',
    '===',
    '```',
    '|',
    '[x](y)',
  ];
  const text = fc
    .array(fc.constantFrom(...pieces, '\\', '~~', '!', ' ', '  ', '\t', '\n', 'שלום'), { maxLength: 30 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (typed) => {
      const { paragraphs, others } = read(appended(typed));
      expect(others).toEqual([]);
      const lines = typed.split('\n').map((line) => line.replaceAll('\t', ' '));
      const shown = paragraphs.map((line) => line.replaceAll('\u00A0', ' '));
      expect(shown).toEqual(lines.filter((line) => line !== ''));
    }),
    { numRuns: runCount(300) },
  );
});
