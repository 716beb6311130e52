import type { Delete, Emphasis, Root, RootContent, Strong, Text } from 'mdast';
import remarkStringify from 'remark-stringify';
import type { Options } from 'remark-stringify';
import { remarkGfm, unified } from './markdownReader.ts';
import { markOf } from './tidyPhrasing.ts';
import { tidyTree } from './tidyTree.ts';

/** Pages and email addresses within text. */
const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>|\\"`[\]]+|[\w.+-]{1,64}@[a-z\d-]+(?:\.[a-z\d-]+)+(?![\w-])/giu;

// Patterns keep what they were compiled to, so there is one of each.
const headingSign = { atBreak: true, character: '#', after: '(?:#{0,5}(?:[ \\t\\r\\n]|$))' };

const characterReferences = new Map<Pattern, Pattern>();

type Handler = NonNullable<NonNullable<Options['handlers']>['text']>;

type State = Parameters<Handler>[2];

type Info = Parameters<Handler>[3];

type Pattern = State['unsafe'][number];

// Padded cells would make every row of a table as long as its longest one.
const writer = unified()
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkStringify, {
    bullet: '-',
    rule: '-',
    fences: true,
    resourceLink: false,
    handlers: {
      root: (node: Root, _, state, info) => {
        state.unsafe = state.unsafe.flatMap(onlyIfNeeded);
        return state.containerFlow(node, info);
      },
      text: (node: Text, _, state, info) => writeText(node.value, state, info),
      strong: (node: Strong, _, state, info) => writeMarked(node, '**', state, info),
      emphasis: (node: Emphasis, _, state, info) =>
        writeMarked(node, markOf(node, info.before.slice(-1), info.after.slice(0, 1)), state, info),
      delete: (node: Delete, _, state, info) => writeMarked(node, '~~', state, info),
      // The other way to write it, a backslash, would be copied with the text.
      break: () => '  \n',
    },
  })
  .freeze();

/**
 * Writes a tree as Markdown. Text stays text: nothing in it becomes HTML, a heading or a link with other words. No
 * character references are written, and no more backslashes than needed, so that the document can be searched and copied.
 */
export function writeMarkdown(children: readonly RootContent[]): string {
  return withoutNeedlessEscapes(writer.stringify({ type: 'root', children: tidyTree(children) }));
}

/** `tidyTree` has made sure that the marks take effect here. */
function writeMarked(node: Strong | Emphasis | Delete, mark: string, state: State, info: Info): string {
  const tracker = state.createTracker(info);
  const exit = state.enter(node.type === 'strong' ? 'strong' : 'emphasis');
  const edge = mark.slice(0, 1);
  const before = tracker.move(mark);
  const inside = state.containerPhrasing(node, { ...tracker.current(), before: edge, after: edge });
  exit();
  return before + tracker.move(inside) + tracker.move(mark);
}

/** Pages and email addresses are written as they are, and everything else so that it stays text. */
function writeText(value: string, state: State, info: Info): string {
  if (state.stack.includes('autolink')) return state.safe(value, info);
  if (state.stack.includes('label')) return writeWords(value, state, info);
  const written: string[] = [];
  let end = 0;
  const write = (from: number, to: number, how: typeof writeWords): void => {
    const before = value.slice(from - 1, from) || info.before;
    const after = value.slice(to, to + 1) || info.after;
    written.push(how(value.slice(from, to), state, { ...info, before, after }));
  };
  for (const match of value.matchAll(ADDRESS)) {
    const address = withoutSentenceEnd(match[0]);
    // A backslash before it must not take effect on a bracket.
    write(end, match.index, (words, ...rest) => writeWords(words, rest[0], { ...rest[1], after: '<' }));
    end = match.index + address.length;
    const behind = /^\S*/u.exec(value.slice(end))?.[0] ?? '';
    const isApart =
      !behind.includes('\\') && (behind.length < value.length - end || !/^[*_~[<`]/.test(info.after));
    const isPlain = isApart && writeWords(behind, state, { ...info, before: 'a', after: ' ' }) === behind;
    const isPage = /^(?:https?:|www)/i.test(address);
    write(match.index, end, !isPage ? writeWords : isPlain ? writePage : writeInBrackets);
  }
  write(end, value.length, writeWords);
  return written.join('');
}

/** Signs after an address belong to the sentence, and so does a bracket that opens before it. */
function withoutSentenceEnd(address: string): string {
  let end = address.length;
  while (
    /[!'*,.:;?_~]/.test(address.charAt(end - 1)) ||
    (address.charAt(end - 1) === ')' && !address.includes('('))
  )
    end -= 1;
  return address.slice(0, end);
}

/** As it is, or in brackets where Markdown would read a part of it as a mark. */
function writePage(address: string, state: State, info: Info): string {
  const text = writeWords(address, state, info);
  return withoutNeedlessEscapes(text) === address ? address : writeInBrackets(address, state, info);
}

/** Without a protocol it can't be in brackets, and stays apart by not becoming a link. */
function writeInBrackets(address: string, state: State, info: Info): string {
  return /^www/i.test(address)
    ? writeWords(address, state, info).replace('.', String.raw`\.`)
    : `<${address}>`;
}

/** An underscore within a word starts no emphasis, and names and addresses should be copied as they are. */
function withoutNeedlessEscapes(markdown: string): string {
  return markdown.replaceAll(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_');
}

function writeWords(words: string, state: State, info: Info): string {
  const isAfterBlank = info.before.endsWith(' ');
  return (
    state
      .safe(words, info)
      // The editor's preview draws text between two dollar signs as a formula. An amount such as $5 closes none.
      .replaceAll(/\$(?!\w)/g, String.raw`\$`)
      // A star between blanks is no mark, nor is a tilde that could only open one.
      .replaceAll(/(?<=\S )\\\*(?= )/g, '*')
      .replaceAll(isAfterBlank ? /(?<=^| )\\~(?=[^\s~])/g : /(?<= )\\~(?=[^\s~])/g, '~')
      // Brackets are a link only with an address behind them, since a document has no definitions.
      .replaceAll(/\\\[([^\n[\\\]^]*)\](?![\s\S]?[(:[])/g, (whole, inside: string) =>
        inside.trim().length > 1 ? `[${inside}]` : whole,
      )
  );
}

/** Leaves out what keeps an address from becoming a link, and escapes other signs only where they could take effect. */
function onlyIfNeeded(pattern: Pattern): Pattern[] {
  const { character, before, after } = pattern;
  if (character === '@' || (character === '.' && before === '[Ww]') || (character === ':' && after === '\\/'))
    return [];
  if (character === '#' && pattern.atBreak === true) return [headingSign];
  if (character !== '&') return [pattern];
  let needed = characterReferences.get(pattern);
  if (needed === undefined) {
    const { inConstruct, notInConstruct } = pattern;
    const reference = '(?:#\\d{1,7}|#[xX][\\da-fA-F]{1,6}|[A-Za-z][A-Za-z\\d]{1,31});';
    needed = { character, after: reference, inConstruct, notInConstruct };
    characterReferences.set(pattern, needed);
  }
  return [needed];
}
