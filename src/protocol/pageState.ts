import * as z from 'zod/mini';
import { bounds } from './bounds.ts';
import { messageReader } from './readMessage.ts';

/**
 * What the page keeps with `setState`, and what a `WebviewPanelSerializer` is given after a reload: the name of its
 * draft, and where the user was. Never what was typed into the interaction, which the host keeps.
 */
const pageStateSchema = z.strictObject({
  draft: z.string().check(z.minLength(1), z.maxLength(2_000)),
  focus: z.optional(z.string().check(z.maxLength(100))),
  selection: z.optional(z.tuple([z.int(), z.int()])),
  scroll: z.optional(z.number()),
  /** Begun in the people field, and not yet anyone: the host may not have heard the last of it. */
  query: z.optional(z.string().check(z.maxLength(bounds.query))),
});

export const readPageState = messageReader(pageStateSchema);

export type PageState = Readonly<z.infer<typeof pageStateSchema>>;
