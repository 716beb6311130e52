import type { RootContent, Text } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import type { Options } from 'remark-stringify';
import { unified } from 'unified';

// Padded cells would make every row of a table as long as its longest one.
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

type TextHandler = NonNullable<NonNullable<Options['handlers']>['text']>;

/** Writes a tree as Markdown. Text stays text: nothing in it becomes a link, HTML or a heading. */
export function writeMarkdown(children: RootContent[]): string {
  const text = writer.stringify({ type: 'root', children });
  // An underscore within a word starts no emphasis, and names and addresses should be copied as they are.
  return text.replaceAll(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_');
}

/** The editor's preview draws text between two dollar signs as a formula. An amount such as $5 closes none, and stays. */
function withoutFormulas(...[node, , state, info]: Parameters<TextHandler>): string {
  return state.safe((node as Text).value, info).replaceAll(/\$(?!\w)/g, String.raw`\$`);
}
