import type { RequestTarget } from './apiRequest.ts';
import { invalidArgument } from './invalidArgument.ts';
import { parseInstant } from './parseInstant.ts';

/** The years that a text on the wire can name in four digits; those before 100 are read as later ones. */
const firstMs = Date.parse('0100-01-01T00:00:00.000Z');

const lastMs = Date.parse('9999-12-31T23:59:59.999Z');

const id: Check<number> = (target, name, value) => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw invalidArgument(target, `${name} must be an integer from 0 to 2^53 − 1`);
};

const given: Check<void> = (target, name, value) => {
  if (isAbsent(value)) throw invalidArgument(target, `${name} is required`);
};

const type: Check<number> = (target, name, value) => {
  given(target, name, value);
  if (value === 0 || value === 1 || value === 2 || value === 3) return value;
  throw invalidArgument(target, `${name} must be 0 (meeting), 1 (call), 2 (chat message) or 3 (e-mail)`);
};

const instant: Check<number> = (target, name, value) => {
  const ms = value instanceof Date ? value.getTime() : parseInstant(typeof value === 'string' ? value : '');
  if (ms !== undefined && ms >= firstMs && ms <= lastMs) return ms;
  throw invalidArgument(target, `${name} must be a valid Date or an ISO 8601 text with an explicit offset`);
};

const text: Check<string> = (target, name, value) => {
  if (typeof value === 'string') return value;
  throw invalidArgument(target, `${name} must be a text`);
};

/**
 * What callers hand in, checked at run time too: the editor passes on what people typed and what was stored.
 * Each check gives the value back, or throws an `invalid-argument` that names it.
 */
export const checkedArgument = { given, id, instant, text, type };

type Check<Result> = (target: RequestTarget, name: string, value: unknown) => Result;

/** `0`, `false` and the empty text are values. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** What has fields of its own to check; left out, it has none. */
export function orEmpty<Fields extends object>(fields: Fields): Fields {
  return isAbsent(fields) ? ({} as Fields) : fields;
}
