const MAX_DETAILS = 20;
const MAX_DETAIL_LENGTH = 500;
const MAX_DEPTH = 5;

const messageNames = ['message', 'error', 'errors', 'detail', 'details', 'error_description', 'title'];

/** Longer pages are cut before they are read. */
const MAX_PAGE_LENGTH = 100_000;

/** Every alternative also matches up to the end of the page, so that no page takes more than one pass. */
const TOKEN = new RegExp(
  [
    String.raw`<!--[\s\S]*?(?:-->|$)`,
    String.raw`<(?<hidden>script|style|noscript|template|svg)\b[\s\S]*?(?:</\k<hidden>\s*>|$)`,
    String.raw`<title\b[^>]*>(?<title>[^<]*)`,
    String.raw`</?(?<name>[a-z][a-z\d]*)[^>]*(?:>|$)`,
    String.raw`<[!?/][^>]*(?:>|$)`,
    String.raw`(?<text>[^<]+|<)`,
  ].join('|'),
  'gi',
);

const REFERENCE = /&(?:#(?<decimal>\d{1,7})|#x(?<hex>[\da-f]{1,6})|(?<name>[a-z]{2,6}));/gi;

/** Elements within a line; all others begin a new one. */
const inlineElements = new Set(
  'a abbr b bdi bdo cite code em font i kbd mark q s samp small span strong sub sup tt u var wbr'.split(' '),
);

const characters = new Map([
  ['amp', '&'],
  ['apos', "'"],
  ['copy', '©'],
  ['gt', '>'],
  ['hellip', '…'],
  ['ldquo', '“'],
  ['lsquo', '‘'],
  ['lt', '<'],
  ['mdash', '—'],
  ['nbsp', ' '],
  ['ndash', '–'],
  ['quot', '"'],
  ['rdquo', '”'],
  ['rsquo', '’'],
]);

/** The body of an error, as short plain text. */
export interface ErrorDetails {
  /** All messages. */
  readonly details: readonly string[];
  /** The code and the parameter of the first error that names them. */
  readonly code?: string | undefined;
  readonly param?: string | undefined;
}

/**
 * Reads the body of an error. V1 does not specify it. Clients have seen an object with one of several names, a list of
 * strings or objects, plain text, HTML and nothing. V2 answers `{errors: [{code, message, param?}]}`.
 */
export function errorDetails(body: string, redact: (text: string) => string): ErrorDetails {
  const content = parsed(body);
  const messages: string[] = [];
  collect(content, messages, 0);
  const readable = messages
    // Half a key would not be recognised, so the key goes before anything is cut. It goes once more afterwards,
    // because removing tags can put a key together.
    .flatMap((message) => plain(redact(message)))
    .map((message) => shortened(redact(message)))
    .filter((message) => message !== '');
  const named = (name: 'code' | 'param') => {
    const value = firstNamed(content, name);
    return value && shortened(redact(value));
  };
  return {
    details: [...new Set(readable)].slice(0, MAX_DETAILS),
    code: named('code'),
    param: named('param'),
  };
}

/** The field of the first error in a list of errors that has it as a string. */
function firstNamed(content: unknown, name: string): string | undefined {
  const errors: unknown =
    typeof content === 'object' && content !== null ? Reflect.get(content, 'errors') : undefined;
  if (!Array.isArray(errors)) return undefined;
  const values = errors.map((error: unknown) =>
    typeof error === 'object' && error !== null ? (Reflect.get(error, name) as unknown) : undefined,
  );
  return values.find((value) => typeof value === 'string' && value !== '') as string | undefined;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function collect(value: unknown, messages: string[], depth: number): void {
  if (typeof value === 'string') messages.push(value);
  if (typeof value !== 'object' || value === null || depth === MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, messages, depth + 1);
    return;
  }
  const fields = Object.entries(value);
  const named = fields.filter(([name]) => messageNames.includes(name));
  // Below the top level, names are those of the invalid fields: {"errors": {"date": ["is missing"]}}.
  const telling = named.length > 0 || depth === 0 ? named : fields;
  for (const [, field] of telling) collect(field, messages, depth + 1);
}

/** The title and the text of an error page; other messages are plain text already. */
function plain(message: string): readonly string[] {
  if (!/^\s*</.test(message)) return [message];
  const { title, body } = readPage(message.slice(0, MAX_PAGE_LENGTH));
  const lines = body.split('\n').map(oneLine);
  // Most pages repeat their title as a heading.
  const others = lines.filter((line) => line !== oneLine(title));
  return [title, joined(others)];
}

/** Headings and list items have no full stop. */
function joined(lines: readonly string[]): string {
  const sentences = lines.filter((line) => line !== '');
  return sentences
    .map((line, index) => (/[\p{L}\p{N}]$/u.test(line) && index < sentences.length - 1 ? `${line}.` : line))
    .join(' ');
}

function readPage(html: string): { readonly title: string; readonly body: string } {
  let title = '';
  let body = '';
  for (const { groups: token = {} } of html.matchAll(TOKEN)) {
    if (token['title'] !== undefined) title ||= token['title'];
    else if (token['text'] !== undefined) body += token['text'].replaceAll(/\s+/gu, ' ');
    else if (token['name'] !== undefined && !inlineElements.has(token['name'].toLowerCase())) body += '\n';
  }
  return { title: withCharacters(title), body: withCharacters(body) };
}

/** Replaces the references that pages write for characters, such as `&nbsp;`. */
function withCharacters(text: string): string {
  return text.replaceAll(REFERENCE, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return characters.get(name.toLowerCase()) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });
}

function shortened(message: string): string {
  const line = oneLine(message);
  return line.length <= MAX_DETAIL_LENGTH ? line : `${line.slice(0, MAX_DETAIL_LENGTH - 1)}…`;
}

/** Escape sequences would act in a terminal that shows the log, and direction marks would reorder nearby text. */
function oneLine(message: string): string {
  return message.replaceAll(/[\s\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}
