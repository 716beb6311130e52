import * as z from 'zod/mini';
import { bounds } from './bounds.ts';
import { revisionSchema, shownSchema } from './commonSchemas.ts';
import { formValuesSchema, someFormValuesSchema } from './formValues.ts';
import { formViewSchema } from './formView.ts';
import { formWordKeys } from './formWords.ts';
import { knownPersonSchema } from './peopleView.ts';
import { messageReader } from './readMessage.ts';

const number = z.int().check(z.nonnegative());

const state = { revision: revisionSchema, view: formViewSchema };

/** Everything that the host may say. A part of the view that the user has changed since `revision` is not drawn. */
export const messageToPageSchema = z.discriminatedUnion('kind', [
  /**
   * The answer to `ready`; stands in the page from the start too, for a page that is loaded for the first time. `draft` names the draft in the page's kept state, by
   * which the host finds it after a reload.
   */
  z.strictObject({
    kind: z.literal('init'),
    ...state,
    values: formValuesSchema,
    words: z.record(z.literal([...formWordKeys]), shownSchema),
    draft: z.string().check(z.minLength(1), z.maxLength(2_000)),
  }),
  /** The form as it stands, after each change and whenever something was found out. Values only when the host changed them. */
  z.strictObject({ kind: z.literal('view'), ...state, values: z.optional(someFormValuesSchema) }),
  /** Whom the search found. `sentence` is for nobody found, for a failure, and for more than are listed. */
  z.strictObject({
    kind: z.literal('suggestions'),
    query: number,
    people: z.readonly(z.array(knownPersonSchema).check(z.maxLength(bounds.candidates))),
    sentence: z.optional(shownSchema),
  }),
  /** The three answers to `submit`. Saved: the draft is gone, and the host closes the page or begins anew with `init`. */
  z.strictObject({ kind: z.literal('saved'), submission: number, sentence: shownSchema }),
  /** Refused, nothing was changed: by a check, the neighbours, a conflict or the service, as the view tells. */
  z.strictObject({ kind: z.literal('refused'), submission: number, ...state }),
  /** It may have taken effect: `view.unknownOutcome` says so. */
  z.strictObject({ kind: z.literal('unknown'), submission: number, ...state }),
]);

/** Reads what the host sent. Never throws. */
export const readMessageToPage = messageReader(messageToPageSchema);

export type MessageToPage = Readonly<z.infer<typeof messageToPageSchema>>;

/** How the form begins. */
export type FormOpening = Extract<MessageToPage, { readonly kind: 'init' }>;
