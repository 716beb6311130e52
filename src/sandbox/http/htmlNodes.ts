const TOKEN =
  /<!--[\s\S]*?-->|<(?<close>\/?)(?<name>[a-z][\w:-]*)(?<attributes>(?:[\s/](?:"[^"]*"|'[^']*'|[^<>"'])*)?)>|[^<]+|</gi;
const DOCUMENTED_PAIR = /<(p|strong|em|u|ol|ul|li)(\s[^<>]*)?>[\s\S]*<\/\1>/i;
const ATTRIBUTE = /(?<name>[\w:-]+)(?:\s*=\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s"'>]+)))?/g;

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
};

/** The elements that have no content. */
const voidElements = new Set(['br', 'hr', 'img', 'input']);

export type HtmlNode = HtmlElement | string;

export interface HtmlElement {
  /** In lower case. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: HtmlNode[];
}

/** True for a text with at least one pair of the tags that the documentation names. */
export function isHtml(text: string): boolean {
  return DOCUMENTED_PAIR.test(text);
}

/** The tree of a piece of HTML. It never fails: a tag without a partner is closed at the end or ignored. */
export function htmlNodes(html: string): readonly HtmlNode[] {
  const root: HtmlElement = { name: '', attributes: new Map(), children: [] };
  const open = [root];
  for (const { 0: token, groups = {} } of html.matchAll(TOKEN)) {
    const parent = open.at(-1) ?? root;
    const name = groups['name']?.toLowerCase();
    if (name === undefined) {
      if (!token.startsWith('<!--')) parent.children.push(decoded(token));
    } else if (groups['close'] === '/') {
      const position = open.findLastIndex((element) => element.name === name);
      if (position > 0) open.length = position;
    } else {
      const element = { name, attributes: attributesOf(groups['attributes'] ?? ''), children: [] };
      parent.children.push(element);
      if (!voidElements.has(name)) open.push(element);
    }
  }
  return root.children;
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(ATTRIBUTE)].map(({ groups = {} }) => {
      const value = groups['double'] ?? groups['single'] ?? groups['bare'] ?? '';
      return [String(groups['name']).toLowerCase(), decoded(value)];
    }),
  );
}

function decoded(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(String(hex), 16));
    return entities[String(name)] ?? whole;
  });
}
