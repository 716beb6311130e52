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
    const body = parsed(await request.text());
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      throw new Refusal(422, 'Expected the body to be a JSON object');
    }
    return new BodyFields(new Map(Object.entries(body)));
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
