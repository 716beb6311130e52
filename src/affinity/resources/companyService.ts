import * as z from 'zod/mini';
import { contactsSchema, interactionDatesSchema } from './interactionDates.ts';
import type { Contacts, InteractionDates } from './interactionDates.ts';
import type { DatedRecordService } from './recordService.ts';
import { wireField, wireObject } from './wireField.ts';

const wireCompanySchema = wireObject({
  id: wireField.id,
  name: wireField.maybeText,
  domain: wireField.maybeText,
  domains: wireField.texts,
  global: wireField.maybeBoolean,
  person_ids: wireField.ids,
  interaction_dates: z.nullish(interactionDatesSchema),
  interactions: contactsSchema,
});

/** Source: V1 docs, The Organization Resource. */
export const companySchema = z.pipe(wireCompanySchema, z.transform(toCompany));

/** The API calls it an organization. */
export interface Company {
  readonly id: number;
  readonly name: string;
  readonly domain?: string | undefined;
  readonly domains: readonly string[];
  /** The company is in Affinity's own database, not only in the firm's. */
  readonly global: boolean;
  readonly personIds: readonly number[];
  /** Returned when `withInteractionDates` asked for it. */
  readonly interactionDates?: InteractionDates | undefined;
  /** Returned when `withInteractionPersons` asked for it. */
  readonly contacts?: Contacts | undefined;
}

/** The search finds companies outside the firm's own too. */
export type CompanyService = DatedRecordService<Company>;

function toCompany(wire: z.infer<typeof wireCompanySchema>): Company {
  return {
    id: wire.id,
    name: wire.name ?? '',
    domain: wire.domain ?? undefined,
    domains: wire.domains ?? [],
    global: wire.global ?? false,
    personIds: wire.person_ids ?? [],
    interactionDates: wire.interaction_dates ?? undefined,
    contacts: wire.interactions,
  };
}
