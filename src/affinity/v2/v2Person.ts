import * as z from 'zod/mini';
import { chosenBy, fieldsOf, ifReadable, wireField, wireObject } from '../resources/wireField.ts';

const wirePersonSchema = wireObject({
  id: wireField.id,
  firstName: ifReadable(z.string()),
  lastName: ifReadable(z.string()),
  primaryEmailAddress: ifReadable(z.string()),
  type: ifReadable(z.string()),
});

export const v2PersonSchema = z.pipe(wirePersonSchema, z.transform(toPerson));

const attendeeSchema = z.pipe(
  wireObject({ emailAddress: ifReadable(z.string()), person: ifReadable(v2PersonSchema) }),
  z.transform(({ person, emailAddress }): V2Attendee => ({ person, emailAddress })),
);

const personAsAttendeeSchema = z.pipe(
  v2PersonSchema,
  z.transform((person): V2Attendee => ({ person })),
);

/** Reads an attendee, or a person in its place: the docs name the shape of each, but no response could be checked. */
export const v2AttendeeSchema = chosenBy<V2Attendee>((fields) =>
  'person' in fields || 'emailAddress' in fields ? attendeeSchema : personAsAttendeeSchema,
);

export const emptyPreview: V2Preview<never> = { data: [], totalCount: 0 };

export interface V2Person {
  readonly id: number;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly primaryEmailAddress?: string | undefined;
  /** `internal`, `external`, `collaborator`, or a word that this version does not know. */
  readonly type?: string | undefined;
}

/** Someone who took part, as far as Affinity knows them. */
export interface V2Attendee {
  readonly person?: V2Person | undefined;
  readonly emailAddress?: string | undefined;
}

/** The first 100 entries of a longer list. */
export interface V2Preview<Item> {
  readonly data: readonly Item[];
  readonly totalCount: number;
}

/** Keeps the entries that can be read. */
export function previewOf<Item>(schema: z.ZodMiniType<Item>): z.ZodMiniType<V2Preview<Item> | undefined> {
  const preview = z.transform((value: unknown): V2Preview<Item> => {
    const { data: list, totalCount } = fieldsOf(value);
    const data = readableItems(list, schema);
    return { data, totalCount: typeof totalCount === 'number' ? totalCount : data.length };
  });
  return z.optional(preview);
}

export function readableItems<Item>(list: unknown, schema: z.ZodMiniType<Item>): readonly Item[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((value) => {
    const read = z.safeParse(schema, value);
    return read.success ? [read.data] : [];
  });
}

function toPerson(wire: z.infer<typeof wirePersonSchema>): V2Person {
  const { id, firstName, lastName, primaryEmailAddress, type } = wire;
  return { id, firstName, lastName, primaryEmailAddress, type };
}
