import { fromParse5 } from 'hast-util-from-parse5';
import { defaultTreeAdapter, parseFragment } from 'parse5';

type Root = Extract<ReturnType<typeof fromParse5>, { type: 'root' }>;

/**
 * The tree that a browser makes of the HTML. Throws when it has more than `most` elements: with tags that are never closed
 * a short text has millions of them, since each paragraph opens all of them again.
 */
export function htmlTree(html: string, most: number): Root {
  let elements = 0;
  const createElement: typeof defaultTreeAdapter.createElement = (...element) => {
    elements += 1;
    if (elements > most) throw new RangeError(`More than ${most} elements.`);
    return defaultTreeAdapter.createElement(...element);
  };
  const treeAdapter = { ...defaultTreeAdapter, createElement };
  return fromParse5(parseFragment(html, { treeAdapter, scriptingEnabled: false })) as Root;
}
