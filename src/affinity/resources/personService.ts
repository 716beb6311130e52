import * as z from 'zod/mini';
import { interactionDatesSchema } from './recordService.ts';
import type { InteractionDates, RecordOptions, RecordService } from './recordService.ts';
import { wireField, wireObject } from './wireField.ts';

/** Responses contain `collaborator`, although no docs do. Numbers beyond these are passed on unchanged. */
export const PersonType = { external: 0, internal: 1, collaborator: 2 } as const;
export type PersonType = (typeof PersonType)[keyof typeof PersonType];

const wirePersonSchema = wireObject({
  id: wireField.id,
  type: wireField.maybeNumber,
  first_name: wireField.maybeText,
  last_name: wireField.maybeText,
  primary_email: wireField.maybeText,
  emails: wireField.texts,
  organization_ids: wireField.ids,
  interaction_dates: z.nullish(interactionDatesSchema),
});

/** Source: V1 docs, The Person Resource. The people of an interaction have the same shape. */
export const personSchema = z.pipe(wirePersonSchema, z.transform(toPerson));

export interface Person {
  readonly id: number;
  /** A `PersonType`. */
  readonly type?: number | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly primaryEmail?: string | undefined;
  readonly emails: readonly string[];
  /** Only `persons.get` returns it. */
  readonly companyIds?: readonly number[] | undefined;
  /** Returned when `withInteractionDates` asked for it. */
  readonly interactionDates?: InteractionDates | undefined;
}

/** The search term matches email addresses, first and last names. */
export type PersonService = RecordService<Person, RecordOptions>;

function toPerson(wire: z.infer<typeof wirePersonSchema>): Person {
  return {
    id: wire.id,
    type: wire.type ?? undefined,
    firstName: wire.first_name ?? undefined,
    lastName: wire.last_name ?? undefined,
    primaryEmail: wire.primary_email ?? undefined,
    emails: wire.emails ?? [],
    companyIds: wire.organization_ids ?? undefined,
    interactionDates: wire.interaction_dates ?? undefined,
  };
}
