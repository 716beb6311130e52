import * as z from 'zod/mini';

/** What was taken from where when a form was filled from a document. Words are made of it where it is shown. */
export const provenanceSchema = z.discriminatedUnion('field', [
  z.object({
    field: z.literal('text'),
    from: z.literal(['selection', 'document']),
    fileName: z.optional(z.string()),
    /** Characters that no one can see and the service may not take, such as those that colour a terminal. */
    removedControls: z.int(),
  }),
  z.object({
    field: z.literal('date'),
    from: z.literal(['front-matter', 'heading', 'file-name']),
    found: z.string(),
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
    /** Found beyond what one interaction may have, and left out. */
    leftOut: z.int(),
  }),
]);
export type Provenance = Readonly<z.infer<typeof provenanceSchema>>;
