import * as z from 'zod/mini';
import { directions } from '../model/interactionTypes.ts';
import { uniqueRecords } from './followedRecords.ts';
import type { FollowedRecords } from './followedRecords.ts';
import type { InteractionFilter } from './interactionFilter.ts';
import { DEFAULT_ORDER, recordOrders } from './recordOrder.ts';
import type { RecordOrder } from './recordOrder.ts';

const idSchema = z.int().check(z.nonnegative());

export const recordRefSchema = z.object({
  kind: z.literal(['person', 'company', 'opportunity']),
  id: idSchema,
  name: z.string(),
});

export const filterSchema = z.object({
  manualOnly: z.exactOptional(z.boolean()),
  colleague: z.exactOptional(z.object({ id: idSchema, name: z.string() })),
  direction: z.exactOptional(z.literal([directions.sent, directions.received])),
});

const recordOrderSchema = z.literal(recordOrders);

/** Reads what the user chose and the extension stored as JSON. Anything unreadable counts as not chosen. */
export const storedChoices = {
  followedRecords: (stored: unknown): FollowedRecords => uniqueRecords(readEach(recordRefSchema, stored)),
  filter: (stored: unknown): InteractionFilter => filterSchema.safeParse(stored).data ?? {},
  recordOrder: (stored: unknown): RecordOrder => recordOrderSchema.safeParse(stored).data ?? DEFAULT_ORDER,
  expandedRows: (stored: unknown): readonly string[] => readEach(z.string(), stored),
};

/** An unreadable entry never costs its neighbours. */
export function readEach<Entry>(schema: z.ZodMiniType<Entry>, stored: unknown): readonly Entry[] {
  const entries: readonly unknown[] = Array.isArray(stored) ? stored : [];
  return entries.flatMap((entry) => {
    const { data } = schema.safeParse(entry);
    return data === undefined ? [] : [data];
  });
}
