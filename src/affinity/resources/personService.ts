import * as z from 'zod/mini';
import type { ApiConnection } from '../transport/apiConnection.ts';
import type { CallOptions } from '../transport/apiRequest.ts';
import { checkedArgument, givenParameters } from '../transport/checkedArgument.ts';
import type { RejectedItem } from '../walk/pageWalk.ts';
import { contactsSchema, interactionDatesSchema } from './interactionDates.ts';
import type { Contacts, InteractionDates } from './interactionDates.ts';
import { readPage } from './readResponse.ts';
import { RecordApi } from './recordService.ts';
import type { DatedRecordService } from './recordService.ts';
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
  interactions: contactsSchema,
});

const wireStrengthSchema = wireObject({ internal_id: wireField.id, strength: z.number() });

/** Source: V1 docs, Relationship Strengths. */
const strengthSchema = z.pipe(
  wireStrengthSchema,
  z.transform((wire): Strength => ({ internalId: wire.internal_id, strength: wire.strength })),
);

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
  /** Returned when `withInteractionPersons` asked for it. */
  readonly contacts?: Contacts | undefined;
}

/** How well a colleague knows an external person. */
export interface Strength {
  readonly internalId: number;
  /** From 0 to 1. */
  readonly strength: number;
}

export interface StrengthList {
  readonly items: readonly Strength[];
  /** Present when items could not be read. */
  readonly rejected?: readonly RejectedItem[];
}

/** The search term matches email addresses, first and last names. */
export interface PersonService extends DatedRecordService<Person> {
  strengths(externalId: number, options?: CallOptions): Promise<StrengthList>;
}

export class PersonApi extends RecordApi<Person> implements PersonService {
  readonly #connection: ApiConnection;

  constructor(connection: ApiConnection) {
    super(connection, 'persons', personSchema);
    this.#connection = connection;
  }

  async strengths(externalId: number, options?: CallOptions): Promise<StrengthList> {
    const target = { method: 'GET', path: '/relationships-strengths' } as const;
    const id = checkedArgument.id(target, 'externalId', externalId);
    const query = givenParameters([['external_id', id]]);
    const response = await this.#connection.send({ ...target, query }, options);
    const { items, rejected } = readPage(response, strengthSchema, { ownKey: 'relationships_strengths' });
    return { items, ...(rejected.length > 0 && { rejected }) };
  }
}

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
    contacts: wire.interactions,
  };
}
