import * as z from 'zod/mini';
import { InteractionType } from '../../affinity/index.ts';
import { directionSchema, loggableTypeSchema } from '../../protocol/formValues.ts';
import { idSchema } from '../../protocol/messageReader.ts';
import { recordIdSchema } from './draft.ts';
import { saveProblemSchema } from './draftOutcome.ts';

const instant = z.iso.datetime({ offset: true });

/** As JSON writes it; of an interaction also one of a year that has more than four digits. */
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

/** All that is ever shown of it. */
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

/** `entry`: what is logged again. `losesFormatting`: the text had HTML and will be plain. */
const undoSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('possible'),
    entry: z.object({
      type: loggableTypeSchema,
      personIds: ids,
      content: z.string(),
      date: dateSchema,
      direction: z.optional(directionSchema),
    }),
    losesFormatting: z.boolean(),
  }),
  z.object({
    kind: z.literal('none'),
    reason: z.literal([
      'email',
      'not-logged-by-hand',
      'note-unreadable',
      /** Of which only one could be logged again. */
      'several-notes',
      /** Beyond what a draft may be, and so beyond what can be sent of it. */
      'text-too-long',
      'too-many-people',
      'date-out-of-range',
      /** The service logs nothing without text, without a colleague or without somebody from outside. */
      'no-text',
      'people-missing',
      /** A chat message of which the service does not tell who wrote it. */
      'direction-missing',
    ]),
  }),
]);

/** An earlier time it went out, and nobody knows whether it took effect. */
const wasSent = z.optional(z.literal(true));

/**
 * `deleting` is written before the request goes out: found again after a restart it means that it may be deleted or not.
 * `deleted` is what can still be undone, in the window that deleted it.
 */
const deletionStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('deleting'), wasSent }),
  z.object({ state: z.literal('unknown'), problem: saveProblemSchema }),
  z.object({ state: z.literal('deleted') }),
]);

const keptDeletionSchema = z.object({
  version: z.literal(1),
  /** `tenant/user`: whose deletion it is. It is neither shown to nor repeated by anyone else. */
  account: z.string().check(z.minLength(1)),
  type: z.literal(Object.values(InteractionType)),
  id: idSchema,
  /** As it was read before. */
  interaction: interactionSchema,
  undo: undoSchema,
  /** Under which it was seen. */
  record: z.optional(recordIdSchema),
  changedAt: instant,
  outcome: deletionStateSchema,
});

export type Undo = Readonly<z.infer<typeof undoSchema>>;

export type NoUndo = (Undo & { readonly kind: 'none' })['reason'];

export type DeletionState = Readonly<z.infer<typeof deletionStateSchema>>;

/** A deletion from before its request goes out until its outcome is known, with all that undoing it takes. */
export type KeptDeletion = Readonly<z.infer<typeof keptDeletionSchema>>;

/** Names what is deleted: of one interaction there is one deletion, whichever window began it. */
export function deletionId({ type, id }: Pick<KeptDeletion, 'type' | 'id'>): string {
  return `${type}-${id}`;
}

export function deletionText(deletion: KeptDeletion): string {
  return JSON.stringify(deletion, undefined, 2);
}

/** Undefined for what is none: whoever reads leaves the text where it is. */
export function readDeletionText(text: string): KeptDeletion | undefined {
  try {
    return z.safeParse(keptDeletionSchema, JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
