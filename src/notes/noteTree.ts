import type { Definition, Link, LinkReference, Nodes, Paragraph, Root, RootContent } from 'mdast';
import rehypeRemark from 'rehype-remark';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import { printable } from '../model/cleanText.ts';
import { hasMarkdownEscapes, htmlOf, noteFormat, plainNote } from '../model/noteText.ts';
import type { NoteContent, NoteFormat } from '../model/noteText.ts';
import { markdownWithoutTags } from '../model/textWithoutTags.ts';
import { htmlTree } from './htmlTree.ts';
import { markdownReader, unified } from './markdownReader.ts';
import { plainMarkdown } from './plainMarkdown.ts';
import { tidyTree } from './tidyTree.ts';

/**
 * Longest text that is parsed, in characters: a longer one would hold up the editor. For the same reason there is a limit
 * on marks. A mark may start something: a tag or a line, and in Markdown also a list item or what looks like an address.
 */
const longest = { html: 30_000, text: 20_000 };

const marks = { html: /[<\n]/g, text: /[\n\t*_~`[\]<>#|&\\@]| {2}|[-+] |\d[.)] |:\/|www/g };

const MOST_MARKS = 1000;

/** More lists and quotes than a real note starts in one line. Each costs as much as everything around it. */
const MANY_LEVELS = /(?:[-+*] |> ?|\d[.)] ){20}/;

/** Trees are read and written by functions that call themselves for every level. */
const DEEPEST = 30;

const CODE_LINE = /^\u00A0{4}/u;

/** A character for private use, which stands for a backslash while a text is parsed. */
const TYPED_BACKSLASH = '\uE000';

// One cell that spans a million columns would become a million cells.
const attributes = {
  ...defaultSchema.attributes,
  '*': defaultSchema.attributes?.['*']?.filter((name) => name !== 'colSpan' && name !== 'rowSpan') ?? [],
};

const htmlReader = unified()
  .use(rehypeSanitize, { ...defaultSchema, attributes, strip: ['script', 'style'] })
  .use(rehypeRemark)
  .freeze();

/**
 * A note as a Markdown tree without HTML, images and dangerous links. Never throws; undefined for a note that would take
 * too long to parse, or that cannot be parsed.
 */
export function noteTree(note: NoteContent): RootContent[] | undefined {
  const format = noteFormat(note);
  const isHtml = format === 'html';
  const content = printable(isHtml ? htmlOf(note) : markdownOf(note, format));
  const tree = isModest(content, isHtml) ? parsed(content, isHtml) : undefined;
  if (tree === undefined || isDeep(tree)) return undefined;
  const definitions = tree.children.filter((node) => node.type === 'definition');
  const nodes = tree.children.filter((node) => node.type !== 'definition');
  return tidyTree(nodes.map((node) => harmless(node, { definitions, content, isHtml })));
}

/** Hides the backslashes that were typed from the parser. An escaped underscore stays one, or it could begin emphasis. */
function markdownOf(note: NoteContent, format: NoteFormat): string {
  const content = format === 'taggedMarkdown' ? markdownWithoutTags(note.content) : note.content;
  return hasMarkdownEscapes(note) ? content : content.replaceAll(/\\(?!_)/gu, TYPED_BACKSLASH);
}

/** The words of a note without its formatting: its paragraphs, lines and lists. */
export function noteAsWritten(note: NoteContent): RootContent {
  // The writer would take minutes for a text of a million characters, so it gets one that is written already.
  return { type: 'html', value: plainMarkdown(plainNote(note)) };
}

function isModest(content: string, isHtml: boolean): boolean {
  const kind = isHtml ? 'html' : 'text';
  if (content.length > longest[kind] || (!isHtml && MANY_LEVELS.test(content))) return false;
  return (content.match(marks[kind]) ?? []).length <= MOST_MARKS;
}

function parsed(content: string, isHtml: boolean): Root | undefined {
  try {
    return isHtml ? htmlReader.runSync(htmlTree(content, MOST_MARKS)) : markdownReader.parse(content);
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

interface Source {
  readonly definitions: readonly Definition[];
  readonly content: string;
  readonly isHtml: boolean;
}

/** Cleans the finished tree, since a character reference in the note becomes its character only while it is parsed. */
function harmless<Node extends Nodes>(parsedNode: Node, source: Source): Node {
  const texts = Object.entries(parsedNode).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? printable(value).replaceAll(TYPED_BACKSLASH, '\\') : value,
  ]);
  const node = Object.fromEntries(texts) as Node;
  if (node.type === 'paragraph' && !source.isHtml) {
    const code = indentedCode(node);
    if (code !== undefined) return { type: 'code', value: code } as Nodes as Node;
  }
  const asText = (value: string): Node => ({ type: 'text', value }) as Nodes as Node;
  if (node.type === 'html') return asText(node.value);
  if (node.type === 'image' || node.type === 'imageReference') return asText(node.alt ?? '');
  const linked = (url: string, { children }: Link | LinkReference): Node => {
    const link: Link = {
      type: 'link',
      url: safeUrl(url),
      children: children.map((one) => harmless(one, source)),
    };
    return link as Nodes as Node;
  };
  if (node.type === 'linkReference') {
    const definition = source.definitions.find(({ identifier }) => identifier === node.identifier);
    return linked(definition?.url ?? '', node);
  }
  if (node.type === 'link') {
    const [child] = node.children;
    const isBare = child?.type === 'text' && isBareAddress(node, source);
    return isBare ? asText(harmless(child, source).value) : linked(node.url, node);
  }
  if (!('children' in node)) return node;
  return { ...node, children: node.children.map((child) => harmless(child, source)) };
}

/** Code that was typed with an indentation of four blanks comes back as lines with blanks that HTML does not fold. */
function indentedCode({ children }: Paragraph): string | undefined {
  const texts = children.map((child) =>
    child.type === 'text' ? child.value : child.type === 'break' ? '\n' : undefined,
  );
  if (texts.includes(undefined)) return undefined;
  const lines = texts.join('').split('\n');
  if (lines.some((line) => line !== '' && !CODE_LINE.test(line))) return undefined;
  return lines.map((line) => line.slice(4).replaceAll('\u00A0', ' ')).join('\n');
}

/** An address that is a link only because it looks like one. It is text, to be copied as it is. Some have no position. */
function isBareAddress({ position }: Link, { content, isHtml }: Source): boolean {
  if (isHtml) return false;
  const offset = position?.start.offset;
  return offset === undefined || !'<['.includes(content[offset] ?? '');
}

function safeUrl(url: string): string {
  return /^(https?:|mailto:)/i.test(url) ? url : '#';
}
