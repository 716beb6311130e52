import * as z from 'zod/mini';
import { BOUNDS } from './bounds.ts';
import { IdSchema, ShownSchema } from './commonSchemas.ts';

/** Collaborators (type 2 of the service) are outside people with a login; the form treats them as what they are told to be. */
const StandingSchema = z.literal(['internal', 'external']);

/** A person that the service knows: a suggestion of the search, or one of several that an address may mean. */
export const KnownPersonSchema = z.strictObject({
  id: IdSchema,
  name: ShownSchema,
  email: z.optional(ShownSchema),
  standing: StandingSchema,
});
export type KnownPerson = Readonly<z.infer<typeof KnownPersonSchema>>;

/** Names a chip for as long as it stands; the host makes it (`p:17` once the person is known, `t:3` before). */
export const ChipKeySchema = z.string().check(z.minLength(1), z.maxLength(BOUNDS.query));

const known = z.strictObject({
  state: z.literal('known'),
  key: ChipKeySchema,
  person: KnownPersonSchema,
  /** The user of the extension, who is there from the start. */
  you: z.optional(z.boolean()),
});

/** `typed` is what the user wrote, and all there is to show. */
const typed = { key: ChipKeySchema, typed: ShownSchema };

/**
 * One person of the interaction as it stands: not looked for yet, being looked for, known, one of several, or not to be had. `problem`
 * says why, in a sentence.
 */
const ChipSchema = z.discriminatedUnion('state', [
  known,
  z.strictObject({ state: z.literal('waiting'), ...typed }),
  z.strictObject({ state: z.literal('resolving'), ...typed }),
  z.strictObject({
    state: z.literal('ambiguous'),
    ...typed,
    candidates: z.readonly(z.array(KnownPersonSchema).check(z.maxLength(BOUNDS.candidates))),
  }),
  z.strictObject({ state: z.literal('unknown'), ...typed, problem: ShownSchema }),
]);
export type Chip = Readonly<z.infer<typeof ChipSchema>>;

export const PeopleViewSchema = z.strictObject({
  chips: z.readonly(z.array(ChipSchema).check(z.maxLength(BOUNDS.people))),
});
export type PeopleView = Readonly<z.infer<typeof PeopleViewSchema>>;
