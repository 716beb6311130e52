import { htmlNodes } from '../http/htmlNodes.ts';
import type { HtmlNode } from '../http/htmlNodes.ts';
import { Refusal } from '../http/refusal.ts';

const TAG = /<\/?[a-z][^<>]*>/gi;
const LINK = /^(https?:\/\/|mailto:)/i;

/** The elements that a note may have, with their attributes. Source: V2 docs, Create a Note. */
const allowed: ReadonlyMap<string, readonly string[]> = new Map([
  ['p', []],
  ['br', []],
  ['strong', []],
  ['em', []],
  ['u', []],
  ['ol', []],
  ['ul', []],
  ['li', []],
  ['span', ['style']],
  ['a', ['href']],
]);

/** Refuses HTML with anything but the elements, attributes and links that a note may have. */
export function allowedHtml(html: string): string {
  if (html.replaceAll(TAG, '').includes('<')) throw disallowed('a bare <');
  check(htmlNodes(html));
  return html;
}

/** The HTML of a plain text: its paragraphs and lines stay. */
export function htmlFromText(text: string): string {
  const paragraphs = text.split(/\n{2,}/).map((one) => escaped(one).replaceAll('\n', '<br>'));
  return paragraphs.map((one) => `<p>${one}</p>`).join('');
}

function check(nodes: readonly HtmlNode[]): void {
  for (const node of nodes) {
    if (typeof node === 'string') continue;
    const attributes = allowed.get(node.name);
    if (attributes === undefined) throw disallowed(`<${node.name}>`);
    for (const [name, value] of node.attributes) {
      if (!attributes.includes(name)) throw disallowed(`the attribute ${name} of <${node.name}>`);
      if (name === 'href' && !LINK.test(value)) throw disallowed(`the link ${value}`);
    }
    check(node.children);
  }
}

function disallowed(what: string): Refusal {
  return new Refusal(400, `content.html must not have ${what}`, 'content.html');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
