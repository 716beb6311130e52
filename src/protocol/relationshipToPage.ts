import * as z from 'zod/mini';
import { displayTextSchema, idSchema, messageReader } from './messageReader.ts';
import { relationshipPageWordKeys } from './relationshipPageWords.ts';
import { choicesSchema, relationshipViewSchema } from './relationshipView.ts';

/** By this the host finds the record again after a reload. */
const subjectSchema = z.strictObject({
  /** The account that the record belongs to. */
  account: z.string().check(z.minLength(1), z.maxLength(500)),
  kind: z.literal(['person', 'company', 'opportunity']),
  id: idSchema,
  name: displayTextSchema,
});

/** Every message of the host to the relationship page. */
export const relationshipToPageSchema = z.discriminatedUnion('kind', [
  /** Answers `ready`. The HTML of a page that is loaded for the first time holds it too. */
  z.strictObject({
    kind: z.literal('init'),
    view: relationshipViewSchema,
    words: z.record(z.literal([...relationshipPageWordKeys]), displayTextSchema),
    subject: subjectSchema,
  }),
  z.strictObject({ kind: z.literal('view'), view: relationshipViewSchema }),
  /** For screen readers, such as after the picture was copied. */
  z.strictObject({ kind: z.literal('announce'), sentence: displayTextSchema }),
]);

/** The state that the page keeps with `setState`, and a `WebviewPanelSerializer` gets after a reload. */
const pageStateSchema = z.strictObject({
  subject: subjectSchema,
  choices: choicesSchema,
  /** The id of the element that had the focus. */
  focus: z.optional(z.string().check(z.maxLength(100))),
  scroll: z.optional(z.number()),
});

/** Reads what the host sent. */
export const readRelationshipToPage = messageReader(relationshipToPageSchema);

export const readRelationshipState = messageReader(pageStateSchema);

export type RelationshipToPage = Readonly<z.infer<typeof relationshipToPageSchema>>;

/** The state in which the page starts. */
export type RelationshipOpening = Extract<RelationshipToPage, { readonly kind: 'init' }>;

export type RelationshipState = Readonly<z.infer<typeof pageStateSchema>>;
