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
  z.object({ code: z.literal('all-day') }),
  /** The invitation names no zone, or one that is not known, so the time is the user's own. */
  z.object({ code: z.literal('no-zone'), zone: z.optional(z.string()) }),
  /** It is the meeting of a series that has begun last, or the first one that is planned. */
  z.object({ code: z.literal(['series-last', 'series-first', 'series-unread']) }),
  /** Later meetings of the series were cancelled. */
  z.object({ code: z.literal('series-skipped'), count: z.int() }),
  z.object({ code: z.literal('cancelled') }),
]);

/** A file whose parts say what they are, unlike those of a text. */
const fileKinds = ['calendar', 'mail', 'transcript'] as const;

/** The source of a value when a form was filled from a text. It becomes words where it is shown. */
export const provenanceSchema = z.discriminatedUnion('field', [
  z.object({
    field: z.literal('text'),
    from: z.literal(['selection', 'document', 'agent', 'clipboard', ...fileKinds]),
    fileName: z.optional(z.string()),
    /** Links and passcodes of a video conference were left out. */
    dialIn: z.optional(z.literal(true)),
    /** Entries of the front matter that fill other fields were left out. */
    movedEntries: z.optional(z.literal(true)),
    /** A part of an email was left out, because it could not be decoded. */
    undecoded: z.optional(z.literal(true)),
    /** Invisible characters that the service may refuse, such as those that colour a terminal. */
    removedControls: z.int(),
  }),
  z.object({
    field: z.literal('date'),
    /** Absent when no date was found; the field then has the current time. */
    from: z.optional(z.union([placeSchema, z.literal(['calendar', 'mail'])])),
    found: z.optional(z.string()),
    fileName: z.optional(z.string()),
    /** The text of the field is an instant on the clock of the host, whose zone the page may not share. */
    exact: z.optional(z.literal(true)),
    notes: z.optional(z.readonly(z.array(dateNoteSchema))),
  }),
  z.object({
    field: z.literal('type'),
    from: z.literal(['front-matter', 'heading', 'file-name', 'agent', ...fileKinds]),
    /** The words that name the type; empty for an agent, and where the kind of the file does. */
    found: z.string(),
  }),
  z.object({
    field: z.literal('people'),
    from: z.literal(['text', ...fileKinds]),
    addresses: z.int(),
    mentions: z.int(),
    /** Names without an address from a list of attendees. They are proposals. */
    listed: z.optional(z.int()),
    /** Found beyond the most people of one interaction, and left out. */
    leftOut: z.int(),
    /** Rooms and those who declined, whom an invitation lists too. */
    rooms: z.optional(z.int()),
    declined: z.optional(z.int()),
  }),
]);

export type Provenance = Readonly<z.infer<typeof provenanceSchema>>;

export type DatePlace = z.infer<typeof placeSchema>;

export type DateNote = Readonly<z.infer<typeof dateNoteSchema>>;
