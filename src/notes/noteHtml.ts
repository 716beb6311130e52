import type {
  Code,
  Definition,
  Heading,
  List,
  Nodes,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
  Table,
  Text,
} from 'mdast';
import { cleanText, printable } from '../model/cleanText.ts';
import { markdownReader } from './markdownReader.ts';

/** A longer text, or one with more marks, is not parsed: that would hold up the editor. Its lines stay. */
const LONGEST = 50_000;

const MARK = /[\n\t*_~`[\]<>#|&\\@]| {2}|[-+] |\d[.)] |:\/|www/g;

const MOST_MARKS = 5000;

/** Each of the lists and quotes that start in one line costs as much as everything around it. */
const MANY_LEVELS = /(?:[-+*] |> ?|\d[.)] ){20}/;

/** Trees are written by functions that call themselves for every level. */
const DEEPEST = 30;

const SAFE_LINK = /^(?:https?:\/\/|mailto:)/i;

/**
 * A note that was typed, as the HTML that V2 accepts: paragraphs, line breaks, bold, italics, lists and links. What else
 * Markdown has becomes text that reads well. Lines stay as they were typed. Source: V2 docs, Create a Note.
 */
export function noteHtml(typed: string): string {
  const text = withoutBlankEdges(printable(cleanText(typed).text));
  const tree = isModest(text) ? parsed(text) : undefined;
  if (tree === undefined || isDeep(tree)) return plainHtml(text);
  const html = new NoteWriter(text, tree).write();
  return html === '' ? plainHtml(text) : html;
}

/** A first line is indented only as a part of indented code: a single one was indented by accident. */
function withoutBlankEdges(text: string): string {
  const lined = text.replace(/^(?:[ \t]*\n)+/u, '').trimEnd();
  return /^(?: {4}|\t)[^\n]*\n(?: {4}|\t)/u.test(lined) ? lined : lined.trimStart();
}

function isModest(text: string): boolean {
  if (text.length > LONGEST || MANY_LEVELS.test(text)) return false;
  return (text.match(MARK) ?? []).length <= MOST_MARKS;
}

function parsed(text: string): Root | undefined {
  try {
    return markdownReader.parse(text);
  } catch {
    // It is nested too deep for the stack.
    return undefined;
  }
}

/** Goes level by level, so that it needs no room on the stack itself. */
function isDeep(tree: Root): boolean {
  let level: readonly Nodes[] = [tree];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1)
    level = level.flatMap((node): readonly Nodes[] => ('children' in node ? node.children : []));
  return level.length > 0;
}

/** The text in paragraphs, with all its marks. */
function plainHtml(text: string): string {
  return text
    .split(/\n[\t ]*\n\s*/)
    .map((part) => paragraph(indentedLines(part)))
    .join('');
}

class NoteWriter {
  readonly #text: string;
  readonly #sourceLines: readonly string[];
  readonly #root: Root;
  readonly #definitions: ReadonlyMap<string, Definition>;
  /** The column at which the lines of the current paragraph begin. */
  #margin = 0;

  constructor(text: string, root: Root) {
    this.#text = text;
    this.#sourceLines = text.split('\n');
    this.#root = root;
    const definitions = root.children.filter((node) => node.type === 'definition');
    this.#definitions = new Map(definitions.map((one) => [one.identifier, one]));
  }

  write(): string {
    return this.#blocks(this.#root.children);
  }

  #blocks(nodes: readonly RootContent[]): string {
    return nodes.map((node) => this.#block(node)).join('');
  }

  #block(node: RootContent): string {
    switch (node.type) {
      case 'paragraph':
        return paragraph(this.#lines(node));
      case 'heading':
        return paragraph(strong(this.#lines(node)));
      case 'blockquote':
        return this.#quote(node.children);
      case 'list':
        return this.#list(node);
      case 'code':
        return paragraph(indentedLines(this.#code(node)));
      case 'table':
        return paragraph(this.#table(node));
      case 'thematicBreak':
        return paragraph('———');
      case 'html':
        return paragraph(lines(node.value));
      case 'footnoteDefinition':
        return paragraph(`[${escaped(node.identifier)}]`) + this.#blocks(node.children);
      case 'definition':
      case 'yaml':
        return paragraph(lines(this.#source(node)));
      default:
        return paragraph(this.#inline([node] as PhrasingContent[]));
    }
  }

  /** V2 has no code. Fences are left out, but indentation stays. */
  #code(node: Code): string {
    return /^[`~]/u.test(this.#source(node)) ? node.value : node.value.replaceAll(/^(?=.)/gmu, '    ');
  }

  /** V2 has no quotes, so each of its paragraphs begins with `>` as in an email. */
  #quote(nodes: readonly RootContent[]): string {
    return nodes
      .map((node) =>
        node.type === 'paragraph'
          ? paragraph(`&gt; ${this.#lines(node).replaceAll('<br>', '<br>&gt; ')}`)
          : this.#block(node),
      )
      .join('');
  }

  /** A list that doesn't begin with 1 would be counted anew, so it becomes paragraphs with its numbers. */
  #list({ ordered, start, children }: List): string {
    const first = start ?? 1;
    if (ordered === true && first !== 1) {
      return children
        .map((item, index) => paragraph(`${first + index}. ${this.#item(item.children, item.checked)}`))
        .join('');
    }
    const name = ordered === true ? 'ol' : 'ul';
    const items = children.map((item) => `<li>${this.#item(item.children, item.checked)}</li>`);
    return `<${name}>${items.join('')}</${name}>`;
  }

  /** Paragraphs of an item are lines of it, since the service returns paragraphs in items as items of their own. */
  #item(nodes: readonly RootContent[], checked: boolean | null | undefined): string {
    const box = checked === true ? '☑ ' : checked === false ? '☐ ' : '';
    const parts = nodes.map((node) => {
      if (node.type === 'list') return { html: this.#nested(node), isText: false };
      const html = this.#block(node)
        .replaceAll('</p><p>', '<br>')
        .replaceAll(/<\/?p>/g, '');
      return { html, isText: true };
    });
    const html = parts.map((part, index) =>
      index > 0 && part.isText && parts[index - 1]?.isText === true ? `<br>${part.html}` : part.html,
    );
    return box + html.join('');
  }

  #nested(list: List): string {
    const html = this.#list(list);
    return html.startsWith('<p>')
      ? `<br>${html.replaceAll('</p><p>', '<br>').replaceAll(/<\/?p>/g, '')}`
      : html;
  }

  #table({ children }: Table): string {
    return children
      .map((row, index) => {
        const cells = row.children.map((cell) => this.#inline(cell.children)).join(' | ');
        return index === 0 ? strong(cells) : cells;
      })
      .join('<br>');
  }

  #lines({ position, children }: Heading | Paragraph): string {
    this.#margin = (position?.start.column ?? 1) - 1;
    return this.#inline(children);
  }

  /** The parser removes the blanks at the beginning of a line. The margin of a list is none of them. */
  #startOfLine(line: number): string {
    const blanks = /^[ \t]*/u.exec(this.#sourceLines[line - 1] ?? '')?.[0] ?? '';
    const indented = indent(blanks).slice(this.#margin);
    return indented.length > 1 ? `<br>${indented}` : '<br>';
  }

  #inline(nodes: readonly PhrasingContent[]): string {
    return nodes.map((node) => this.#phrase(node)).join('');
  }

  #phrase(node: PhrasingContent): string {
    switch (node.type) {
      case 'text':
        return this.#textLines(node);
      case 'strong':
        return strong(this.#inline(node.children));
      case 'emphasis':
        return `<em>${this.#inline(node.children)}</em>`;
      case 'delete':
        return `~~${this.#inline(node.children)}~~`;
      case 'inlineCode':
      case 'html':
        return lines(node.value);
      case 'break':
        return this.#startOfLine((node.position?.start.line ?? 0) + 1);
      case 'link':
        return this.#link(node.url, this.#inline(node.children));
      case 'linkReference': {
        const definition = this.#definitions.get(node.identifier);
        const text = this.#inline(node.children);
        return definition === undefined ? `[${text}]` : this.#link(definition.url, text);
      }
      case 'image':
        return this.#link(node.url, lines(node.alt ?? '') || escaped(node.url));
      case 'imageReference':
      case 'footnoteReference':
        return lines(this.#source(node));
      default:
        return lines(this.#source(node));
    }
  }

  #textLines({ value, position }: Text): string {
    const first = position?.start.line ?? 0;
    return value
      .split('\n')
      .map((line, index) => (index === 0 ? '' : this.#startOfLine(first + index)) + escaped(line))
      .join('');
  }

  /** An address that V2 refuses stays beside its text. */
  #link(url: string, text: string): string {
    const href = safeHref(url);
    if (href !== undefined) return `<a href="${escaped(href)}">${withoutLinks(text) || escaped(href)}</a>`;
    return url === '' || escaped(url) === text ? text : `${text} (${escaped(url)})`;
  }

  #source({ position }: Nodes): string {
    return this.#text.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
  }
}

function paragraph(html: string): string {
  return html.trim() === '' ? '' : `<p>${html}</p>`;
}

function strong(html: string): string {
  return html.trim() === '' ? html : `<strong>${html}</strong>`;
}

function lines(text: string): string {
  return escaped(text).replaceAll('\n', '<br>');
}

/** Lines that keep their leading blanks. */
function indentedLines(text: string): string {
  return lines(text.replaceAll(/^[ \t]+/gm, indent));
}

function indent(blanks: string): string {
  return '\u00a0'.repeat(blanks.replaceAll('\t', '    ').length);
}

/** A link has no links in it. */
function withoutLinks(html: string): string {
  return html.replaceAll(/<\/?a\b[^<>]*>/g, '');
}

function safeHref(url: string): string | undefined {
  return SAFE_LINK.test(url) && URL.canParse(url) ? new URL(url).href : undefined;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
