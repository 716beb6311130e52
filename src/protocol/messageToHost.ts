import * as z from 'zod/mini';
import { bounds } from './bounds.ts';
import { loggableTypeSchema, someFormValuesSchema } from './formValues.ts';
import { chipKeySchema } from './formView.ts';
import { displayTextSchema, idSchema, messageReader, revisionSchema } from './messageReader.ts';

const number = z.int().check(z.nonnegative());

const recordSchema = z.strictObject({ kind: z.literal(['company', 'opportunity']), id: idSchema });

/** Every message of the form's page to the host. */
export const messageToHostSchema = z.discriminatedUnion('kind', [
  /** Always the first. A remote host may run in another time zone than the user's. */
  z.strictObject({ kind: z.literal('ready'), timeZone: z.string().check(z.minLength(1), z.maxLength(100)) }),
  /** Holds only the fields that were changed. `direction` can't be cleared. */
  z.strictObject({
    kind: z.literal('edit'),
    revision: revisionSchema,
    values: someFormValuesSchema,
  }),
  /** The user picked a suggestion. */
  z.strictObject({ kind: z.literal('addPerson'), revision: revisionSchema, id: idSchema }),
  /** The user typed or pasted names or addresses, any number of them in any common notation. */
  z.strictObject({
    kind: z.literal('addPeople'),
    revision: revisionSchema,
    text: z.string().check(z.minLength(1), z.maxLength(bounds.pasted)),
  }),
  z.strictObject({ kind: z.literal('removePerson'), revision: revisionSchema, key: chipKeySchema }),
  /** The user confirmed the known proposal with this key; without a key, all of them. */
  z.strictObject({
    kind: z.literal('confirmPeople'),
    revision: revisionSchema,
    key: z.optional(chipKeySchema),
  }),
  z.strictObject({ kind: z.literal('removeProposals'), revision: revisionSchema }),
  /** The user chose one of an ambiguous chip's candidates. */
  z.strictObject({
    kind: z.literal('choosePerson'),
    revision: revisionSchema,
    key: chipKeySchema,
    id: idSchema,
  }),
  /** Asks to look up all chips that are waiting. */
  z.strictObject({ kind: z.literal('lookUpPeople') }),
  /** Asks for the people of the record, if the view offers them. Answered like a search, unless there are none. */
  z.strictObject({ kind: z.literal('offerContacts'), query: number }),
  /** Answered by `suggestions` with the same number. An empty text stops the search and gets no answer. */
  z.strictObject({
    kind: z.literal('searchPeople'),
    query: number,
    text: z.string().check(z.maxLength(bounds.query)),
  }),
  /** The user picked a company or an opportunity that the host has offered. */
  z.strictObject({ kind: z.literal('addRecord'), revision: revisionSchema, record: recordSchema }),
  z.strictObject({ kind: z.literal('removeRecord'), revision: revisionSchema, record: recordSchema }),
  /** Asks for companies and opportunities. Answered by `records`; an empty text asks for those of the people. */
  z.strictObject({
    kind: z.literal('searchRecords'),
    query: number,
    text: z.string().check(z.maxLength(bounds.query)),
  }),
  /** `despite` names the question that the user answers by saving: neighbours, conflict or unknown outcome. */
  z.strictObject({
    kind: z.literal('submit'),
    submission: number,
    revision: revisionSchema,
    despite: z.optional(z.literal(['neighbours', 'conflict', 'unknownOutcome'])),
  }),
  /** Asks to leave this form and to edit a neighbour instead. */
  z.strictObject({ kind: z.literal('editNeighbour'), type: loggableTypeSchema, id: idSchema }),
  /** Asks to leave this form and to add its text as a note to a neighbour. */
  z.strictObject({ kind: z.literal('noteNeighbour'), type: loggableTypeSchema, id: idSchema }),
  z.strictObject({ kind: z.literal('showDifference') }),
  z.strictObject({ kind: z.literal('takeTheirs'), revision: revisionSchema }),
  /** After an unknown outcome: asks to look for the interaction. */
  z.strictObject({ kind: z.literal('checkOutcome') }),
  /** Asks to close the form. The host confirms only if something would be lost. */
  z.strictObject({ kind: z.literal('cancel') }),
  /** The host confirms first. */
  z.strictObject({ kind: z.literal('discardDraft') }),
  /** The second script could not be loaded, so the fields are empty boxes that take no text. */
  z.strictObject({ kind: z.literal('unfinished') }),
  /** The page got or lost the keyboard. */
  z.strictObject({ kind: z.literal('focus'), hasFocus: z.boolean() }),
  /** A message of the host could not be read. The host logs the problem. */
  z.strictObject({ kind: z.literal('dropped'), problem: displayTextSchema }),
]);

/** Reads what a page sent. */
export const readMessageToHost = messageReader(messageToHostSchema);

export type MessageToHost = Readonly<z.infer<typeof messageToHostSchema>>;
