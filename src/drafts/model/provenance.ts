import * as z from 'zod/mini';

const placeSchema = z.literal(['front-matter', 'heading', 'head-line', 'file-name']);

/** An assumption about a date that was found, or what another place added to it. */
const dateNoteSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('year-assumed'), year: z.int() }),
  z.object({ code: z.literal('year-from'), place: placeSchema, year: z.int() }),
  /** The other place settles which number is the day and which the month. */
  z.object({ code: z.literal('order-from'), place: placeSchema }),
  z.object({ code: z.literal('time-from'), place: placeSchema, found: z.string() }),
  /** The other place names another day. */
  z.object({ code: z.literal('other-day'), place: placeSchema, found: z.string() }),
  /** It is the moment at which the note was created. */
  z.object({ code: z.literal('creation') }),
]);

/** The source of a value when a form was filled from a text. It becomes words where it is shown. */
export const provenanceSchema = z.discriminatedUnion('field', [
  z.object({
    field: z.literal('text'),
    from: z.literal(['selection', 'document']),
    fileName: z.optional(z.string()),
    /** Invisible characters that the service may refuse, such as those that colour a terminal. */
    removedControls: z.int(),
  }),
  z.object({
    field: z.literal('date'),
    /** Absent when no date was found; the field then has the current time. */
    from: z.optional(placeSchema),
    found: z.optional(z.string()),
    notes: z.optional(z.readonly(z.array(dateNoteSchema))),
  }),
  z.object({
    field: z.literal('type'),
    from: z.literal(['front-matter', 'heading', 'file-name']),
    found: z.string(),
  }),
  z.object({
    field: z.literal('people'),
    from: z.literal('text'),
    addresses: z.int(),
    mentions: z.int(),
    /** Names without an address from a list of attendees. They are proposals. */
    listed: z.optional(z.int()),
    /** Found beyond the most people of one interaction, and left out. */
    leftOut: z.int(),
  }),
]);

export type Provenance = Readonly<z.infer<typeof provenanceSchema>>;

export type DatePlace = z.infer<typeof placeSchema>;

export type DateNote = Readonly<z.infer<typeof dateNoteSchema>>;
