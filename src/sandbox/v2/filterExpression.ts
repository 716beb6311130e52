import { Refusal } from '../http/refusal.ts';

const TOKEN = /\s*(?:(?<mark>[()&|])|(?<operator>>=|<=|[=<>!])|(?<word>"(?:[^"\\]|\\.)*"|[^\s()&|=<>!"]+))/y;
/** Whole seconds in UTC: a fraction or another offset is refused. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const NUMBER = /^-?\d+(\.\d+)?$/;

const comparisons: Readonly<Record<string, (value: number, wanted: number) => boolean>> = {
  '=': (value, wanted) => value === wanted,
  '>': (value, wanted) => value > wanted,
  '>=': (value, wanted) => value >= wanted,
  '<': (value, wanted) => value < wanted,
  '<=': (value, wanted) => value <= wanted,
};

/** An id is compared with `=` only, times and numbers with the other operators only. */
export type FilterType = 'id' | 'time' | 'number';

export interface FilterField<Row> {
  readonly type: FilterType;
  /** Null matches nothing. */
  readonly valueOf: (row: Row) => number | null;
}

export type FilterFields<Row> = Readonly<Record<string, FilterField<Row>>>;

type Predicate<Row> = (row: Row) => boolean;

/**
 * The predicate of a `filter` parameter: comparisons, `&` that binds tighter than `|`, and parentheses. Source:
 * V2 docs, Filtering. Everything else is refused.
 */
export function filterExpression<Row>(
  text: string | undefined,
  fields: FilterFields<Row>,
): (row: Row) => boolean {
  if (text === undefined) return () => true;
  return new FilterParser(text, fields).parse();
}

class FilterParser<Row> {
  readonly #tokens: readonly string[];
  readonly #fields: FilterFields<Row>;
  #position = 0;

  constructor(text: string, fields: FilterFields<Row>) {
    this.#tokens = tokensOf(text);
    this.#fields = fields;
  }

  parse(): Predicate<Row> {
    const predicate = this.#either();
    if (this.#position < this.#tokens.length) throw invalid();
    return predicate;
  }

  #either(): Predicate<Row> {
    const all = [this.#both()];
    while (this.#take('|')) all.push(this.#both());
    return (row) => all.some((one) => one(row));
  }

  #both(): Predicate<Row> {
    const all = [this.#term()];
    while (this.#take('&')) all.push(this.#term());
    return (row) => all.every((one) => one(row));
  }

  #term(): Predicate<Row> {
    if (!this.#take('(')) return this.#comparison();
    const inner = this.#either();
    if (!this.#take(')')) throw invalid();
    return inner;
  }

  #comparison(): Predicate<Row> {
    const [name = '', operator = '', text = ''] = this.#tokens.slice(this.#position, this.#position + 3);
    this.#position += 3;
    const field = Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
    if (field === undefined) throw invalid(`unknown property ${name}`);
    const compare = comparisons[operator];
    if (compare === undefined || (field.type === 'id') !== (operator === '=')) {
      throw invalid(`operator ${operator} is not allowed for ${name}`);
    }
    const wanted = valueIn(text, field.type, name);
    return (row) => {
      const value = field.valueOf(row);
      return value !== null && compare(value, wanted);
    };
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#position] !== token) return false;
    this.#position += 1;
    return true;
  }
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  const pattern = new RegExp(TOKEN);
  const trimmed = text.trimEnd();
  while (pattern.lastIndex < trimmed.length) {
    const { mark, operator, word } = pattern.exec(trimmed)?.groups ?? {};
    const token = mark ?? operator ?? word;
    if (token === undefined) throw invalid();
    tokens.push(token);
  }
  return tokens;
}

function valueIn(text: string, type: FilterType, name: string): number {
  if (type !== 'time') {
    if (NUMBER.test(text)) return Number(text);
    throw invalid(`${text} is not a number for ${name}`);
  }
  const time = TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw invalid(`${text} is not a time in whole seconds with Z for ${name}`);
  return time;
}

function invalid(reason = 'malformed expression'): Refusal {
  return new Refusal(400, `Invalid filter provided: ${reason}`, 'filter');
}
