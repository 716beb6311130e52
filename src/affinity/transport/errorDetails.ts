const MAX_DETAILS = 20;
const MAX_DETAIL_LENGTH = 500;
const MAX_DEPTH = 5;
const messageNames = ['message', 'error', 'errors', 'detail', 'details', 'error_description', 'title'];

/**
 * All messages in the body of an error. The service does not specify that body. Clients have seen an object with one
 * of several names, a list of strings or objects, plain text, HTML and nothing.
 */
export function errorDetails(body: string, redact: (text: string) => string): string[] {
  const messages: string[] = [];
  collect(parsed(body), messages, 0);
  const readable = messages
    // Half a key would not be recognised, so the key goes before anything is cut. It goes once more afterwards,
    // because removing tags can put a key together.
    .map((message) => shortened(redact(plain(redact(message)))))
    .filter((message) => message !== '');
  return [...new Set(readable)].slice(0, MAX_DETAILS);
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

/** Error pages of proxies say it best in their title. */
function plain(message: string): string {
  if (!/^\s*</.test(message)) return message;
  const title = /<title[^>]*>([^<]*)/i.exec(message)?.[1];
  return title ?? message.replaceAll(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ').replaceAll(/<[^>]*>/g, ' ');
}

function shortened(message: string): string {
  // Escape sequences would act in a terminal that shows the log, and direction marks would reorder nearby text.
  const line = message.replaceAll(/[\s\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  return line.length <= MAX_DETAIL_LENGTH ? line : `${line.slice(0, MAX_DETAIL_LENGTH - 1)}…`;
}
