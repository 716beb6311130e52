import * as z from 'zod/mini';
import type { Interaction, InteractionType } from '../affinity/index.ts';
import { typeIds } from '../model/interactionTypes.ts';
import type { KnownPerson } from '../model/knownPerson.ts';
import type { RecordRef } from '../model/recordRef.ts';
import { readEach, recordRefSchema } from './storedChoices.ts';
import { storedInteractionSchema } from './storedInteraction.ts';

const openingSchema = z.object({ key: z.string(), words: z.string() });

const openedSchema = z.object({
  type: z.literal(typeIds),
  record: z.exactOptional(recordRefSchema),
  interaction: storedInteractionSchema,
});

const personSchema = z.object({
  id: z.int().check(z.positive()),
  name: z.string(),
  email: z.exactOptional(z.string()),
  standing: z.literal(['internal', 'external']),
});

/** The first words of a note that was read. */
export interface StoredOpening {
  /** From `interactionKey`. */
  readonly key: string;
  readonly words: string;
}

/** An interaction that the user opened, and the record under which it was listed. */
export interface OpenedInteraction {
  readonly type: InteractionType;
  readonly record?: RecordRef;
  readonly interaction: Interaction;
}

/** Reads what the extension stored as JSON of what the user has read. Anything unreadable is left out. */
export const storedReadings = {
  openings: (stored: unknown): readonly StoredOpening[] => readEach(openingSchema, stored),
  opened: (stored: unknown): readonly OpenedInteraction[] => readEach(openedSchema, stored),
  people: (stored: unknown): readonly KnownPerson[] => readEach(personSchema, stored),
};
