import type { Delete, Emphasis, Link, PhrasingContent, Strong, Text } from 'mdast';

const WHITESPACE = /\s/u;
/** Source: CommonMark, Unicode punctuation character. */
const PUNCTUATION = /[\p{P}\p{S}]/u;

const OPENING = /["'\p{Ps}\p{Pi}]/u;

const text = (value: string): Text => ({ type: 'text', value });

type Marked = Strong | Emphasis | Delete;

/** The surroundings of phrasing: a heading or a cell has no lines, and nothing within bold is bold again. */
interface Place {
  readonly isOneLine: boolean;
  readonly inside: readonly string[];
}

/**
 * Text in a form that takes effect in Markdown as it is: no blank and no line break at the edge of bold text, and marks
 * whose neighbours let them open and close. A heading or a cell is one line.
 */
export function tidyPhrasing(nodes: readonly PhrasingContent[], isOneLine: boolean): PhrasingContent[] {
  const clean = joined(nodes.flatMap((node) => cleaned(node, { isOneLine, inside: [] })));
  return withWorkingMarks(trimmed(clean).core, '\n', '\n');
}

function cleaned(node: PhrasingContent, place: Place): PhrasingContent[] {
  switch (node.type) {
    case 'text':
      return [text(node.value.replaceAll(/[\t\u00a0]/g, ' '))].map((one) => oneLineIf(one, place));
    case 'break':
      return place.isOneLine ? [text(' ')] : [node];
    case 'inlineCode': {
      const value = node.value.replaceAll(/\s*\n\s*/g, ' ');
      return value.trim() === '' ? [] : [{ ...node, value }];
    }
    case 'strong':
    case 'emphasis':
    case 'delete': {
      const inside = [...place.inside, node.type];
      const children = joined(node.children.flatMap((child) => cleaned(child, { ...place, inside })));
      return place.inside.includes(node.type) ? children : marked(node, children);
    }
    case 'link': {
      const children = joined(node.children.flatMap((child) => cleaned(child, place)));
      const url = node.url.replaceAll(/[\t\r\n]/g, '');
      return marked({ ...node, url }, children);
    }
    default:
      return [node];
  }
}

function oneLineIf(node: Text, { isOneLine }: Place): Text {
  return isOneLine ? text(node.value.replaceAll(/\s*\n\s*/g, ' ')) : node;
}

/** The children within their marks, with blanks and breaks at the edges outside, and two breaks between two marks. */
function marked(node: Marked | Link, children: readonly PhrasingContent[]): PhrasingContent[] {
  const { before, core, after } = trimmed(children);
  const parts = atDoubleBreaks(core);
  const inside = parts.flatMap((part, index): PhrasingContent[] => [
    ...(index === 0 ? [] : ([{ type: 'break' }, { type: 'break' }] as const)),
    { ...node, children: part },
  ]);
  return [...before, ...inside, ...after];
}

function trimmed(nodes: readonly PhrasingContent[]) {
  const core = [...nodes];
  const before: PhrasingContent[] = [];
  const after: PhrasingContent[] = [];
  for (let first = core[0]; first !== undefined && startsBlank(first); first = core[0]) {
    core.shift();
    before.push(first.type === 'text' ? text(/^\s+/u.exec(first.value)?.[0] ?? '') : first);
    if (first.type === 'text' && first.value.trim() !== '') core.unshift(text(first.value.trimStart()));
  }
  for (let last = core.at(-1); last !== undefined && endsBlank(last); last = core.at(-1)) {
    core.pop();
    after.unshift(last.type === 'text' ? text(/\s+$/u.exec(last.value)?.[0] ?? '') : last);
    if (last.type === 'text' && last.value.trim() !== '') core.push(text(last.value.trimEnd()));
  }
  return { before, core, after };
}

function startsBlank(node: PhrasingContent): boolean {
  return node.type === 'break' || (node.type === 'text' && /^\s/u.test(node.value));
}

function endsBlank(node: PhrasingContent): boolean {
  return node.type === 'break' || (node.type === 'text' && /\s$/u.test(node.value));
}

/** Neighbours of the same kind as one, and text without blanks at the ends of its lines. */
function joined(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const list: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = list.at(-1);
    if (node.type === 'text' && last?.type === 'text') list.splice(-1, 1, text(last.value + node.value));
    else if (isMarked(node) && last?.type === node.type) {
      list.splice(-1, 1, { ...last, children: joined([...last.children, ...node.children]) });
    } else list.push(node);
  }
  return list.flatMap((node, index): PhrasingContent[] => {
    if (node.type !== 'text') return [node];
    let value = node.value.replaceAll(/\s*\n\s*/g, '\n');
    if (list[index - 1]?.type === 'break') value = value.trimStart();
    if (list[index + 1]?.type === 'break') value = value.trimEnd();
    return value === '' ? [] : [text(value)];
  });
}

/** Two line breaks end a paragraph: Markdown can't hold an empty line within one. */
export function atDoubleBreaks(nodes: readonly PhrasingContent[]): PhrasingContent[][] {
  const parts: PhrasingContent[][] = [[]];
  nodes.forEach((node, index) => {
    const isDouble = node.type === 'break' && nodes[index + 1]?.type === 'break';
    if (isDouble && parts.at(-1)?.length !== 0) parts.push([]);
    else if (node.type !== 'break' || (!isDouble && parts.at(-1)?.length !== 0)) parts.at(-1)?.push(node);
  });
  return parts.filter((part) => part.length > 0);
}

/**
 * Marks only take effect next to certain characters. Source: CommonMark, left-flanking and right-flanking delimiter runs.
 * Signs at an edge go outside of the marks where that helps, else the marks go.
 */
function withWorkingMarks(
  nodes: readonly PhrasingContent[],
  outerBefore: string,
  outerAfter: string,
): PhrasingContent[] {
  const list = [...nodes];
  for (let index = 0; index < list.length; index += 1) {
    const node = list[index];
    if (node?.type === 'link') {
      list[index] = { ...node, children: withWorkingMarks(node.children, '[', ']') };
      continue;
    }
    if (node === undefined || !isMarked(node)) continue;
    const before = lastCharacter(list[index - 1]) ?? outerBefore;
    const after = firstCharacter(list[index + 1]) ?? outerAfter;
    const replaced = workingMark(node, before, after);
    if (replaced.length === 1 && replaced[0] === node) {
      const mark = markOf(node, before, after);
      list[index] = { ...node, children: withWorkingMarks(node.children, mark, mark) };
      continue;
    }
    list.splice(index, 1, ...replaced);
    const merged = joined(list);
    list.splice(0, list.length, ...merged);
    // Check the changed nodes again, together with the neighbours that they were joined with.
    index = Math.max(-1, index - 2);
  }
  return list;
}

/** The node itself if its marks work, else what comes closer to it. */
function workingMark(node: Marked, before: string, after: string): PhrasingContent[] {
  const [first, last] = [node.children[0], node.children.at(-1)];
  const head = firstCharacter(first) ?? ' ';
  const tail = lastCharacter(last) ?? ' ';
  const opens = !WHITESPACE.test(head) && (!PUNCTUATION.test(head) || isEdge(before));
  const closes = !WHITESPACE.test(tail) && (!PUNCTUATION.test(tail) || isEdge(after));
  const isMixedUp =
    node.type === 'emphasis' &&
    markOf(node, before, after) === '*' &&
    [before, head, tail, after].includes('*');
  if (opens && closes && !isMixedUp) return [node];
  if (!closes && last?.type === 'text' && wordsIn(last.value).end < last.value.length) {
    const moved = movedOut(node, last, 'after');
    return OPENING.test(head) ? moved.flatMap(withoutOpening) : moved;
  }
  if (!opens && first?.type === 'text' && wordsIn(first.value).begin > 0)
    return movedOut(node, first, 'before');
  return node.children;
}

/** With a closing bracket its opening one goes outside. */
function withoutOpening(node: PhrasingContent): PhrasingContent[] {
  const first = isMarked(node) ? node.children[0] : undefined;
  return isMarked(node) && first?.type === 'text' ? movedOut(node, first, 'before') : [node];
}

/** The signs and blanks at the edge of the marked text go outside. */
function movedOut(node: Marked, edge: Text, side: 'before' | 'after'): PhrasingContent[] {
  const words = wordsIn(edge.value);
  if (side === 'before') {
    const moved = text(edge.value.slice(0, words.begin));
    return [moved, ...markedIfAny(node, [text(edge.value.slice(words.begin)), ...node.children.slice(1)])];
  }
  const kept = text(edge.value.slice(0, words.end));
  return [...markedIfAny(node, [...node.children.slice(0, -1), kept]), text(edge.value.slice(words.end))];
}

/** From the first to the last character that is no sign and no blank. Without any, all of the text is signs. */
function wordsIn(value: string): { readonly begin: number; readonly end: number } {
  let [begin, end, place] = [value.length, 0, 0];
  for (const character of value) {
    if (!isSign(character)) {
      begin = Math.min(begin, place);
      end = place + character.length;
    }
    place += character.length;
  }
  return { begin, end };
}

function markedIfAny(node: Marked, children: readonly PhrasingContent[]): PhrasingContent[] {
  const filled = children.filter((child) => child.type !== 'text' || child.value !== '');
  return filled.length === 0 ? [] : marked(node, filled);
}

/**
 * `_` where it works, since `*` is also the mark of bold text and of lists. Next to an address it would be a part of it.
 */
export function markOf(node: Marked, before: string, after: string): '_' | '*' | '~' {
  if (node.type === 'delete') return '~';
  return node.type === 'emphasis' && isEdge(before) && isEdge(after) && !hasAddress(node) ? '_' : '*';
}

function hasAddress(node: PhrasingContent): boolean {
  if (node.type === 'text') return /@|:\/\/|www\./iu.test(node.value);
  return 'children' in node && node.children.some(hasAddress);
}

/** Marks next to such a character take effect. Readers of Markdown disagree about emoji, which are two code units. */
function isEdge(character: string): boolean {
  return character.length === 1 && isSign(character);
}

function isSign(character: string): boolean {
  return WHITESPACE.test(character) || PUNCTUATION.test(character);
}

function firstCharacter(node: PhrasingContent | undefined): string | undefined {
  if (node?.type === 'text' && /^https?:\/\//iu.test(node.value)) return '<';
  if (node?.type === 'text') return /^./su.exec(node.value)?.[0];
  return node && characterOf(node, '[');
}

function lastCharacter(node: PhrasingContent | undefined): string | undefined {
  // Next to a mark the address of a page is written in brackets.
  if (node?.type === 'text' && /https?:\/\/\S*$/iu.test(node.value)) return '>';
  if (node?.type === 'text') return /.$/su.exec(node.value.slice(-2))?.[0];
  return node && characterOf(node, ')');
}

function characterOf(node: PhrasingContent, otherwise: string): string {
  if (node.type === 'break') return '\n';
  if (node.type === 'strong') return '*';
  if (node.type === 'emphasis') return '_';
  if (node.type === 'delete') return '~';
  return node.type === 'inlineCode' ? '`' : otherwise;
}

function isMarked(node: PhrasingContent): node is Marked {
  return node.type === 'strong' || node.type === 'emphasis' || node.type === 'delete';
}
