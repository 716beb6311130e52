// The first heading stands at the beginning or says nothing about the whole.
const HEAD = 20_000;

const hidden = [
  ['<!--', '-->'],
  ['<pre', '</pre>'],
  ['<code', '</code>'],
] as const;

/** The parts of a Markdown text that say something about it. */
export interface MarkdownParts {
  /** Values of the front matter by key, in lower case; simple `key: value` lines only. */
  readonly frontMatter: ReadonlyMap<string, string>;
  /** The first heading, without its marks. */
  readonly heading?: string;
  /** The text with code blanked out, character by character: what stands there is code, not people. */
  readonly prose: string;
}

export function markdownParts(text: string): MarkdownParts {
  const matter = /^---[ \t]*\n(?<lines>[\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/u.exec(text);
  const body = matter === null ? text : text.slice(matter[0].length);
  const prose = blankCode(text);
  const heading = headingOf(blankCode(body.slice(0, HEAD)));
  return {
    frontMatter: new Map(entries(matter?.groups?.['lines'] ?? '')),
    prose,
    ...(heading === undefined ? {} : { heading }),
  };
}

function* entries(lines: string): Generator<[string, string]> {
  for (const line of lines.split('\n')) {
    const { key, value } = /^(?<key>[\w-]{1,40})[ \t]*:[ \t]*(?<value>.*)$/u.exec(line)?.groups ?? {};
    if (key === undefined || value === undefined) continue;
    const bare = value
      .replace(/(?:^|\s)#.*$/u, '')
      .trim()
      .replace(/^(["'])(.*)\1$/u, '$2');
    if (bare !== '') yield [key.toLowerCase(), bare];
  }
}

function headingOf(text: string): string | undefined {
  const marked = /^ {0,3}#{1,6}[ \t]+(?<title>\S.*)$/mu.exec(text)?.groups?.['title'];
  const underlined = /^(?<title>\S.*)\n(?:=+|-{3,})[ \t]*$/mu.exec(text)?.groups?.['title'];
  return (marked ?? underlined)?.replace(/[ \t]+#+[ \t]*$/u, '').trim();
}

/** Fenced blocks, inline code, and HTML that is code or not shown. An open fence reaches to the end, as it does where Markdown is shown. */
function blankCode(text: string): string {
  let fence: string | undefined;
  const lines = text.split('\n').map((line) => {
    const marks = /^(?: {0,3}>)* {0,3}(?<marks>`{3,}|~{3,})/u.exec(line)?.groups?.['marks'];
    const isFence = marks !== undefined && (fence === undefined || marks.startsWith(fence));
    if (isFence) fence = fence === undefined ? marks : undefined;
    return isFence || fence !== undefined ? ' '.repeat(line.length) : line;
  });
  const prose = lines
    .join('\n')
    .replaceAll(/(?<!`)(`{1,2})(?!`)[^\n]{1,2000}?(?<!`)\1(?!`)/gu, (code) => ' '.repeat(code.length));
  return hidden.reduce((text, [open, close]) => blankBetween(text, open, close), prose);
}

/** Goes through the text once, however often it opens what it never closes. */
function blankBetween(text: string, open: string, close: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let start = text.indexOf(open); start !== -1; start = text.indexOf(open, done)) {
    const end = text.indexOf(close, start);
    if (end === -1) break;
    parts.push(text.slice(done, start), text.slice(start, end).replaceAll(/[^\n]/gu, ' '));
    done = end;
  }
  return parts.join('') + text.slice(done);
}
