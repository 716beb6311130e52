import type { Nodes, Root, RootContent } from 'mdast';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import type { Note } from '../../affinity/index.ts';
import { isHtmlNote, printable, withoutTags } from './plainNote.ts';

/** A longer text, or one with more markup, is shown as it is: to parse it would hold up the editor. */
const longestParsed = 50_000;
const mostMarks = 3000;
/** Nothing is deeper that somebody wrote; what reads and writes trees calls itself for every level. */
const deepest = 100;

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

/**
 * The note's text as a tree of Markdown without HTML, images and dangerous links. It never throws: what cannot be made a
 * tree of is shown as plain text.
 */
export function noteTree(note: Pick<Note, 'content' | 'type'>): RootContent[] {
  const content = printable(note.content.replaceAll('\\_', '_'));
  const isHtml = isHtmlNote(note);
  const tree = isModest(content) ? parsed(content, isHtml) : undefined;
  if (tree === undefined || isDeep(tree)) {
    return [{ type: 'code', value: isHtml ? withoutTags(content) : content }];
  }
  return tree.children.map((node) => harmless(node));
}

/** Writes a tree as Markdown. What was text stays text: nothing in it can become a link, HTML or a heading. */
export function writeMarkdown(children: RootContent[]): string {
  const text = writer.stringify({ type: 'root', children });
  // Inside a word an underscore never begins an emphasis, and names and addresses are to be copied as they are.
  return text.replaceAll(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_');
}

function isModest(content: string): boolean {
  return content.length <= longestParsed && (content.match(/[*_~`[<]/g) ?? []).length <= mostMarks;
}

function parsed(content: string, isHtml: boolean): Root | undefined {
  try {
    return isHtml ? htmlReader.runSync(htmlReader.parse(content)) : textReader.parse(content);
  } catch {
    // Nested so deep that there is no room on the stack.
    return undefined;
  }
}

/** Level by level, so that it needs no room on the stack itself. */
function isDeep(tree: Root): boolean {
  let level: readonly Nodes[] = [tree];
  for (let depth = 0; depth < deepest && level.length > 0; depth += 1) {
    level = level.flatMap((node): readonly Nodes[] => ('children' in node ? node.children : []));
  }
  return level.length > 0;
}

/** Cleans the finished tree, since a character reference in the note becomes its character only there. */
function harmless<Node extends Nodes>(parsedNode: Node): Node {
  const texts = Object.entries(parsedNode).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? printable(value) : value,
  ]);
  const node = Object.fromEntries(texts) as Node;
  if (node.type === 'html') return { type: 'text', value: node.value } as Node;
  if (node.type === 'image' || node.type === 'imageReference')
    return { type: 'text', value: node.alt ?? '' } as Node;
  if ((node.type === 'link' || node.type === 'definition') && !/^(https?:|mailto:)/i.test(node.url)) {
    return { ...node, url: '#' };
  }
  if (!('children' in node)) return node;
  return { ...node, children: node.children.map((child) => harmless(child)) };
}
