import * as z from 'zod/mini';
import { parseInstant } from '../transport/parseInstant.ts';

const id = z.transform((value: unknown, context) => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  context.issues.push({ code: 'custom', message: 'is no integer from 0 to 2^53 − 1', input: value });
  return z.NEVER;
});

const instant = z.transform((value: unknown, context) => {
  const date = dateOf(value);
  if (date) return date;
  context.issues.push({ code: 'custom', message: 'is no instant with an offset', input: value });
  return z.NEVER;
});

/** What may be missing is not worth the thing that it belongs to, so one that cannot be read is missing. */
const readableInstant = z.transform(dateOf);

/**
 * What the fields of the service's answers are made of. Those called `maybe…`, and lists, may be missing or
 * null. Each layer of a schema costs time for each field of thousands of items, so a schema has as few as it
 * can, and what absence means on our side is said where the shape is turned into ours.
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

function dateOf(value: unknown): Date | undefined {
  const ms = typeof value === 'string' ? parseInstant(value) : undefined;
  return ms === undefined ? undefined : new Date(ms);
}
