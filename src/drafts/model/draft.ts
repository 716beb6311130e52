import * as z from 'zod/mini';
import { directionSchema, loggableTypeSchema } from '../../protocol/formValues.ts';
import { knownPersonSchema } from '../../protocol/formView.ts';
import { idSchema } from '../../protocol/messageReader.ts';
import { draftOutcomeSchema } from './draftOutcome.ts';
import { provenanceSchema } from './provenance.ts';

const instant = z.iso.datetime({ offset: true });

/** Someone whom the service knows, or what was typed and is not yet anyone. The keys are those of the page's chips. */
const draftPersonSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('known'), key: z.string(), person: knownPersonSchema }),
  z.object({ state: z.literal('typed'), key: z.string(), typed: z.string() }),
]);

/** What an interaction was when its form was opened: what the user's changes and those of others are measured by. */
const updateBaseSchema = z.object({
  date: instant,
  people: z.readonly(z.array(knownPersonSchema)),
  direction: z.optional(directionSchema),
  /** The text of its note, unescaped and without HTML. Absent when it has none, or when that could not be read. */
  text: z.optional(z.string()),
  /** `mentions`: the service refuses new text. `unreadable`: what is there is unknown and would be overwritten. */
  textLock: z.optional(z.literal(['mentions', 'unreadable'])),
  /** The note has HTML, which is kept for as long as the text is not changed. */
  formatted: z.boolean(),
  title: z.optional(z.string()),
});

/** What tells one record from another. */
export const recordIdSchema = z.object({
  kind: z.literal(['person', 'company', 'opportunity']),
  id: idSchema,
});

const recordSchema = z.extend(recordIdSchema, { name: z.string() });

const draftSubjectSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('create'),
    about: z.optional(recordSchema),
    /** Filled from a selection: each has a form of its own, even when they are about the same record. */
    selection: z.optional(z.string()),
    /** What was deleted, and is looked for before it is logged again: it may be there after all. */
    restores: z.optional(
      z.object({
        type: loggableTypeSchema,
        id: idSchema,
        /** Under which it was seen, and is to be seen again. */
        record: z.optional(recordIdSchema),
      }),
    ),
  }),
  z.object({ kind: z.literal('update'), type: loggableTypeSchema, id: idSchema, base: updateBaseSchema }),
]);

const draftDateSchema = z.object({
  text: z.string(),
  /** Relative words keep the meaning that they had when and where they were typed, also in a draft of last week. */
  typedAt: instant,
  zone: z.string(),
});

export const draftSchema = z.object({
  version: z.literal(1),
  /** `tenant/user`: whose entry it is. It is neither shown to nor sent by anyone else. */
  account: z.string().check(z.minLength(1)),
  subject: draftSubjectSchema,
  type: loggableTypeSchema,
  date: draftDateSchema,
  people: z.readonly(z.array(draftPersonSchema)),
  /** Begun in the people field, and nobody yet. Drafts of before have none. */
  peopleText: z.optional(z.string()),
  direction: z.optional(directionSchema),
  text: z.string(),
  provenance: z.readonly(z.array(provenanceSchema)),
  /** Of the page's last change. */
  revision: z.int().check(z.nonnegative()),
  createdAt: instant,
  changedAt: instant,
  outcome: draftOutcomeSchema,
});

export type DraftPerson = Readonly<z.infer<typeof draftPersonSchema>>;

export type UpdateBase = Readonly<z.infer<typeof updateBaseSchema>>;

export type DraftSubject = Readonly<z.infer<typeof draftSubjectSchema>>;

export type UpdateSubject = DraftSubject & { readonly kind: 'update' };

/** An entry that is being written. `id` is not part of what is stored: it is the name under which it is. */
export type Draft = Readonly<z.infer<typeof draftSchema>> & { readonly id: string };

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
