const MOST_DETAILS = 20;
const LONGEST_DETAIL = 500;
const DEEPEST = 5;
const namesOfMessages = ['message', 'error', 'errors', 'detail', 'details', 'error_description', 'title'];

/**
 * All messages in the body of an error. The service does not specify that body; these are the shapes that
 * clients have seen: an object with one of several names, a list of texts or objects, plain text, HTML,
 * nothing.
 */
export function errorDetails(body: string, redact: (text: string) => string): string[] {
  const messages: string[] = [];
  collect(parsed(body), messages, 0);
  const readable = messages
    // The key goes before anything is cut, since half of one would not be recognised any more, be it cut at its own
    // `<` or where the text ends; and again before the last cut, whatever the first one has put together.
    .map((message) => shortened(redact(plain(redact(message)))))
    .filter((message) => message !== '');
  return [...new Set(readable)].slice(0, MOST_DETAILS);
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
  if (typeof value !== 'object' || value === null || depth === DEEPEST) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, messages, depth + 1);
    return;
  }
  const fields = Object.entries(value);
  const named = fields.filter(([name]) => namesOfMessages.includes(name));
  // Below the top, names are those of the fields that are wrong: {"errors": {"date": ["is missing"]}}.
  const telling = named.length > 0 || depth === 0 ? named : fields;
  for (const [, field] of telling) collect(field, messages, depth + 1);
}

/** Pages of proxies say it best in their title. */
function plain(message: string): string {
  if (!/^\s*</.test(message)) return message;
  const title = /<title[^>]*>([^<]*)/i.exec(message)?.[1];
  return title ?? message.replaceAll(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ').replaceAll(/<[^>]*>/g, ' ');
}

function shortened(message: string): string {
  // Escape sequences would act in a terminal that shows the log, and direction marks draw over what stands beside.
  const line = message.replaceAll(/[\s\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  return line.length <= LONGEST_DETAIL ? line : `${line.slice(0, LONGEST_DETAIL - 1)}…`;
}
