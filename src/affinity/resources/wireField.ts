import * as z from 'zod/mini';
import { $ZodObjectJIT } from 'zod/v4/core';
import type { $ZodObject, $ZodShape, $strip } from 'zod/v4/core';
import { parseInstant } from '../transport/checkedArgument.ts';

const id = z.transform((value: unknown, context) => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  context.issues.push({ code: 'custom', message: 'is not an integer from 0 to 2^53 − 1', input: value });
  return z.NEVER;
});

const instant = z.transform((value: unknown, context) => {
  const date = dateOf(value);
  if (date) return date;
  context.issues.push({ code: 'custom', message: 'is not an instant with an offset', input: value });
  return z.NEVER;
});

/** An optional time that cannot be read counts as missing, because it is not worth losing the item. */
const readableInstant = z.transform(dateOf);

/**
 * The fields of the service's responses. Lists and fields called `maybe…` may be missing or null. Each layer of a schema
 * costs time for every field of thousands of items, so schemas have few layers. Defaults are set where a shape is
 * converted to ours.
 */
export const wireField = {
  id,
  instant,
  maybeId: z.nullish(id),
  maybeInstant: z.nullish(readableInstant),
  maybeText: z.nullish(z.string()),
  maybeNumber: z.nullish(z.number()),
  maybeBoolean: z.nullish(z.boolean()),
  ids: z.nullish(z.array(id)),
  texts: z.nullish(z.array(z.string())),
};

/**
 * An object that ignores unknown fields, as in `zod/mini`. That package lacks the parser that zod compiles where the
 * platform allows it, which reads thousands of interactions in half the time. Importing the parser from zod's main
 * entry would add all languages of its messages, 380 KB.
 */
export function wireObject<Shape extends $ZodShape>(shape: Shape): $ZodObject<Shape, $strip> {
  return new $ZodObjectJIT({ type: 'object', shape }) as $ZodObject<Shape, $strip>;
}

/** A field that is worth less than its item: when it is missing or cannot be read, it is `undefined`. */
export function ifReadable<Value>(schema: z.core.$ZodType<Value>): z.ZodMiniType<Value | undefined> {
  return z.optional(z.transform((value: unknown) => z.safeParse(schema, value).data));
}

/** A union of objects whose arm is chosen by the fields of the wire. */
export function chosenBy<Value>(
  choose: (fields: Readonly<Record<string, unknown>>) => z.ZodMiniType<Value>,
): z.ZodMiniType<Value> {
  return z.transform((value: unknown, context): Value => {
    const read = z.safeParse(choose(fieldsOf(value)), value);
    if (read.success) return read.data;
    context.issues.push(
      ...read.error.issues.map((issue) => ({ ...issue, input: value }) as z.core.$ZodRawIssue),
    );
    return z.NEVER;
  });
}

/** A value that is not an object has no fields. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function dateOf(value: unknown): Date | undefined {
  const ms = typeof value === 'string' ? parseInstant(value) : undefined;
  return ms === undefined ? undefined : new Date(ms);
}
