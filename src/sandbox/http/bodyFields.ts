import { instant } from './queryFields.ts';
import { Refusal } from './refusal.ts';

/** Reads the JSON body of a write, or refuses it with 422. Fields that no route asks for are ignored. */
export class BodyFields {
  readonly #values: ReadonlyMap<string, unknown>;

  private constructor(values: ReadonlyMap<string, unknown>) {
    this.#values = values;
  }

  static async of(request: Request): Promise<BodyFields> {
    const contentType = request.headers.get('content-type') ?? '';
    if (!/^application\/json\b/i.test(contentType)) {
      throw new Refusal(422, 'Expected a body with Content-Type: application/json');
    }
    return BodyFields.#fieldsOf(parsed(await request.text()), 'Expected the body to be a JSON object');
  }

  static #fieldsOf(value: unknown, words: string, param?: string): BodyFields {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new Refusal(422, words, param);
    }
    return new BodyFields(new Map(Object.entries(value)));
  }

  choice<Choice extends number>(name: string, allowed: readonly Choice[]): Choice | undefined {
    const value = this.#values.get(name);
    if (value === undefined) return undefined;
    const choice = allowed.find((one) => one === value);
    if (choice === undefined) {
      const words = `Field ${name}: expected ${JSON.stringify(value)} to be one of ${allowed.join(', ')}`;
      throw new Refusal(422, words, name);
    }
    return choice;
  }

  word<Word extends string>(name: string, allowed: readonly Word[]): Word | undefined {
    const value = this.#values.get(name);
    if (value === undefined) return undefined;
    const word = allowed.find((one) => one === value);
    if (word !== undefined) return word;
    const words = `Field ${name}: expected ${JSON.stringify(value)} to be one of ${allowed.join(', ')}`;
    throw new Refusal(422, words, name);
  }

  /** The fields of a nested object. */
  object(name: string): BodyFields | undefined {
    const value = this.#values.get(name);
    if (value === undefined) return undefined;
    return BodyFields.#fieldsOf(value, `Field ${name}: expected an object`, name);
  }

  /** The ids of a list of objects such as `[{"id": 1}]`. */
  references(name: string, maxLength: number): readonly number[] | undefined {
    const value = this.#values.get(name);
    if (value === undefined) return undefined;
    const words = `Field ${name}: expected a list of at most ${maxLength} objects with an id`;
    if (!Array.isArray(value) || value.length > maxLength) throw new Refusal(422, words, name);
    return value.map((one: unknown) => {
      const id = BodyFields.#fieldsOf(one, words, name).id('id');
      if (id === undefined) throw new Refusal(422, words, name);
      return id;
    });
  }

  /** A blank text is refused. */
  text(name: string): string | undefined {
    const value = this.#values.get(name);
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value.trim() !== '') return value;
    throw new Refusal(422, `Field ${name}: expected a text that is not blank`, name);
  }

  ids(name: string): readonly number[] | undefined {
    const value = this.#values.get(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) throw new Refusal(422, `Field ${name}: expected a list of ids`, name);
    return value.map((id: unknown) => {
      if (typeof id === 'number' && Number.isSafeInteger(id) && id >= 0) return id;
      throw Refusal.invalidId(name, id);
    });
  }

  id(name: string): number | undefined {
    const value = this.#values.get(name);
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
    throw Refusal.invalidId(name, value);
  }

  instant(name: string): number | undefined {
    const value = this.#values.get(name);
    if (value === undefined) return undefined;
    const time = typeof value === 'string' ? instant(value) : undefined;
    if (time !== undefined) return time;
    throw new Refusal(422, `Field ${name}: expected ${JSON.stringify(value)} to be an ISO 8601 time`, name);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(422, 'The body is not valid JSON');
  }
}
