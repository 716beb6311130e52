/** Values by key, in lower case. The items of a list are lines of its value. */
export type FrontMatter = ReadonlyMap<string, string>;

const YAML = /^\n*---[ \t]*\n(?<lines>[\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/u;

const TOML = /^\n*\+\+\+[ \t]*\n(?<lines>[\s\S]{0,20000}?)\n\+\+\+[ \t]*(?:\n|$)/u;

const JSON_BLOCK = /^\n*\{[ \t]*\n(?<lines>[\s\S]{0,20000}?)\n\}[ \t]*(?:\n|$)/u;

const ENTRY = /^["']?(?<key>[\p{L}_][\p{L}\p{M}\p{N}_ -]{0,40}?)["']?[ \t]*[:=：][ \t]*(?<value>.*)$/u;

/**
 * The simple entries of a front matter in YAML, TOML or JSON, and its length in the text. Nested objects are left out.
 */
export function frontMatter(text: string): { readonly values: FrontMatter; readonly length: number } {
  const found = YAML.exec(text) ?? TOML.exec(text) ?? JSON_BLOCK.exec(text);
  const values = new Map<string, string>();
  if (found === null) return { values, length: 0 };
  const isJson = /^\s*\{/u.test(found[0]);
  const lines = (found.groups?.['lines'] ?? '').split('\n').map((line) => (isJson ? line.trim() : line));
  for (const [key, value] of entries(lines)) if (value !== '' && !values.has(key)) values.set(key, value);
  return { values, length: found[0].length };
}

/**
 * The text without entries of its front matter, as it is logged. Other entries become the first lines of the text, as do
 * those with comments or further lines. JSON, and a text that is nothing but its front matter, stay as they are.
 */
export function withoutEntries(text: string, keys: ReadonlySet<string>): string {
  const [block = '', written = ''] = YAML.exec(text) ?? TOML.exec(text) ?? [];
  const body = text.slice(block.length).trim();
  if (body === '') return text.trim();
  const lines = written.split('\n');
  const all = lines.map((line) => keyOf(line));
  const kept = lines.filter((line, at) => {
    const key = all[at];
    const next = lines.slice(at + 1).find((one) => one.trim() !== '');
    const isWhole = keyOf(next) !== undefined || next === undefined;
    const isAlone = all.indexOf(key) === all.lastIndexOf(key);
    return key === undefined || !keys.has(key) || !isAlone || !isWhole || line.includes('#');
  });
  if (kept.length === lines.length) return text.trim();
  return `${kept.join('\n')}\n\n${body}`.trim();
}

function* entries(lines: readonly string[]): Generator<[string, string]> {
  let key = '';
  let items: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    const entry = isOpen ? undefined : ENTRY.exec(line)?.groups;
    const item = /^\s*-\s+(?<item>.*)$/u.exec(line)?.groups?.['item'];
    if (entry !== undefined) {
      if (key !== '') yield [key, items.join('\n')];
      key = (entry['key'] ?? '').toLowerCase();
      const value = withoutComment(entry['value'] ?? '');
      isOpen = /^\[(?!\[)[^\]]*$/u.test(value);
      items = itemsOf(value);
    } else if (isOpen) {
      isOpen = !line.includes(']');
      items.push(...itemsOf(`[${withoutComment(line.trim()).replace(/^\[|\]?,?$/gu, '')}]`));
    } else if (item !== undefined) items.push(bare(withoutComment(item)));
  }
  if (key !== '') yield [key, items.join('\n')];
}

/** `[Jane Roe, "Roe, Jane"]` has two items; `[[Jane Roe]], [[Bob Ray]]` and `Jane Roe, Bob Ray` are one text. */
function itemsOf(value: string): string[] {
  const list =
    /^\[(?!\[)(?<items>.*?)\]?,?$/u.exec(value)?.groups?.['items'] ??
    /^\[(?<items>\[\[.*\]\])\],?$/u.exec(value)?.groups?.['items'];
  if (list === undefined || /^\[[^\]]*\]\(/u.test(value)) return value === '' ? [] : [bare(value)];
  const items = list.match(/"(?:[^"\\]|\\.)*"|'[^']*'|\[\[[^\]]*\]\]|[^,"'[\]]+/gu) ?? [];
  return items.map((item) => bare(item.trim())).filter((item) => item !== '');
}

function bare(value: string): string {
  return value
    .trim()
    .replace(/,$/u, '')
    .replace(/^(["'])(.*)\1$/u, '$2')
    .trim();
}

function withoutComment(value: string): string {
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'[^']*')(?=\s*(?:#|,?\s*$))/u.exec(value)?.[0];
  return quoted ?? value.replace(/(?:^|\s)#.*$/u, '').trim();
}

function keyOf(line: string | undefined): string | undefined {
  return line === undefined ? undefined : ENTRY.exec(line)?.groups?.['key']?.toLowerCase();
}
