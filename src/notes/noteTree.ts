import type { Nodes, Root, RootContent } from 'mdast';
import rehypeRemark from 'rehype-remark';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { printable } from '../model/cleanText.ts';
import { isHtmlNote, withoutTags } from '../model/noteText.ts';
import type { NoteContent } from '../model/noteText.ts';
import { htmlTree } from './htmlTree.ts';

/**
 * Longest text that is parsed, in characters: a longer one would hold up the editor. For the same reason there is a limit
 * on marks. A mark may start something: a tag or a line, and in Markdown also a list item or what looks like an address.
 */
const longest = { html: 30_000, text: 20_000 };

const marks = { html: /[<\n]/g, text: /[\n\t*_~`[\]<>#|&\\@]| {2}|[-+] |\d[.)] |:\/|www/g };

const MOST_MARKS = 1000;

/** Nobody starts this many lists and quotes in one line, and each costs as much as everything around it. */
const MANY_LEVELS = /(?:[-+*] |> ?|\d[.)] ){20}/;

/** Trees are read and written by functions that call themselves for every level. */
const DEEPEST = 30;

// One cell that spans a million columns would become a million cells.
const attributes = {
  ...defaultSchema.attributes,
  '*': defaultSchema.attributes?.['*']?.filter((name) => name !== 'colSpan' && name !== 'rowSpan') ?? [],
};

const htmlReader = unified()
  .use(rehypeSanitize, { ...defaultSchema, attributes, strip: ['script', 'style'] })
  .use(rehypeRemark)
  .freeze();

const textReader = unified().use(remarkParse).use(remarkGfm).freeze();

const contentOf = ({ content }: NoteContent): string => printable(content.replaceAll('\\_', '_'));

/**
 * A note as a Markdown tree without HTML, images and dangerous links. Never throws; undefined for a note that would take
 * too long to parse, or that cannot be parsed.
 */
export function noteTree(note: NoteContent): RootContent[] | undefined {
  const content = contentOf(note);
  const isHtml = isHtmlNote(note);
  const tree = isModest(content, isHtml) ? parsed(content, isHtml) : undefined;
  if (tree === undefined || isDeep(tree)) return undefined;
  return tree.children.map((node) => harmless(node));
}

/** The words of a note without its formatting, as one block of code. */
export function noteAsWritten(note: NoteContent): RootContent {
  const content = contentOf(note);
  return { type: 'code', value: isHtmlNote(note) ? withoutTags(content) : content };
}

function isModest(content: string, isHtml: boolean): boolean {
  const kind = isHtml ? 'html' : 'text';
  if (content.length > longest[kind] || (!isHtml && MANY_LEVELS.test(content))) return false;
  return (content.match(marks[kind]) ?? []).length <= MOST_MARKS;
}

function parsed(content: string, isHtml: boolean): Root | undefined {
  try {
    return isHtml ? htmlReader.runSync(htmlTree(content, MOST_MARKS)) : textReader.parse(content);
  } catch {
    // It has more elements than marks, or is nested too deep for the stack.
    return undefined;
  }
}

/** Goes level by level, so that it needs no room on the stack itself. */
function isDeep(tree: Root): boolean {
  let level: readonly Nodes[] = [tree];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
    level = level.flatMap((node): readonly Nodes[] => ('children' in node ? node.children : []));
  }
  return level.length > 0;
}

/** Cleans the finished tree, since a character reference in the note becomes its character only while it is parsed. */
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
