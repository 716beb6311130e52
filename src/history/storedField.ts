export const storedField = {
  object: (value: unknown): Fields => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
    throw new NotStored('is no object');
  },

  text: (value: unknown): string => {
    if (typeof value === 'string') return value;
    throw new NotStored('is no text');
  },

  number: (value: unknown): number => {
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw new NotStored('is no number');
  },

  flag: (value: unknown): boolean => {
    if (typeof value === 'boolean') return value;
    throw new NotStored('is neither true nor false');
  },

  id: (value: unknown): number => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
    throw new NotStored('is no id');
  },

  /** As `Date.toJSON` writes it: any other notation may mean another instant on another machine. */
  date: (value: unknown): Date => {
    const date = new Date(typeof value === 'string' ? value : Number.NaN);
    if (date.toJSON() === value && value !== null) return date;
    throw new NotStored('is no instant');
  },

  list:
    <Item>(read: Reader<Item>): Reader<Item[]> =>
    (value) => {
      if (Array.isArray(value)) return value.map((item: unknown) => read(item));
      throw new NotStored('is no list');
    },

  maybe:
    <Value>(read: Reader<Value>): Reader<Value | undefined> =>
    (value) =>
      value === undefined || value === null ? undefined : read(value),
};

/** A JSON object of which nothing is known yet. */
export type Fields = { readonly [field: string]: unknown };

/** Turns a stored value into ours, or refuses it with `NotStored`. */
export type Reader<Value> = (value: unknown) => Value;

/** A stored value is not what it should be: from another version, cut short, or edited by hand. */
export class NotStored extends Error {
  override readonly name = 'NotStored';
}

/** What the reader makes of it; undefined when it is refused. */
export function readStored<Value>(value: unknown, read: Reader<Value>): Value | undefined {
  try {
    return read(value);
  } catch (error) {
    if (error instanceof NotStored) return undefined;
    throw error;
  }
}
