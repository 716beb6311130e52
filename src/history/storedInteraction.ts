import * as z from 'zod/mini';
import type { Interaction } from '../affinity/index.ts';

const idSchema = z.int().check(z.nonnegative());
const text = z.optional(z.string());

/** An instant as `Date.toJSON` writes it: any other notation may mean another instant on another machine. */
export const storedDateSchema = z.pipe(
  // Without `abort`, checks of the whole object would run on a text that is no date.
  z.string().check(z.refine((stored) => isJsonDate(stored), { abort: true })),
  z.transform((stored) => new Date(stored)),
);

const date = z.optional(storedDateSchema);

export const storedPersonSchema = z.object({
  id: idSchema,
  type: z.optional(z.number()),
  firstName: text,
  lastName: text,
  primaryEmail: text,
  emails: z.array(z.string()),
  companyIds: z.optional(z.array(idSchema)),
});

const people = z.array(storedPersonSchema);

export const storedInteractionSchema = z.object({
  id: idSchema,
  type: z.number(),
  date: storedDateSchema,
  title: text,
  subject: text,
  startTime: date,
  endTime: date,
  updatedAt: date,
  direction: z.optional(z.number()),
  loggingType: z.optional(z.number()),
  manualCreatorId: z.optional(idSchema),
  persons: people,
  attendees: z.array(z.string()),
  from: z.optional(storedPersonSchema),
  to: people,
  cc: people,
  noteIds: z.array(idSchema),
});

/** An interaction as JSON: its dates are ISO 8601 texts in UTC, and undefined fields are left out. */
export type StoredInteraction = z.input<typeof storedInteractionSchema>;

export function storedInteraction(interaction: Interaction): StoredInteraction {
  return JSON.parse(JSON.stringify(interaction)) as StoredInteraction;
}

function isJsonDate(stored: string): boolean {
  const parsed = new Date(stored);
  return !Number.isNaN(parsed.getTime()) && parsed.toJSON() === stored;
}
