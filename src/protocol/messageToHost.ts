import * as z from 'zod/mini';
import { bounds } from './bounds.ts';
import { idSchema, revisionSchema, shownSchema } from './commonSchemas.ts';
import { formTypeSchema, someFormValuesSchema } from './formValues.ts';
import { chipKeySchema } from './peopleView.ts';
import { messageReader } from './readMessage.ts';

const number = z.int().check(z.nonnegative());

/** Everything that the page may say. `revision` grows with each change; the host answers with the last that it saw. */
export const messageToHostSchema = z.discriminatedUnion('kind', [
  /** The first message: the page can be spoken to. The time zone is the one the user sees, which a remote host may not share. */
  z.strictObject({ kind: z.literal('ready'), timeZone: z.string().check(z.minLength(1), z.maxLength(100)) }),
  /** Fields that were changed, and only those. `direction` cannot be unchosen. */
  z.strictObject({
    kind: z.literal('edit'),
    revision: revisionSchema,
    values: someFormValuesSchema,
  }),
  /** A suggestion was taken. */
  z.strictObject({ kind: z.literal('addPerson'), revision: revisionSchema, id: idSchema }),
  /** Names or addresses were typed or pasted, any number of them, in any of the usual forms. */
  z.strictObject({
    kind: z.literal('addPeople'),
    revision: revisionSchema,
    text: z.string().check(z.minLength(1), z.maxLength(bounds.pasted)),
  }),
  z.strictObject({ kind: z.literal('removePerson'), revision: revisionSchema, key: chipKeySchema }),
  /** Of an ambiguous chip: who is meant. */
  z.strictObject({
    kind: z.literal('choosePerson'),
    revision: revisionSchema,
    key: chipKeySchema,
    id: idSchema,
  }),
  /** Look up whoever waits for it. */
  z.strictObject({ kind: z.literal('lookUpPeople') }),
  /** Answered by `suggestions` with the same number; an empty text stops the search and is not answered. */
  z.strictObject({
    kind: z.literal('searchPeople'),
    query: number,
    text: z.string().check(z.maxLength(bounds.query)),
  }),
  /** Save. `despite` is the question that the user has answered by it: the neighbours shown, the conflict, the unknown outcome. */
  z.strictObject({
    kind: z.literal('submit'),
    submission: number,
    revision: revisionSchema,
    despite: z.optional(z.literal(['neighbours', 'conflict', 'unknownOutcome'])),
  }),
  /** Of the neighbours: leave this form and edit that one. */
  z.strictObject({ kind: z.literal('editNeighbour'), type: formTypeSchema, id: idSchema }),
  /** Of the conflict. */
  z.strictObject({ kind: z.literal('showDifference') }),
  z.strictObject({ kind: z.literal('takeTheirs'), revision: revisionSchema }),
  /** After an unknown outcome: look whether the interaction is there. */
  z.strictObject({ kind: z.literal('checkOutcome') }),
  /** Esc, or the button: close, and ask only if something would be lost. */
  z.strictObject({ kind: z.literal('cancel') }),
  /** Throw the draft away; the host asks first. */
  z.strictObject({ kind: z.literal('discardDraft') }),
  /** The toolkit could not be loaded: the page shows boxes, and nothing can be typed into them. */
  z.strictObject({ kind: z.literal('unfinished') }),
  /** A message of the host could not be read and was dropped. For the log. */
  z.strictObject({ kind: z.literal('dropped'), problem: shownSchema }),
]);

/** Reads what a page sent. Never throws, and never quotes what it could not read. */
export const readMessageToHost = messageReader(messageToHostSchema);

export type MessageToHost = Readonly<z.infer<typeof messageToHostSchema>>;
