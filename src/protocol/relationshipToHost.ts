import * as z from 'zod/mini';
import { displayTextSchema, idSchema, messageReader } from './messageReader.ts';
import { cellRefSchema, knownTypeSchema, rangeSchema } from './relationshipView.ts';

/** Every message of the relationship page to the host. All but the last four are answered by a view. */
export const relationshipToHostSchema = z.discriminatedUnion('kind', [
  /** Always the first. Months begin at the user's midnight, and a remote host may run in another time zone. */
  z.strictObject({ kind: z.literal('ready'), timeZone: z.string().check(z.minLength(1), z.maxLength(100)) }),
  z.strictObject({ kind: z.literal('chooseRange'), range: rangeSchema }),
  z.strictObject({ kind: z.literal('toggleType'), type: knownTypeSchema, isShown: z.boolean() }),
  /** Without an id: everyone. */
  z.strictObject({ kind: z.literal('choosePerson'), id: z.optional(idSchema) }),
  /** Lists the interactions of a cell; without a cell the list is closed. */
  z.strictObject({ kind: z.literal('listCell'), cell: z.optional(cellRefSchema) }),
  z.strictObject({ kind: z.literal('listMore') }),
  /** Reads the rest, or tries again. */
  z.strictObject({ kind: z.literal('read') }),
  z.strictObject({ kind: z.literal('stop') }),
  z.strictObject({ kind: z.literal('open'), type: knownTypeSchema, id: idSchema }),
  z.strictObject({ kind: z.literal('copyMarkdown') }),
  z.strictObject({ kind: z.literal('saveImage') }),
  /** The second script could not be loaded. */
  z.strictObject({ kind: z.literal('unfinished') }),
  /** A message of the host could not be read. The host logs the problem. */
  z.strictObject({ kind: z.literal('dropped'), problem: displayTextSchema }),
]);

/** Reads what a page sent. */
export const readRelationshipToHost = messageReader(relationshipToHostSchema);

export type RelationshipToHost = Readonly<z.infer<typeof relationshipToHostSchema>>;
