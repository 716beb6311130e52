import * as z from 'zod/mini';
import { bounds } from './bounds.ts';
import { idSchema, shownSchema } from './commonSchemas.ts';
import { formPlaceSchema, formTypeSchema } from './formValues.ts';
import { peopleViewSchema } from './peopleView.ts';

const list = <Item extends z.ZodMiniType>(item: Item) =>
  z.readonly(z.array(item).check(z.maxLength(bounds.items)));

/** The interaction of an update, or what a new one is about. */
const subjectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('create'), about: z.optional(shownSchema) }),
  z.strictObject({ kind: z.literal('update'), id: idSchema, title: z.optional(shownSchema) }),
]);

/** Whom the entry will be attributed to. */
const attributionSchema = z.strictObject({ user: shownSchema, tenant: shownSchema, sample: z.boolean() });

/** How the host reads the free text of the date. Without `reading` it cannot be read, or nothing stands there. */
const dateViewSchema = z.strictObject({
  reading: z.optional(
    z.strictObject({
      local: shownSchema,
      utc: shownSchema,
      /** The same moment for the picker: `2025-11-18T14:00`, in the time zone of the page. */
      picker: z.string().check(z.regex(/^\d{4,6}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/)),
    }),
  ),
  warnings: list(shownSchema),
});

/** A sentence at a field; for `form`, one that belongs to no field, such as the service's own words. */
const remarkSchema = z.strictObject({ at: formPlaceSchema, sentence: shownSchema });

/** An interaction like the one to be logged, found near its time. */
const neighbourSchema = z.strictObject({
  type: formTypeSchema,
  id: idSchema,
  title: shownSchema,
  when: shownSchema,
  people: shownSchema,
  /** Exactly the same timestamp: the web app would show only one of the two. */
  sameTime: z.boolean(),
});

/** What was changed behind the form's back, and what the form holds instead. */
const conflictSchema = z.strictObject({
  sentence: shownSchema,
  changes: list(z.strictObject({ at: formPlaceSchema, theirs: shownSchema, mine: shownSchema })),
});

/** Everything that the form shows besides what is typed into it. The host sends it whole, the page draws what changed. */
export const formViewSchema = z.strictObject({
  subject: subjectSchema,
  attribution: attributionSchema,
  /** Absent where the type can be chosen; the reason where it cannot. */
  typeLocked: z.optional(shownSchema),
  date: dateViewSchema,
  people: peopleViewSchema,
  /** Meetings and calls have no direction. */
  hasDirection: z.boolean(),
  /** `limit` in characters as `characterCount` counts them; `locked` is the reason why the text cannot be saved. */
  text: z.strictObject({ limit: z.int().check(z.positive()), locked: z.optional(shownSchema) }),
  /** What was taken from where, for a form that was filled from a selection. */
  provenance: list(remarkSchema),
  /** Errors, to be shown now: the host leaves out what the user has not come to yet. */
  problems: list(remarkSchema),
  /** The sentence above the list of errors. */
  summary: z.optional(shownSchema),
  neighbours: z.optional(z.strictObject({ sentence: shownSchema, items: list(neighbourSchema) })),
  conflict: z.optional(conflictSchema),
  /** A save that may or may not have taken effect: why, and what can be done. */
  unknownOutcome: z.optional(shownSchema),
  /** Present while a save runs: what it is doing. */
  saving: z.optional(shownSchema),
  /** `Draft kept 14:02`; `atRisk` when it could not be kept. Absent while there is nothing to keep. */
  draft: z.optional(z.strictObject({ sentence: shownSchema, atRisk: z.boolean() })),
});

export type Remark = Readonly<z.infer<typeof remarkSchema>>;

export type Neighbour = Readonly<z.infer<typeof neighbourSchema>>;

export type FormView = Readonly<z.infer<typeof formViewSchema>>;
