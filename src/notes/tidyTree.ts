import type { List, ListItem, PhrasingContent, RootContent } from 'mdast';
import { atDoubleBreaks, tidyPhrasing } from './tidyPhrasing.ts';

const phrasingTypes: ReadonlySet<string> = new Set([
  'text',
  'inlineCode',
  'break',
  'strong',
  'emphasis',
  'delete',
  'link',
  'linkReference',
  'image',
  'imageReference',
  'footnoteReference',
]);

/**
 * The same document in a form that Markdown can write without character references: no blank and no line break at the
 * edge of bold text, marks that their neighbours let take effect, lists that are next to each other as one list.
 */
export function tidyTree(nodes: readonly RootContent[]): RootContent[] {
  return joinedLists(paragraphsAround(nodes).flatMap((node) => tidied(node)));
}

function tidied(node: RootContent): RootContent[] {
  switch (node.type) {
    case 'paragraph':
      return atDoubleBreaks(tidyPhrasing(node.children, false)).map((children) => ({ ...node, children }));
    case 'heading': {
      const children = tidyPhrasing(node.children, true);
      return children.length === 0 ? [] : [{ ...node, children }];
    }
    case 'tableCell':
      return [{ ...node, children: tidyPhrasing(node.children, true) }];
    case 'code': {
      const lang = /^[\w+#.-]+$/.test(node.lang ?? '') ? (node.lang ?? null) : null;
      return [{ ...node, lang, meta: null }];
    }
    case 'list':
      return [tightList(node)];
    default:
      return [withTidyChildren(node)];
  }
}

function withTidyChildren<Node extends RootContent>(node: Node): Node {
  return 'children' in node ? { ...node, children: tidyTree(node.children) } : node;
}

/** Text between blocks gets a paragraph of its own. */
function paragraphsAround(nodes: readonly RootContent[]): RootContent[] {
  const parts: RootContent[] = [];
  let open: PhrasingContent[] | undefined;
  for (const node of nodes) {
    if (!isPhrasing(node)) {
      open = undefined;
      parts.push(node);
    } else if (open === undefined) {
      open = [node];
      parts.push({ type: 'paragraph', children: open });
    } else open.push(node);
  }
  return parts;
}

/** A list whose items are one paragraph each has no blank lines. */
function tightList(node: List): List {
  const items = node.children.map((item) => withTidyChildren(item));
  const isTight = items.every(({ children }) => isTightItem(children));
  return {
    ...node,
    spread: !isTight,
    children: items.map((item) => ({ ...item, spread: !isTightItem(item.children) })),
  };
}

function isTightItem(children: ListItem['children']): boolean {
  return children.every(({ type }, index) => type === 'list' || (type === 'paragraph' && index === 0));
}

/** Markdown would write the second one with other marks. A list that goes on counting is a part of the one before. */
function joinedLists(nodes: readonly RootContent[]): RootContent[] {
  const joined: RootContent[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (last?.type === 'list' && node.type === 'list' && goesOn(last, node)) {
      const children = [...last.children, ...node.children];
      joined.splice(-1, 1, { ...last, children, spread: last.spread === true || node.spread === true });
    } else joined.push(node);
  }
  return joined;
}

function goesOn(last: List, node: List): boolean {
  if (last.ordered !== true || node.ordered !== true) return last.ordered === node.ordered;
  return node.start === (last.start ?? 1) + last.children.length;
}

function isPhrasing(node: RootContent): node is PhrasingContent {
  return phrasingTypes.has(node.type);
}
