import { htmlNodes } from '../http/htmlNodes.ts';
import type { HtmlElement, HtmlNode } from '../http/htmlNodes.ts';

const SPECIAL = /[\\`*_~[\]]/g;

const blockNames = new Set(['p', 'ul', 'ol', 'div']);

/**
 * The Markdown that the service answers for rich text. Source: recorded answers of other clients, with `*` for
 * bullets, a blank line between items, and escapes. Underline and colours are lost.
 */
export function markdownFromHtml(html: string): string {
  return blocks(htmlNodes(html)).join('\n\n');
}

/** The Markdown of a rich note whose text has no tags: everything special is escaped, and lines stay. */
export function markdownFromText(text: string): string {
  return text
    .split('\n')
    .map((line) => escapedStart(escaped(line)))
    .join('\n');
}

/** Inline nodes between blocks form a paragraph of their own. */
function blocks(nodes: readonly HtmlNode[]): string[] {
  const result: string[] = [];
  let inline: HtmlNode[] = [];
  const endParagraph = (): void => {
    const text = paragraph(inline);
    if (text !== '') result.push(text);
    inline = [];
  };
  for (const node of nodes) {
    if (typeof node === 'string' || !blockNames.has(node.name)) {
      inline.push(node);
      continue;
    }
    endParagraph();
    if (node.name === 'ul' || node.name === 'ol') result.push(list(node));
    else result.push(...blocks(node.children));
  }
  endParagraph();
  return result;
}

function list({ name, children }: HtmlElement): string {
  const items = children.filter((node) => typeof node !== 'string' && node.name === 'li') as HtmlElement[];
  return items
    .map((item, position) => {
      const marker = name === 'ol' ? `${position + 1}. ` : '* ';
      const content = blocks(item.children).join('\n\n');
      return marker + content.replaceAll(/\n(?=[^\n])/g, `\n${' '.repeat(marker.length)}`);
    })
    .join('\n\n');
}

function paragraph(nodes: readonly HtmlNode[]): string {
  return inlineText(nodes)
    .split('\\\n')
    .map((line) => escapedStart(line.replaceAll(/^[ \t\n]+|[ \t\n]+$/g, '')))
    .join('\\\n');
}

function inlineText(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return escaped(node.replaceAll(/[ \t\r\n\f]+/g, ' '));
      const text = inlineText(node.children);
      switch (node.name) {
        case 'br':
          return '\\\n';
        case 'strong':
          return marked(text, '**');
        case 'em':
          return marked(text, '*');
        case 'a':
          return `[${text}](${node.attributes.get('href') ?? ''})`;
        default:
          return text;
      }
    })
    .join('');
}

/** Blanks at the edge stay outside of the marks, where Markdown needs them. */
function marked(text: string, mark: string): string {
  const [, before = '', content = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return content === '' ? text : `${before}${mark}${content}${mark}${after}`;
}

function escaped(text: string): string {
  return text.replaceAll(SPECIAL, String.raw`\$&`);
}

/** Escapes a character that would make a heading, a list or a quote of its line. */
function escapedStart(line: string): string {
  return line
    .replace(/^(\s*)(#{1,6}(?:\s|$)|[-+](?:\s|$)|>)/, String.raw`$1\$2`)
    .replace(/^(\s*\d+)\.(?=\s|$)/, String.raw`$1\.`);
}
