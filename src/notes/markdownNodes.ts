import type { Paragraph, PhrasingContent, RootContent } from 'mdast';
import { oneLine } from '../model/cleanText.ts';

type Depth = 1 | 2 | 3 | 4 | 5 | 6;

const DEEPEST = 6;

/** The parts that documents are made of. Every text in them is text, whatever it looks like. */
export const markdownNodes = {
  text: (value: string): PhrasingContent => ({ type: 'text', value }),

  paragraph: (...children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children }),

  heading: (depth: Depth, value: string): RootContent => ({
    type: 'heading',
    depth,
    children: [{ type: 'text', value: oneLine(value) }],
  }),

  /** `**When:** Tue 18 Nov`. */
  fact: (name: string, ...value: PhrasingContent[]): Paragraph => ({
    type: 'paragraph',
    children: [
      { type: 'strong', children: [{ type: 'text', value: `${name}:` }] },
      { type: 'text', value: ' ' },
      ...value,
    ],
  }),

  link: (label: string, url: string): PhrasingContent => ({
    type: 'link',
    url,
    children: [{ type: 'text', value: oneLine(label) }],
  }),

  list: (rows: readonly Paragraph[]): RootContent => ({
    type: 'list',
    spread: false,
    children: rows.map((row) => ({ type: 'listItem', spread: false, children: [row] })),
  }),

  /** The headings of a text below a heading of its own, so that they fold with it. */
  below: (depth: number, nodes: readonly RootContent[]): RootContent[] =>
    nodes.map((node) =>
      node.type === 'heading' ? { ...node, depth: Math.min(node.depth + depth, DEEPEST) as Depth } : node,
    ),
} as const;

export type HeadingDepth = Depth;
