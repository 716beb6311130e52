import { instant } from './instant.ts';
import { Refusal } from './refusal.ts';

/** Reads the query of a request, or refuses it with 422. What is not asked for by name is ignored. */
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

  /** Whether it is one of `allowed` is checked here; whether it has to be there is for `required`. */
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
    throw new Refusal(
      422,
      `Field ${name}: expected ${text} to be an integer from ${range.min} to ${range.max}`,
      name,
    );
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

  /** Equal for two requests exactly when all but the page token is the same. */
  get fingerprint(): string {
    const others = [...this.#values].filter(([name]) => name !== 'page_token').map((pair) => pair.join('='));
    return hash([this.#path, ...others.toSorted()].join('&')).toString(36);
  }
}

export function required<Value>(name: string, value: Value | undefined): Value {
  if (value === undefined) throw new Refusal(422, `Field ${name}: is required`, name);
  return value;
}

/** FNV-1a: short and even, which is all that a fingerprint needs here. */
function hash(text: string): number {
  let value = 0x81_1c_9d_c5;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01_00_01_93);
  return value >>> 0;
}
