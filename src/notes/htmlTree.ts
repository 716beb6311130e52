import { fromParse5 } from 'hast-util-from-parse5';
import { defaultTreeAdapter, parseFragment } from 'parse5';

const blocks: ReadonlySet<string> = new Set(
  `address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer
  form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary table tbody td tfoot th thead tr
  ul`.split(/\s+/),
);

const lists: ReadonlySet<string> = new Set(['ul', 'ol', 'menu', 'dir']);

const headings: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

const space = { type: 'text', value: ' ' } as const;

export type HtmlRoot = Extract<ReturnType<typeof fromParse5>, { type: 'root' }>;

type Content = Element['children'][number];

type Element = Extract<HtmlRoot['children'][number], { type: 'element' }>;

/**
 * The tree that a browser makes of the HTML, in a form that Markdown can hold: lists within items, cells and headings
 * without blocks, and no block within bold or a link. Throws when it has more than `most` elements: with tags that are
 * never closed a short text has millions of them, since each paragraph opens all of them again.
 */
export function htmlTree(html: string, most: number): HtmlRoot {
  let elements = 0;
  const count = (): void => {
    elements += 1;
    if (elements > most) throw new RangeError(`More than ${most} elements.`);
  };
  const createElement: typeof defaultTreeAdapter.createElement = (...element) => {
    count();
    return defaultTreeAdapter.createElement(...element);
  };
  const treeAdapter = { ...defaultTreeAdapter, createElement };
  const root = fromParse5(parseFragment(html, { treeAdapter, scriptingEnabled: false })) as HtmlRoot;
  return { ...root, children: root.children.flatMap((node) => tidied(node as Content, count)) };
}

function tidied(node: Content, count: () => void): Content[] {
  if (node.type === 'text') return [{ ...node, value: node.value.replaceAll('\u00a0', ' ') }];
  if (node.type !== 'element' || node.tagName === 'pre') return [node];
  const children = node.children.flatMap((child) => tidied(child, count));
  const element = { ...node, children };
  if (lists.has(node.tagName)) return [list(element)];
  if (node.tagName === 'table') return table(element);
  if (headings.has(node.tagName)) return [{ ...element, children: inline(children) }];
  return blocks.has(node.tagName) ? [element] : styled(element, count);
}

/** A list directly within a list belongs to the item before it. */
function list(element: Element): Element {
  const children: Content[] = [];
  for (const child of element.children) {
    const place = children.findLastIndex((one) => isElement(one) && one.tagName === 'li');
    const item = children[place];
    if (!isElement(child) || !lists.has(child.tagName)) children.push(child);
    else if (item === undefined || !isElement(item)) children.push(...child.children);
    else children[place] = { ...item, children: [...item.children, child] };
  }
  return { ...element, tagName: element.tagName === 'ol' ? 'ol' : 'ul', children };
}

/** A table for layout, with one cell in each row, becomes what it holds. Other cells hold text only. */
function table(element: Element): Content[] {
  const rows = descendants(element, 'tr').map((row) => row.children.filter(isElement).filter(isCell));
  const isLayout =
    rows.every(({ length }) => length <= 1) && rows.flat().some((cell) => cell.children.some(isBlock));
  if (isLayout) return rows.flat().map((cell) => ({ ...cell, tagName: 'div', properties: {} }));
  const captions = descendants(element, 'caption').map((caption) => ({ ...caption, tagName: 'p' }));
  return [...captions, withInlineCells(element)];
}

function withInlineCells(element: Element): Element {
  const children = element.children.map((child) => {
    if (!isElement(child)) return child;
    return isCell(child) ? { ...child, children: inline(child.children) } : withInlineCells(child);
  });
  return { ...element, children };
}

/** Blocks as text in one line, separated by blanks. */
function inline(children: readonly Content[]): Content[] {
  return children.flatMap((child): Content[] => {
    if (!isElement(child)) return [child];
    if (child.tagName === 'br') return [space];
    if (isBlock(child)) return [space, ...inline(child.children), space];
    return [{ ...child, children: inline(child.children) }];
  });
}

/** An inline element by the look that its style gives it. Google Docs wraps whole notes in a `b` that is not bold. */
function styled(element: Element, count: () => void): Content[] {
  const { style: written } = element.properties;
  const style = typeof written === 'string' ? written.toLowerCase() : '';
  const isPlain =
    (/^(?:b|strong)$/.test(element.tagName) && /font-weight\s*:\s*(?:normal|[1-4]00)\b/.test(style)) ||
    (/^(?:i|em)$/.test(element.tagName) && /font-style\s*:\s*normal\b/.test(style));
  const names = [
    isPlain ? 'span' : element.tagName,
    ...(/font-weight\s*:\s*(?:bold|bolder|[6-9]00)\b/.test(style) ? ['strong'] : []),
    ...(/font-style\s*:\s*italic\b/.test(style) ? ['em'] : []),
    ...(/text-decoration[a-z-]*\s*:[^;]*line-through/.test(style) ? ['del'] : []),
  ];
  let { children } = element;
  for (const name of names.toReversed()) {
    const properties = name === element.tagName ? element.properties : {};
    children = around({ ...element, tagName: name, properties, children }, count);
  }
  return children;
}

/** An inline element around blocks goes into each of them. */
function around(element: Element, count: () => void): Content[] {
  if (!element.children.some(isBlock)) return [element];
  const parts: Content[] = [];
  let run: Content[] = [];
  const close = (): void => {
    parts.push(...(run.some(hasText) ? [{ ...element, children: run }] : run));
    run = [];
  };
  for (const child of element.children) {
    if (!isElement(child) || !isBlock(child)) run.push(child);
    else {
      close();
      count();
      const isFilled = child.tagName !== 'pre' && child.children.length > 0;
      const children = isFilled ? around({ ...element, children: child.children }, count) : child.children;
      parts.push({ ...child, children });
    }
  }
  close();
  return parts;
}

function descendants(element: Element, tagName: string): Element[] {
  return element.children.flatMap((child) => {
    if (!isElement(child) || child.tagName === 'table') return [];
    return child.tagName === tagName ? [child] : descendants(child, tagName);
  });
}

function isElement(node: Content): node is Element {
  return node.type === 'element';
}

function isBlock(node: Content): boolean {
  return isElement(node) && blocks.has(node.tagName);
}

function isCell(node: Content): boolean {
  return isElement(node) && (node.tagName === 'td' || node.tagName === 'th');
}

function hasText(node: Content): boolean {
  return node.type === 'text' ? node.value.trim() !== '' : isElement(node) && node.children.some(hasText);
}
