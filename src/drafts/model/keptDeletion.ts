import * as z from 'zod/mini';
import { interactionFileKey } from '../../model/interactionRef.ts';
import { typeIds } from '../../model/interactionTypes.ts';
import { noteOpening } from '../../model/noteOpening.ts';
import { loggableTypeSchema, optionalFieldSchemas } from '../../protocol/formValues.ts';
import { idSchema } from '../../protocol/messageReader.ts';
import { recordIdSchema, recordSchema } from './draft.ts';
import { saveProblemSchema } from './draftOutcome.ts';

const instant = z.iso.datetime({ offset: true });

/** An ISO date as JSON writes it. An interaction may have a year of more than four digits. */
const dateSchema = z.pipe(
  z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
  z.transform((text) => new Date(text)),
);

const text = z.optional(z.string());

const texts = z.readonly(z.array(z.string()));

const ids = z.readonly(z.array(idSchema));

const personSchema = z.object({
  id: idSchema,
  type: z.optional(z.number()),
  firstName: text,
  lastName: text,
  primaryEmail: text,
  emails: texts,
});

const persons = z.readonly(z.array(personSchema));

/** The parts of an interaction that messages and rows show. */
const interactionSchema = z.object({
  id: idSchema,
  type: z.number(),
  date: dateSchema,
  title: text,
  subject: text,
  direction: z.optional(z.number()),
  manualCreatorId: z.optional(idSchema),
  persons,
  attendees: texts,
  from: z.optional(personSchema),
  to: persons,
  cc: persons,
  noteIds: ids,
});

/** The data of a create call, with a date that cannot be misread. */
const undoEntrySchema = z.object({
  type: loggableTypeSchema,
  personIds: ids,
  content: z.string(),
  date: dateSchema,
  ...optionalFieldSchemas,
  /** The companies and opportunities that its note is on, or was to be put on. */
  alsoOn: z.optional(z.readonly(z.array(recordSchema))),
});

/** Says whether the interaction can be logged again. `losesFormatting`: its text comes back as plain text. */
const undoSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('possible'), entry: undoEntrySchema, losesFormatting: z.boolean() }),
  z.object({
    kind: z.literal('none'),
    reason: z.literal([
      'email',
      'not-logged-by-hand',
      'note-unreadable',
      /** Only one of them could be logged again. */
      'several-notes',
      /** The text, the people or the date are beyond what a draft may hold. */
      'text-too-long',
      'too-many-people',
      'date-out-of-range',
      /** The service requires a text, a colleague and an external person. */
      'no-text',
      'people-missing',
      /** The service did not say who wrote the chat message. */
      'direction-missing',
    ]),
  }),
]);

/** An earlier request was sent, and its outcome is unknown. */
const wasSent = z.optional(z.literal(true));

/**
 * `deleting` is stored before the request goes out. When it is found after a restart, the interaction may be deleted or
 * not. `deleted` can be undone in the window that deleted it.
 */
const deletionStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('deleting'), wasSent }),
  z.object({ state: z.literal('unknown'), problem: saveProblemSchema }),
  z.object({ state: z.literal('deleted') }),
]);

const keptDeletionSchema = z.object({
  version: z.literal(1),
  /** `tenant/user`. A deletion is neither shown to nor repeated by another account. */
  account: z.string().check(z.minLength(1)),
  type: z.literal(typeIds),
  id: idSchema,
  /** The interaction as it was read before the deletion. */
  interaction: interactionSchema,
  undo: undoSchema,
  /** The record whose rows showed it. */
  record: z.optional(recordIdSchema),
  changedAt: instant,
  outcome: deletionStateSchema,
});

export type UndoEntry = Readonly<z.infer<typeof undoEntrySchema>>;

export type Undo = Readonly<z.infer<typeof undoSchema>>;

export type NoUndo = (Undo & { readonly kind: 'none' })['reason'];

export type DeletionState = Readonly<z.infer<typeof deletionStateSchema>>;

/** A deletion, stored from before its request until its outcome is known, with everything that an undo needs. */
export type KeptDeletion = Readonly<z.infer<typeof keptDeletionSchema>>;

/** Names the interaction that is deleted. There is one deletion per interaction, whichever window began it. */
export function deletionId({ type, id }: Pick<KeptDeletion, 'type' | 'id'>): string {
  return interactionFileKey({ type, id });
}

/** The first words of the note, if it was read for an undo. */
export function openingOfDeleted({ undo }: Partial<Pick<KeptDeletion, 'undo'>>): string {
  return undo?.kind === 'possible' ? noteOpening(undo.entry.content) : '';
}

/** The stored form of a deletion. */
export function deletionText(deletion: KeptDeletion): string {
  return JSON.stringify(deletion, undefined, 2);
}

/** Reads a stored deletion. Undefined for a text that is not one, which must be left where it is. */
export function readDeletionText(text: string): KeptDeletion | undefined {
  try {
    return z.safeParse(keptDeletionSchema, JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
