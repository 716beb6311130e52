import * as z from 'zod/mini';
import { BOUNDS } from './bounds.ts';
import { IdSchema, ShownSchema } from './commonSchemas.ts';
import { FormPlaceSchema, FormTypeSchema } from './formValues.ts';
import { PeopleViewSchema } from './peopleView.ts';

const list = <Item extends z.ZodMiniType>(item: Item) =>
  z.readonly(z.array(item).check(z.maxLength(BOUNDS.items)));

/** The interaction of an update, or what a new one is about. */
const SubjectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('create'), about: z.optional(ShownSchema) }),
  z.strictObject({ kind: z.literal('update'), id: IdSchema, title: z.optional(ShownSchema) }),
]);

/** Whom the entry will be attributed to. */
const AttributionSchema = z.strictObject({ user: ShownSchema, tenant: ShownSchema, sample: z.boolean() });

/** How the host reads the free text of the date. Without `reading` it cannot be read, or nothing stands there. */
const DateViewSchema = z.strictObject({
  reading: z.optional(
    z.strictObject({
      local: ShownSchema,
      utc: ShownSchema,
      /** The same moment for the picker: `2025-11-18T14:00`, in the time zone of the page. */
      picker: z.string().check(z.regex(/^\d{4,6}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/)),
    }),
  ),
  warnings: list(ShownSchema),
});

/** A sentence at a field; for `form`, one that belongs to no field, such as the service's own words. */
const RemarkSchema = z.strictObject({ at: FormPlaceSchema, sentence: ShownSchema });
export type Remark = Readonly<z.infer<typeof RemarkSchema>>;

/** An interaction like the one to be logged, found near its time. */
const NeighbourSchema = z.strictObject({
  type: FormTypeSchema,
  id: IdSchema,
  title: ShownSchema,
  when: ShownSchema,
  people: ShownSchema,
  /** Exactly the same timestamp: the web app would show only one of the two. */
  sameTime: z.boolean(),
});
export type Neighbour = Readonly<z.infer<typeof NeighbourSchema>>;

/** What was changed behind the form's back, and what the form holds instead. */
const ConflictSchema = z.strictObject({
  sentence: ShownSchema,
  changes: list(z.strictObject({ at: FormPlaceSchema, theirs: ShownSchema, mine: ShownSchema })),
});

/** Everything that the form shows besides what is typed into it. The host sends it whole, the page draws what changed. */
export const FormViewSchema = z.strictObject({
  subject: SubjectSchema,
  attribution: AttributionSchema,
  /** Absent where the type can be chosen; the reason where it cannot. */
  typeLocked: z.optional(ShownSchema),
  date: DateViewSchema,
  people: PeopleViewSchema,
  /** Meetings and calls have no direction. */
  hasDirection: z.boolean(),
  /** `limit` in characters as `characterCount` counts them; `locked` is the reason why the text cannot be saved. */
  text: z.strictObject({ limit: z.int().check(z.positive()), locked: z.optional(ShownSchema) }),
  /** What was taken from where, for a form that was filled from a selection. */
  provenance: list(RemarkSchema),
  /** Errors, to be shown now: the host leaves out what the user has not come to yet. */
  problems: list(RemarkSchema),
  /** The sentence above the list of errors. */
  summary: z.optional(ShownSchema),
  neighbours: z.optional(z.strictObject({ sentence: ShownSchema, items: list(NeighbourSchema) })),
  conflict: z.optional(ConflictSchema),
  /** A save that may or may not have taken effect: why, and what can be done. */
  unknownOutcome: z.optional(ShownSchema),
  /** Present while a save runs: what it is doing. */
  saving: z.optional(ShownSchema),
  /** `Draft kept 14:02`; `atRisk` when it could not be kept. Absent while there is nothing to keep. */
  draft: z.optional(z.strictObject({ sentence: ShownSchema, atRisk: z.boolean() })),
});
export type FormView = Readonly<z.infer<typeof FormViewSchema>>;
