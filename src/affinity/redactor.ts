const mark = '***';

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

  /** Any JSON value, texts and names of fields alike. */
  value(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((item) => this.value(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [this.text(name), this.value(field)]),
    );
  }
}

function escaped(form: string): string {
  return form.replaceAll(/[^\w]/g, String.raw`\$&`);
}
