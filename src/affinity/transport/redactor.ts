const MARK = '***';
/** A value that goes deeper could overflow the stack, and cost its neighbours. */
const DEEPEST = 50;

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
 * Takes the key out of whatever came from outside, since services and proxies echo what they were sent. It
 * looks for the key and for the base64 of its header, in upper or lower case, each character plain or escaped
 * for JSON, an address, a form or HTML: what is escaped, and how, is not the same in any two languages.
 */
export class Redactor {
  readonly #pattern: RegExp;

  constructor(apiKey: string) {
    // An echo may have lost the padding, or escaped it.
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

  /** Any JSON value, texts and names of fields alike. What lies deeper than anybody reads is left out. */
  value(value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth === DEEPEST) return '…';
    if (Array.isArray(value)) return value.map((item) => this.value(item, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [this.text(name), this.value(field, depth + 1)]),
    );
  }
}

/** The key is visible ASCII, so each character of it is one byte. */
function spelled(form: string): string {
  return Array.from(form, spelledCharacter).join('');
}

function spelledCharacter(character: string): string {
  // What needs no escape anywhere gets none.
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
