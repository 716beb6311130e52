import type { Nodes, Root, RootContent, Text } from 'mdast';
import rehypeRemark from 'rehype-remark';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import type { Options } from 'remark-stringify';
import { unified } from 'unified';
import type { Note } from '../../affinity/index.ts';
import { printable } from '../../model/cleanText.ts';
import { isHtmlNote, withoutTags } from '../../model/noteText.ts';
import { htmlTree } from './htmlTree.ts';

/**
 * A longer text, or one with more markup, is shown as it is: to parse it would hold up the editor. A mark is what begins
 * something: a tag or a line, and in Markdown also a level of a list or what looks like an address.
 */
const longest = { html: 30_000, text: 20_000 };

const marks = { html: /[<\n]/g, text: /[\n\t*_~`[\]<>#|&\\@]| {2}|[-+] |\d[.)] |:\/|www/g };

const MOST_MARKS = 1000;

/** So many lists and quotes begin in no line that somebody wrote, and each costs as much as all around it. */
const MANY_LEVELS = /(?:[-+*] |> ?|\d[.)] ){20}/;

/** Nothing is deeper that somebody wrote; what reads and writes trees calls itself for every level. */
const DEEPEST = 30;

// One cell that spans a million columns would become as many cells.
const attributes = {
  ...defaultSchema.attributes,
  '*': defaultSchema.attributes?.['*']?.filter((name) => name !== 'colSpan' && name !== 'rowSpan') ?? [],
};

const htmlReader = unified()
  .use(rehypeSanitize, { ...defaultSchema, attributes, strip: ['script', 'style'] })
  .use(rehypeRemark)
  .freeze();

const textReader = unified().use(remarkParse).use(remarkGfm).freeze();

// Padded, each row of a table would be as long as the longest one.
const writer = unified()
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkStringify, {
    bullet: '-',
    rule: '-',
    emphasis: '_',
    fences: true,
    resourceLink: false,
    handlers: { text: withoutFormulas },
  })
  .freeze();

const contentOf = ({ content }: NoteText): string => printable(content.replaceAll('\\_', '_'));

type NoteText = Pick<Note, 'content' | 'type'>;

type TextHandler = NonNullable<NonNullable<Options['handlers']>['text']>;

/** The editor's preview draws what is between two dollar signs as a formula. An amount such as $5 ends none, and stays. */
function withoutFormulas(...[node, , state, info]: Parameters<TextHandler>): string {
  return state.safe((node as Text).value, info).replaceAll(/\$(?!\w)/g, String.raw`\$`);
}

/**
 * The note's text as a tree of Markdown without HTML, images and dangerous links. It never throws: of what would take too
 * long, or cannot be made a tree of, there is none.
 */
export function noteTree(note: NoteText): RootContent[] | undefined {
  const content = contentOf(note);
  const isHtml = isHtmlNote(note);
  const tree = isModest(content, isHtml) ? parsed(content, isHtml) : undefined;
  if (tree === undefined || isDeep(tree)) return undefined;
  return tree.children.map((node) => harmless(node));
}

/** The note's text as it was written, without tags. */
export function noteAsWritten(note: NoteText): RootContent {
  const content = contentOf(note);
  return { type: 'code', value: isHtmlNote(note) ? withoutTags(content) : content };
}

/** Writes a tree as Markdown. What was text stays text: nothing in it can become a link, HTML or a heading. */
export function writeMarkdown(children: RootContent[]): string {
  const text = writer.stringify({ type: 'root', children });
  // Inside a word an underscore never begins an emphasis, and names and addresses are to be copied as they are.
  return text.replaceAll(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_');
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
    // More elements than marks, or nested so deep that there is no room on the stack.
    return undefined;
  }
}

/** Level by level, so that it needs no room on the stack itself. */
function isDeep(tree: Root): boolean {
  let level: readonly Nodes[] = [tree];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
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
