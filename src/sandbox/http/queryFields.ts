import { Refusal } from './refusal.ts';

const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** Reads the query of a request, or refuses it with 422. Parameters that no route asks for are ignored. */
export class QueryFields {
  readonly #path: string;
  readonly #values: URLSearchParams;

  constructor(url: string) {
    const { pathname, searchParams } = new URL(url);
    this.#path = pathname;
    this.#values = searchParams;
  }

  text(name: string): string | undefined {
    return this.#values.get(name) ?? undefined;
  }

  /** One of `allowed`, or undefined when the parameter is missing. */
  choice<Choice extends number>(name: string, allowed: readonly Choice[]): Choice | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const choice = allowed.find((one) => String(one) === text);
    if (choice === undefined) {
      throw new Refusal(422, `Field ${name}: expected ${text} to be one of ${allowed.join(', ')}`, name);
    }
    return choice;
  }

  integer(name: string, range: { readonly min: number; readonly max: number }): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= range.min && value <= range.max) return value;
    const words = `Field ${name}: expected ${text} to be an integer from ${range.min} to ${range.max}`;
    throw new Refusal(422, words, name);
  }

  id(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (!/^\d+$/.test(text)) throw Refusal.invalidId(name, text);
    return Number(text);
  }

  instant(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const time = instant(text);
    if (time === undefined)
      throw new Refusal(422, `Field ${name}: expected ${text} to be an ISO 8601 time`, name);
    return time;
  }

  flag(name: string): boolean {
    const text = this.text(name) ?? 'false';
    if (text === 'true' || text === 'false') return text === 'true';
    throw new Refusal(422, `Field ${name}: expected ${text} to be true or false`, name);
  }

  /** Equal for two requests exactly when everything but the page token is the same. */
  get fingerprint(): string {
    const others = [...this.#values].filter(([name]) => name !== 'page_token').map((pair) => pair.join('='));
    return hash([this.#path, ...others.toSorted()].join('&')).toString(36);
  }
}

export function required<Value>(name: string, value: Value | undefined): Value {
  if (value === undefined) throw new Refusal(422, `Field ${name}: is required`, name);
  return value;
}

/**
 * Milliseconds since the epoch, or undefined when the text is no instant. A time without an offset is refused:
 * the documentation does not say how the service reads it.
 */
export function instant(text: string): number | undefined {
  if (!ISO_8601.test(text) || !isDay(text.slice(0, 10))) return undefined;
  const time = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(time) ? undefined : time;
}

/** `Date` reads 31 February as a day in March. */
function isDay(text: string): boolean {
  const day = new Date(text);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** FNV-1a, which is short and spreads evenly. */
function hash(text: string): number {
  let value = 0x81_1c_9d_c5;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01_00_01_93);
  return value >>> 0;
}
