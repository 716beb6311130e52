const MARK = '***';
/** Deeper values could overflow the stack, which would cost their neighbours too. */
const MAX_DEPTH = 50;

const namesInHtml = new Map([
  ['"', 'quot'],
  ['&', 'amp'],
  ["'", 'apos'],
  ['+', 'plus'],
  ['/', 'sol'],
  ['<', 'lt'],
  ['=', 'equals'],
  ['>', 'gt'],
]);

/**
 * Removes the key from everything that comes from outside, because services and proxies echo their requests. It finds
 * the key and the base64 of its header in any case. Each character may be plain, or escaped for JSON, a URL, a form or
 * HTML, because no two languages escape the same ones.
 */
export class Redactor {
  readonly #pattern: RegExp;

  constructor(apiKey: string) {
    // An echo may lack the padding, or escape it.
    const encoded = [`:${apiKey}`, apiKey].map((text) => btoa(text).replace(/=+$/, ''));
    const forms = [apiKey, ...encoded].flatMap((form) => [
      form,
      form.replaceAll('+', '-').replaceAll('/', '_'),
    ]);
    const longestFirst = [...new Set(forms)].toSorted((a, b) => b.length - a.length);
    this.#pattern = new RegExp(`(?:${longestFirst.map(spelled).join('|')})${spelled('=')}{0,2}`, 'gi');
  }

  text(text: string): string {
    return text.replace(this.#pattern, MARK);
  }

  /** Redacts any JSON value, strings and field names alike, and drops what is nested too deeply. */
  value(value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth === MAX_DEPTH) return '…';
    if (Array.isArray(value)) return value.map((item) => this.value(item, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [this.text(name), this.value(field, depth + 1)]),
    );
  }
}

/** The key is visible ASCII, so each of its characters is one byte. */
function spelled(form: string): string {
  return Array.from(form, spelledCharacter).join('');
}

function spelledCharacter(character: string): string {
  // Letters and digits are escaped nowhere.
  if (/[a-z\d]/i.test(character)) return character;
  const code = character.charCodeAt(0);
  const hex = code.toString(16).padStart(2, '0');
  const name = namesInHtml.get(character);
  const spellings = [
    String.raw`\\?\x${hex}`,
    `%${hex}`,
    String.raw`\\u00${hex}`,
    `&#0*${code};?`,
    `&#x0*${hex};?`,
    ...(name ? [`&${name};?`] : []),
  ];
  return `(?:${spellings.join('|')})`;
}
