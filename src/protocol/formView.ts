import * as z from 'zod/mini';
import type { KnownPerson } from '../model/knownPerson.ts';
import { bounds } from './bounds.ts';
import { formPlaceSchema, loggableTypeSchema } from './formValues.ts';
import { displayTextSchema, idSchema } from './messageReader.ts';

export const knownPersonSchema = z.strictObject({
  id: idSchema,
  name: displayTextSchema,
  email: z.optional(displayTextSchema),
  standing: z.literal(['internal', 'external']),
}) satisfies z.ZodMiniType<KnownPerson>;

/** A company or an opportunity that the note is on as well, or will be once the interaction is logged. */
export const noteRecordSchema = z.strictObject({
  kind: z.literal(['company', 'opportunity']),
  id: idSchema,
  name: displayTextSchema,
  /** A domain, which tells it from others of the same name. */
  detail: z.optional(displayTextSchema),
});

/** Identifies a chip. The host makes it: `p:17` once the person is known, `t:3` before. */
export const chipKeySchema = z.string().check(z.minLength(1), z.maxLength(bounds.query));

/** The name is from a list of attendees in a text. */
const proposed = z.optional(z.boolean());

/** `typed` is what the user typed. */
const typed = { key: chipKeySchema, typed: displayTextSchema, proposed };

/** One person of the interaction, by how far the lookup has come. */
const chipSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('known'),
    key: chipKeySchema,
    person: knownPersonSchema,
    /** The signed-in user. */
    you: z.optional(z.boolean()),
    proposed,
  }),
  /** No lookup has been asked for. */
  z.strictObject({ state: z.literal('waiting'), ...typed }),
  /** The lookup is running. */
  z.strictObject({ state: z.literal('resolving'), ...typed }),
  z.strictObject({
    state: z.literal('ambiguous'),
    ...typed,
    candidates: z.readonly(z.array(knownPersonSchema).check(z.maxLength(bounds.candidates))),
  }),
  /** `problem` is a sentence that says why. */
  z.strictObject({ state: z.literal('unknown'), ...typed, problem: displayTextSchema }),
]);

const peopleViewSchema = z.strictObject({
  chips: z.readonly(z.array(chipSchema).check(z.maxLength(bounds.people))),
  /** The sentence about all chips that are `proposed`. `canConfirm`: some of them are known. */
  proposals: z.optional(z.strictObject({ sentence: displayTextSchema, canConfirm: z.boolean() })),
  /** The page may ask for the people of the record that the form is about. */
  offersContacts: z.optional(z.boolean()),
});

/** The interaction that is edited, or the record that a new one is about. */
const subjectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('create'), about: z.optional(displayTextSchema) }),
  z.strictObject({ kind: z.literal('update'), id: idSchema, title: z.optional(displayTextSchema) }),
  /** `about` names the interaction with its time; `way` says how the note is saved when it can't be tied to it. */
  z.strictObject({
    kind: z.literal('note'),
    title: z.optional(displayTextSchema),
    about: displayTextSchema,
    way: z.optional(displayTextSchema),
  }),
  /** A logged interaction whose note is not on its records yet. The rest is as for a note. */
  z.strictObject({
    kind: z.literal('attach'),
    title: z.optional(displayTextSchema),
    about: displayTextSchema,
    way: z.optional(displayTextSchema),
  }),
]);

/** The account that the entry will be attributed to. */
const attributionSchema = z.strictObject({
  user: displayTextSchema,
  tenant: displayTextSchema,
  sample: z.boolean(),
});

const alsoOnViewSchema = z.strictObject({
  records: list(noteRecordSchema),
  /** Can be added with one click; none of them is among `records`. */
  suggested: z.optional(list(noteRecordSchema)),
  /** Says that a separate note will be on the records, where the note itself can't be. */
  way: z.optional(displayTextSchema),
});

/** `reading` is the host's reading of the typed date; absent when the text is empty or can't be read. */
const dateViewSchema = z.strictObject({
  reading: z.optional(
    z.strictObject({
      local: displayTextSchema,
      utc: displayTextSchema,
      /** The same moment for the picker: `2025-11-18T14:00`, in the time zone of the page. */
      picker: z.string().check(z.regex(/^\d{4,6}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/)),
    }),
  ),
  warnings: list(displayTextSchema),
});

/** A sentence below a field. */
const remarkSchema = z.strictObject({ at: formPlaceSchema, sentence: displayTextSchema });

/** An error. `repeatsChips`: the reasons of unknown chips say the same, so only the summary shows the sentence. */
const problemSchema = z.extend(remarkSchema, { repeatsChips: z.optional(z.boolean()) });

/** A similar interaction close in time. */
const neighbourSchema = z.strictObject({
  type: loggableTypeSchema,
  id: idSchema,
  title: displayTextSchema,
  when: displayTextSchema,
  people: displayTextSchema,
  /** The timestamps are equal, and Affinity's web app shows only one of two such interactions. */
  sameTime: z.boolean(),
});

/** Changes that someone else has saved since the form was opened, beside the form's own. */
const conflictSchema = z.strictObject({
  sentence: displayTextSchema,
  changes: list(z.strictObject({ at: formPlaceSchema, theirs: displayTextSchema, mine: displayTextSchema })),
});

/** Everything that the form shows besides its values. The host sends all of it; the page redraws what has changed. */
export const formViewSchema = z.strictObject({
  subject: subjectSchema,
  attribution: attributionSchema,
  /** The reason why the type can't be chosen; absent when it can. */
  typeLocked: z.optional(displayTextSchema),
  date: dateViewSchema,
  people: peopleViewSchema,
  hasDirection: z.boolean(),
  text: z.strictObject({
    /** Characters, counted by `characterCount`. A longer text can be saved, but the service may not take it. */
    warnAbove: z.int().check(z.positive()),
    /** Characters. A longer text can't be saved. */
    limit: z.int().check(z.positive()),
    /** The reason why the text can't be changed. */
    locked: z.optional(displayTextSchema),
  }),
  /** Absent where a note can't be on other records. */
  alsoOn: z.optional(alsoOnViewSchema),
  /** The sources of values that were taken from a selection. */
  provenance: list(remarkSchema),
  /** The errors to show. The host leaves out those of fields that the user has not visited yet. */
  problems: list(problemSchema),
  /** The sentence above the list of errors. */
  summary: z.optional(displayTextSchema),
  /** `isOffer`: they were found before a save, so that the user can add a note to one of them instead. */
  neighbours: z.optional(
    z.strictObject({
      sentence: displayTextSchema,
      items: list(neighbourSchema),
      isOffer: z.optional(z.boolean()),
    }),
  ),
  conflict: z.optional(conflictSchema),
  /** Set when a save may or may not have taken effect: the reason, and the next step. */
  unknownOutcome: z.optional(displayTextSchema),
  /** Set while a save runs: its current step. */
  saving: z.optional(displayTextSchema),
  /** `Draft kept 14:02`; `atRisk` when it could not be kept. Absent while there is no draft. */
  draft: z.optional(z.strictObject({ sentence: displayTextSchema, atRisk: z.boolean() })),
});

export type Chip = Readonly<z.infer<typeof chipSchema>>;

export type PeopleView = Readonly<z.infer<typeof peopleViewSchema>>;

export type NoteRecord = Readonly<z.infer<typeof noteRecordSchema>>;

export type Problem = Readonly<z.infer<typeof problemSchema>>;

export type Neighbour = Readonly<z.infer<typeof neighbourSchema>>;

export type FormView = Readonly<z.infer<typeof formViewSchema>>;

function list<Item extends z.ZodMiniType>(item: Item) {
  return z.readonly(z.array(item).check(z.maxLength(bounds.items)));
}
