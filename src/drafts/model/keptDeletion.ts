import * as z from 'zod/mini';
import { InteractionType } from '../../affinity/index.ts';
import { FormDirectionSchema, FormTypeSchema } from '../../protocol/formValues.ts';
import { IdSchema } from '../../protocol/commonSchemas.ts';
import { RecordIdSchema } from './draft.ts';
import { SaveProblemSchema } from './draftOutcome.ts';

const instant = z.iso.datetime({ offset: true });

/** As JSON writes it; of an interaction also one of a year that has more than four digits. */
const dateSchema = z.pipe(
  z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
  z.transform((text) => new Date(text)),
);

const text = z.optional(z.string());
const texts = z.readonly(z.array(z.string()));
const ids = z.readonly(z.array(IdSchema));

const personSchema = z.object({
  id: IdSchema,
  type: z.optional(z.number()),
  firstName: text,
  lastName: text,
  primaryEmail: text,
  emails: texts,
});
const persons = z.readonly(z.array(personSchema));

/** All that is ever shown of it. */
const interactionSchema = z.object({
  id: IdSchema,
  type: z.number(),
  date: dateSchema,
  title: text,
  subject: text,
  direction: z.optional(z.number()),
  manualCreatorId: z.optional(IdSchema),
  persons,
  attendees: texts,
  from: z.optional(personSchema),
  to: persons,
  cc: persons,
  noteIds: ids,
});

/** `entry`: what is logged again. `losesFormatting`: the text had HTML and will be plain. */
const UndoSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('possible'),
    entry: z.object({
      type: FormTypeSchema,
      personIds: ids,
      content: z.string(),
      date: dateSchema,
      direction: z.optional(FormDirectionSchema),
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
export type Undo = Readonly<z.infer<typeof UndoSchema>>;
export type NoUndo = (Undo & { readonly kind: 'none' })['reason'];

/** An earlier time it went out, and nobody knows whether it took effect. */
const wasSent = z.optional(z.literal(true));

/**
 * `deleting` is written before the request goes out: found again after a restart it means that it may be deleted or not.
 * `deleted` is what can still be undone, in the window that deleted it.
 */
const DeletionStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('deleting'), wasSent }),
  z.object({ state: z.literal('unknown'), problem: SaveProblemSchema }),
  z.object({ state: z.literal('deleted') }),
]);
export type DeletionState = Readonly<z.infer<typeof DeletionStateSchema>>;

const KeptDeletionSchema = z.object({
  version: z.literal(1),
  /** `tenant/user`: whose deletion it is. It is neither shown to nor repeated by anyone else. */
  account: z.string().check(z.minLength(1)),
  type: z.literal(Object.values(InteractionType)),
  id: IdSchema,
  /** As it was read before. */
  interaction: interactionSchema,
  undo: UndoSchema,
  /** Under which it was seen. */
  record: z.optional(RecordIdSchema),
  changedAt: instant,
  outcome: DeletionStateSchema,
});

/** A deletion from before its request goes out until its outcome is known, with all that undoing it takes. */
export type KeptDeletion = Readonly<z.infer<typeof KeptDeletionSchema>>;

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
    return z.safeParse(KeptDeletionSchema, JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
