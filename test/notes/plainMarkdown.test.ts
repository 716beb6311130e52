import * as fc from 'fast-check';
import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { plainNote } from '../../src/model/noteText.ts';
import { noteAsWritten, noteTree } from '../../src/notes/noteTree.ts';
import { plainMarkdown } from '../../src/notes/plainMarkdown.ts';
import { writeMarkdown } from '../../src/notes/writeMarkdown.ts';
import { runCount } from '../support/runCount.ts';

/** One page of a mail as Outlook writes it. */
const outlookPage = (page: number): string => `
<p class=MsoNormal style='margin-bottom:12.0pt'><b><span lang=EN-US style='font-size:11.0pt;font-family:"Calibri",sans-serif'>Page ${page}</span></b><o:p></o:p></p>
<p class=MsoNormal><span style='color:#1F497D'>R&amp;D grew by 5&nbsp;%,<br>see https://acme.example/a_b?page=${page} &lt;script&gt;<o:p></o:p></span></p>
<ul style='margin-top:0cm' type=disc><li class=MsoListParagraph style='mso-list:l0 level1 lfo1'>Pilot<ul><li>Ulm</li></ul></li><li>Price</li></ul>
<table class=MsoNormalTable border=0><tr><td><p class=MsoNormal>ARR</p></td><td><p class=MsoNormal>$1M</p></td></tr></table>`;

function outlookNote(length: number): string {
  const head =
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p {margin:0} --></style></head><body>';
  const pages: string[] = [];
  for (let rest = length; rest > 0; rest -= outlookPage(pages.length).length)
    pages.push(outlookPage(pages.length));
  return `${head}${pages.join('')}</body></html>`;
}

/** Without blanks and marks of lists. */
const bare = (text: string): string => text.replaceAll(/\s+|[-+*]|\d{1,9}[.)]/gu, '');

function textOf(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map((child) => textOf(child)).join('') : '';
}

describe('a note that is too long to be parsed', () => {
  it('keeps its paragraphs, lines and lists, and is no code', () => {
    const content = outlookNote(100_000);
    expect(noteTree({ content, type: 2 })).toBeUndefined();
    const shown = writeMarkdown([noteAsWritten({ content, type: 2 })]);
    const [first = ''] = shown.split('\n\nPage 1\n');
    expect(first).toBe(String.raw`Page 0

R&D grew by 5 %,  
see https://acme.example/a_b?page=0 \<script>
- Pilot
  - Ulm
- Price

ARR \$1M`);
    expect(shown).not.toContain('```');
  });

  it('is shown whole when Outlook wrote a million characters', () => {
    const content = outlookNote(1_000_000);
    const shown = writeMarkdown([noteAsWritten({ content, type: 2 })]);
    expect(shown.match(/^Page \d+$/gm)).toHaveLength(content.split('>Page ').length - 1);
  });

  it.each(['<', '&', '_', '<ul><li>', '<p>a', '`a', '- a\n', 'a@b.example '])(
    'of a million characters of %j does not hang',
    (part) => {
      const content = `${part.repeat(1_000_000 / part.length)}</p>`;
      expect(writeMarkdown([noteAsWritten({ content, type: 2 })])).not.toBe('');
    },
  );
});

describe('text as Markdown', () => {
  it.each([
    ['# no heading', String.raw`\# no heading`],
    ['> no quote', String.raw`\> no quote`],
    ['1. one\n2. two', '1. one\n2. two'],
    ['2025. A year', '2025. A year'],
    ['- - - -', String.raw`- \- - -`],
    ['a\n===', 'a  \n\\==='],
    ['a | b\n- | -', 'a \\| b\n- \\| -'],
    ['    - deep\n      - deeper', '- deep\n  - deeper'],
    ['• one\n• two', '- one\n- two'],
    ['[x](command:quit) ![x](y)', String.raw`\[x\](command:quit) !\[x\](y)`],
    ['R&D &amp; more', String.raw`R&D \&amp; more`],
  ])('of %j is %j', (text, expected) => {
    expect(plainMarkdown(text)).toBe(expected);
  });

  it('has the words of the text and nothing that is active', () => {
    const piece = fc.constantFrom(
      ...String.raw`They ship R&D &lt; <b> </b> <!-- a*b _x_ **b** ~~s~~ \ \* [a](b) ![i](u) [x] | --- === # 1. 12) - + > : $5 "q"
      https://acme.example/a_b?x=1 www.acme.example jane_roe@acme.example 😀`.split(/\s+/),
    );
    const text = fc
      .array(fc.tuple(piece, fc.constantFrom(' ', '\n', '\n\n', '\n  ', '\n      ')), {
        minLength: 1,
        maxLength: 15,
      })
      .map((parts) => plainNote({ content: parts.flat().join('').replaceAll(/<\/|_/gu, '') }));
    fc.assert(
      fc.property(text, (typed) => {
        const tree = noteTree({ content: plainMarkdown(typed), type: 2 }) ?? [];
        const shown = tree.map((node) => textOf(node)).join('\n');
        expect(bare(shown)).toBe(bare(typed));
        expect(JSON.stringify(tree)).not.toMatch(
          /"type":"(?:html|heading|blockquote|strong|emphasis|delete|image|link|code|table)"/u,
        );
      }),
      { numRuns: runCount(200) },
    );
  });
});
