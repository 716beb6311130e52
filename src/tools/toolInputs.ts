import * as z from 'zod/mini';
import { interactionTypes, loggableTypeNames, typeNames } from '../model/interactionTypes.ts';
import type { TypeId, TypeName } from '../model/interactionTypes.ts';
import type { ToolName } from './toolNames.ts';

/** At most this many people of a draft. Each one that is named by ID may take a request. */
export const MOST_DRAFT_PEOPLE = 30;

/** At most this many characters in the text of a draft, as models count them: some thirty pages. */
export const LONGEST_DRAFT_TEXT = 100_000;

/** A day, or a moment with its offset. */
const MOMENT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/;

const id = z.int().check(z.minimum(1));
const kind = z.literal(['person', 'company', 'opportunity']);
const typeKey = z.literal(typeNames.map((name) => interactionTypes[name].key));
const loggableKey = z.literal(loggableTypeNames.map((name) => interactionTypes[name].key));
const moment = z.string().check(z.regex(MOMENT));
const line = (longest: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(longest));
const count = (most: number) => z.int().check(z.minimum(1), z.maximum(most));
const recordSchema = z.strictObject({ kind, id });

/** The inputs of the tools. The manifest describes the same in JSON Schema, and a test holds the two together. */
export const toolInputs = {
  affinity_find_record: z.strictObject({
    query: line(200),
    kinds: z.optional(z.array(kind).check(z.minLength(1))),
    limit: z.optional(count(50)),
  }),
  affinity_list_interactions: z.strictObject({
    record: recordSchema,
    types: z.optional(z.array(typeKey).check(z.minLength(1))),
    after: z.optional(moment),
    before: z.optional(moment),
    limit: z.optional(count(100)),
  }),
  affinity_read_interaction: z.strictObject({
    type: typeKey,
    id,
    offset: z.optional(z.int().check(z.minimum(0))),
  }),
  affinity_search: z.strictObject({ query: line(500), limit: z.optional(count(50)) }),
  affinity_draft_interaction: z.strictObject({
    type: loggableKey,
    text: line(LONGEST_DRAFT_TEXT),
    date: z.optional(line(200)),
    people: z.optional(z.array(line(200)).check(z.maxLength(MOST_DRAFT_PEOPLE))),
    direction: z.optional(z.literal(['sent', 'received'])),
    record: z.optional(recordSchema),
  }),
} as const satisfies Readonly<Record<ToolName, z.ZodMiniType>>;

export type ToolInputs = { readonly [Name in ToolName]: z.infer<(typeof toolInputs)[Name]> };

export type TypeKey = (typeof interactionTypes)[TypeName]['key'];

/** The service's number of a type. */
export function typeIdOf<Key extends TypeKey>(key: Key): TypeIdOf<Key> {
  const name = typeNames.find((one) => interactionTypes[one].key === key) ?? 'meeting';
  return interactionTypes[name].id as TypeIdOf<Key>;
}

type TypeIdOf<Key extends TypeKey> = {
  [Name in TypeName]: (typeof interactionTypes)[Name]['key'] extends Key
    ? (typeof interactionTypes)[Name]['id']
    : never;
}[TypeName] &
  TypeId;
