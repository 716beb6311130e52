import type { Nodes, Root, RootContent } from 'mdast';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import type { Note } from '../../affinity/index.ts';

/** A longer text is shown as it is instead of being parsed, which would hold up the editor. */
const longestParsed = 200_000;

const htmlReader = unified()
  .use(rehypeParse, { fragment: true })
  .use(rehypeSanitize, { ...defaultSchema, strip: ['script', 'style'] })
  .use(rehypeRemark)
  .freeze();
const textReader = unified().use(remarkParse).use(remarkGfm).freeze();
const writer = unified()
  .use(remarkGfm)
  .use(remarkStringify, { bullet: '-', rule: '-', emphasis: '_', fences: true, resourceLink: false })
  .freeze();

/** The note's text as a tree of Markdown without HTML, images and dangerous links. Source of the types: V1 docs, Notes. */
export function noteTree(note: Pick<Note, 'content' | 'type'>): RootContent[] {
  const content = note.content.replaceAll('\\_', '_').replaceAll(/[^\P{Cc}\n\t]/gu, '');
  if (content.length > longestParsed) return [{ type: 'code', value: content }];
  const tree = note.type === 2 || note.type === 3 ? htmlTree(content) : textReader.parse(content);
  return tree.children.map((node) => harmless(node));
}

/** Writes a tree as Markdown. What was text stays text: nothing in it can become a link, HTML or a heading. */
export function writeMarkdown(children: RootContent[]): string {
  const text = writer.stringify({ type: 'root', children });
  // Inside a word an underscore never begins an emphasis, and names and addresses are to be copied as they are.
  return text.replaceAll(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_');
}

function htmlTree(content: string): Root {
  return htmlReader.runSync(htmlReader.parse(content));
}

function harmless<Node extends Nodes>(node: Node): Node {
  if (node.type === 'html') return { type: 'text', value: node.value } as Node;
  if (node.type === 'image' || node.type === 'imageReference')
    return { type: 'text', value: node.alt ?? '' } as Node;
  if ((node.type === 'link' || node.type === 'definition') && !/^(https?:|mailto:)/i.test(node.url)) {
    return { ...node, url: '#' };
  }
  if (!('children' in node)) return node;
  return { ...node, children: node.children.map((child) => harmless(child)) };
}
