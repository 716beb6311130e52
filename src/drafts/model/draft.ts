import * as z from 'zod/mini';
import { FormDirectionSchema, FormTypeSchema } from '../../protocol/formValues.ts';
import { IdSchema } from '../../protocol/commonSchemas.ts';
import { KnownPersonSchema } from '../../protocol/peopleView.ts';
import { DraftOutcomeSchema } from './draftOutcome.ts';
import { ProvenanceSchema } from './provenance.ts';

const instant = z.iso.datetime({ offset: true });

/** Someone whom the service knows, or what was typed and is not yet anyone. The keys are those of the page's chips. */
const DraftPersonSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('known'), key: z.string(), person: KnownPersonSchema }),
  z.object({ state: z.literal('typed'), key: z.string(), typed: z.string() }),
]);
export type DraftPerson = Readonly<z.infer<typeof DraftPersonSchema>>;

/** What an interaction was when its form was opened: what the user's changes and those of others are measured by. */
const UpdateBaseSchema = z.object({
  date: instant,
  people: z.readonly(z.array(KnownPersonSchema)),
  direction: z.optional(FormDirectionSchema),
  /** The text of its note, unescaped and without HTML. Absent when it has none, or when that could not be read. */
  text: z.optional(z.string()),
  /** `mentions`: the service refuses new text. `unreadable`: what is there is unknown and would be overwritten. */
  textLock: z.optional(z.literal(['mentions', 'unreadable'])),
  /** The note has HTML, which is kept for as long as the text is not changed. */
  formatted: z.boolean(),
  title: z.optional(z.string()),
});
export type UpdateBase = Readonly<z.infer<typeof UpdateBaseSchema>>;

/** What tells one record from another. */
export const RecordIdSchema = z.object({
  kind: z.literal(['person', 'company', 'opportunity']),
  id: IdSchema,
});

const RecordSchema = z.extend(RecordIdSchema, { name: z.string() });

const DraftSubjectSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('create'),
    about: z.optional(RecordSchema),
    /** Filled from a selection: each has a form of its own, even when they are about the same record. */
    selection: z.optional(z.string()),
    /** What was deleted, and is looked for before it is logged again: it may be there after all. */
    restores: z.optional(
      z.object({
        type: FormTypeSchema,
        id: IdSchema,
        /** Under which it was seen, and is to be seen again. */
        record: z.optional(RecordIdSchema),
      }),
    ),
  }),
  z.object({ kind: z.literal('update'), type: FormTypeSchema, id: IdSchema, base: UpdateBaseSchema }),
]);
export type DraftSubject = Readonly<z.infer<typeof DraftSubjectSchema>>;
export type UpdateSubject = DraftSubject & { readonly kind: 'update' };

const DraftDateSchema = z.object({
  text: z.string(),
  /** Relative words keep the meaning that they had when and where they were typed, also in a draft of last week. */
  typedAt: instant,
  zone: z.string(),
});

export const DraftSchema = z.object({
  version: z.literal(1),
  /** `tenant/user`: whose entry it is. It is neither shown to nor sent by anyone else. */
  account: z.string().check(z.minLength(1)),
  subject: DraftSubjectSchema,
  type: FormTypeSchema,
  date: DraftDateSchema,
  people: z.readonly(z.array(DraftPersonSchema)),
  /** Begun in the people field, and nobody yet. Drafts of before have none. */
  peopleText: z.optional(z.string()),
  direction: z.optional(FormDirectionSchema),
  text: z.string(),
  provenance: z.readonly(z.array(ProvenanceSchema)),
  /** Of the page's last change. */
  revision: z.int().check(z.nonnegative()),
  createdAt: instant,
  changedAt: instant,
  outcome: DraftOutcomeSchema,
});

/** An entry that is being written. `id` is not part of what is stored: it is the name under which it is. */
export type Draft = Readonly<z.infer<typeof DraftSchema>> & { readonly id: string };

/** The `subjectKey` of every update of an interaction. */
export function updateKey({ type, id }: Pick<UpdateSubject, 'type' | 'id'>): string {
  return `update:${type}:${id}`;
}

/** Names what a form is about, so that there is one form for it: a draft of the same subject is the same work. */
export function subjectKey(subject: DraftSubject): string {
  if (subject.kind === 'update') return updateKey(subject);
  const { about, selection } = subject;
  const parts = ['create', about && `${about.kind}:${about.id}`, selection && `selection:${selection}`];
  return parts.filter((part) => part !== undefined).join(':');
}
