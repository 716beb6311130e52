import { invalidArgument } from './affinityError.ts';
import type { QueryParameter, RequestTarget } from './apiRequest.ts';

/** On the wire a year has four digits, and `Date.UTC` reads those before 100 as 19xx. */
const firstMs = Date.UTC(100, 0);
const lastMs = Date.UTC(10_000, 0) - 1;

const INSTANT =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)$/i;

const given: Check<void> = (target, name, value) => {
  if (isAbsent(value)) throw invalidArgument(target, `${name} is required`);
};

const id: Check<number> = (target, name, value) => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw invalidArgument(target, `${name} must be an integer from 0 to 2^53 − 1`);
};

const ids: Check<number[]> = (target, name, value) => {
  if (Array.isArray(value)) return value.map((one) => id(target, name, one));
  throw invalidArgument(target, `${name} must be a list of ids`);
};

const instant: Check<number> = (target, name, value) => {
  const ms = value instanceof Date ? value.getTime() : parseInstant(typeof value === 'string' ? value : '');
  if (ms !== undefined && ms >= firstMs && ms <= lastMs) return ms;
  throw invalidArgument(target, `${name} must be a valid Date or an ISO 8601 string with an explicit offset`);
};

const text: Check<string> = (target, name, value) => {
  if (typeof value === 'string') return value;
  throw invalidArgument(target, `${name} must be a string`);
};

/** Text for a person to read, such as that of a note. */
const filledText: Check<string> = (target, name, value) => {
  const checked = text(target, name, value);
  if (checked.trim() !== '') return checked;
  throw invalidArgument(target, `${name} must not be blank`);
};

/**
 * Arguments are checked at run time too, because callers pass on typed and stored values. Each check returns the
 * value, or throws an `invalid-argument` that names the parameter.
 */
export const checkedArgument = { given, id, ids, instant, text, filledText };

/** A `Date`, or an ISO 8601 string with an explicit offset. */
export type Moment = Date | string;

type Check<Result> = (target: RequestTarget, name: string, value: unknown) => Result;

/** `0`, `false` and the empty string are values. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** An absent argument has no fields, so its required ones are reported by name. */
export function orEmpty<Fields extends object>(fields: Fields): Fields {
  return isAbsent(fields) ? ({} as Fields) : fields;
}

/** The parameters that have a value, as strings. */
export function givenParameters(
  parameters: readonly (readonly [string, string | number | boolean | null | undefined])[],
): QueryParameter[] {
  return parameters.flatMap(([name, value]) => (isAbsent(value) ? [] : [[name, String(value)]]));
}

/**
 * Milliseconds since the epoch of an ISO 8601 string with an explicit offset. `Date.parse` would read a string without
 * an offset in the machine's own zone, and turn 30 February into 2 March.
 */
export function parseInstant(text: string): number | undefined {
  const found = INSTANT.exec(text);
  if (!found) return undefined;
  const part = (index: number) => Number(found[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  const [zoneHour, zoneMinute] = [part(9), part(10)];
  if (hour > 23 || minute > 59 || second > 59 || zoneHour > 23 || zoneMinute > 59) return undefined;
  if (year < 100 || month < 1 || month > 12 || day < 1 || day > lastDay(year, month)) return undefined;
  const minutes = hour * 60 + minute - (found[8] === '-' ? -1 : 1) * (zoneHour * 60 + zoneMinute);
  const milliseconds = Math.trunc(Number(`0.${found[7] ?? 0}`) * 1000);
  return Date.UTC(year, month - 1, day, 0, minutes, second, milliseconds);
}

function lastDay(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
