import * as z from 'zod/mini';
import { bounds } from './bounds.ts';
import { idSchema, shownSchema } from './commonSchemas.ts';

/** Collaborators (type 2 of the service) are outside people with a login; the form treats them as what they are told to be. */
const standingSchema = z.literal(['internal', 'external']);

/** A person that the service knows: a suggestion of the search, or one of several that an address may mean. */
export const knownPersonSchema = z.strictObject({
  id: idSchema,
  name: shownSchema,
  email: z.optional(shownSchema),
  standing: standingSchema,
});

/** Names a chip for as long as it stands; the host makes it (`p:17` once the person is known, `t:3` before). */
export const chipKeySchema = z.string().check(z.minLength(1), z.maxLength(bounds.query));

const knownChipSchema = z.strictObject({
  state: z.literal('known'),
  key: chipKeySchema,
  person: knownPersonSchema,
  /** The user of the extension, who is there from the start. */
  you: z.optional(z.boolean()),
});

/** `typed` is what the user wrote, and all there is to show. */
const typed = { key: chipKeySchema, typed: shownSchema };

/**
 * One person of the interaction as it stands: not looked for yet, being looked for, known, one of several, or not to be had. `problem`
 * says why, in a sentence.
 */
const chipSchema = z.discriminatedUnion('state', [
  knownChipSchema,
  z.strictObject({ state: z.literal('waiting'), ...typed }),
  z.strictObject({ state: z.literal('resolving'), ...typed }),
  z.strictObject({
    state: z.literal('ambiguous'),
    ...typed,
    candidates: z.readonly(z.array(knownPersonSchema).check(z.maxLength(bounds.candidates))),
  }),
  z.strictObject({ state: z.literal('unknown'), ...typed, problem: shownSchema }),
]);

export const peopleViewSchema = z.strictObject({
  chips: z.readonly(z.array(chipSchema).check(z.maxLength(bounds.people))),
});

export type KnownPerson = Readonly<z.infer<typeof knownPersonSchema>>;

export type Chip = Readonly<z.infer<typeof chipSchema>>;

export type PeopleView = Readonly<z.infer<typeof peopleViewSchema>>;
