import * as z from 'zod/mini';
import { bounds } from './bounds.ts';
import { formValuesSchema, someFormValuesSchema } from './formValues.ts';
import { formViewSchema, knownPersonSchema, noteRecordSchema } from './formView.ts';
import { formWordKeys } from './formWords.ts';
import { displayTextSchema, messageReader, revisionSchema } from './messageReader.ts';

const number = z.int().check(z.nonnegative());

/** The host's key of the draft, by which it finds the draft again after a reload. */
const draftNameSchema = z.string().check(z.minLength(1), z.maxLength(2_000));

/** The page does not draw parts of the view that the user has changed since `revision`. */
const state = { revision: revisionSchema, view: formViewSchema };

/** Every message of the host to the form's page. */
export const messageToPageSchema = z.discriminatedUnion('kind', [
  /** Answers `ready`. The HTML of a page that is loaded for the first time holds it too. */
  z.strictObject({
    kind: z.literal('init'),
    ...state,
    values: formValuesSchema,
    words: z.record(z.literal([...formWordKeys]), displayTextSchema),
    draft: draftNameSchema,
  }),
  /** Sent after each change and whenever a lookup has finished. `values` holds what the host has changed. */
  z.strictObject({ kind: z.literal('view'), ...state, values: z.optional(someFormValuesSchema) }),
  /** `sentence` is set when no one was found, the search failed, or more were found than are listed. */
  z.strictObject({
    kind: z.literal('suggestions'),
    query: number,
    people: z.readonly(z.array(knownPersonSchema).check(z.maxLength(bounds.candidates))),
    sentence: z.optional(displayTextSchema),
  }),
  /** The same for companies and opportunities. */
  z.strictObject({
    kind: z.literal('records'),
    query: number,
    records: z.readonly(z.array(noteRecordSchema).check(z.maxLength(bounds.candidates))),
    sentence: z.optional(displayTextSchema),
  }),
  /** Answers `submit`: saved. The draft is gone, and the host closes the page or starts over with `init`. */
  z.strictObject({ kind: z.literal('saved'), submission: number, sentence: displayTextSchema }),
  /** Answers `submit`: nothing was saved. The view has the reason: problems, neighbours or a conflict. */
  z.strictObject({ kind: z.literal('refused'), submission: number, ...state }),
  /** Answers `submit`: the save may have taken effect. `view.unknownOutcome` is set. */
  z.strictObject({ kind: z.literal('unknown'), submission: number, ...state }),
]);

/**
 * The state that the page keeps with `setState`, and a `WebviewPanelSerializer` gets after a reload. It has no values of
 * fields, because the host keeps those.
 */
const pageStateSchema = z.strictObject({
  draft: draftNameSchema,
  /** The id of the element that had the focus. */
  focus: z.optional(z.string().check(z.maxLength(100))),
  selection: z.optional(z.tuple([z.int(), z.int()])),
  scroll: z.optional(z.number()),
  /** The text of the people field, because the host may not have received the end of it. */
  query: z.optional(z.string().check(z.maxLength(bounds.query))),
});

/** Reads what the host sent. */
export const readMessageToPage = messageReader(messageToPageSchema);

export const readPageState = messageReader(pageStateSchema);

export type MessageToPage = Readonly<z.infer<typeof messageToPageSchema>>;

/** The state in which the form starts. */
export type FormOpening = Extract<MessageToPage, { readonly kind: 'init' }>;

export type PageState = Readonly<z.infer<typeof pageStateSchema>>;
