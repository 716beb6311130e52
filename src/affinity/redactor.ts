const mark = '***';
/** A value that goes deeper could overflow the stack, and cost its neighbours. */
const deepest = 50;

/**
 * Takes the key out of whatever came from outside, since services and proxies echo what they were sent. It
 * looks for the key plain, escaped for JSON and for an address, and in the base64 of its header, in upper or
 * lower case.
 */
export class Redactor {
  readonly #pattern: RegExp;

  constructor(apiKey: string) {
    // An echo may have lost the padding, or escaped it.
    const encoded = [`:${apiKey}`, apiKey].map((text) => btoa(text).replace(/=+$/, ''));
    const forms = [apiKey, JSON.stringify(apiKey).slice(1, -1), ...encoded].flatMap((form) => [
      form,
      encodeURIComponent(form),
      form.replaceAll('+', '-').replaceAll('/', '_'),
    ]);
    const longestFirst = [...new Set(forms)].toSorted((a, b) => b.length - a.length);
    this.#pattern = new RegExp(`(?:${longestFirst.map(escaped).join('|')})(?:=|%3D){0,2}`, 'gi');
  }

  text(text: string): string {
    return text.replace(this.#pattern, mark);
  }

  /** Any JSON value, texts and names of fields alike. What lies deeper than anybody reads is left out. */
  value(value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth === deepest) return '…';
    if (Array.isArray(value)) return value.map((item) => this.value(item, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [this.text(name), this.value(field, depth + 1)]),
    );
  }
}

function escaped(form: string): string {
  return form.replaceAll(/[^\w]/g, String.raw`\$&`);
}
