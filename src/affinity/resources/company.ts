import * as z from 'zod/mini';
import { interactionDatesSchema } from './interactionDates.ts';
import type { InteractionDates } from './interactionDates.ts';
import { wireField } from './wireField.ts';
import { wireObject } from './wireObject.ts';

const wireCompany = wireObject({
  id: wireField.id,
  name: wireField.maybeText,
  domain: wireField.maybeText,
  domains: wireField.texts,
  global: wireField.maybeBoolean,
  person_ids: wireField.ids,
  interaction_dates: z.nullish(interactionDatesSchema),
});

/** Source: V1 docs, The Organization Resource. */
export const companySchema = z.pipe(wireCompany, z.transform(toCompany));

/** An organization, in the words of the API. */
export interface Company {
  readonly id: number;
  readonly name: string;
  readonly domain?: string | undefined;
  readonly domains: readonly string[];
  /** Known to the service, not only to the firm. */
  readonly global: boolean;
  readonly personIds: readonly number[];
  /** There when `withInteractionDates` asked for it. */
  readonly interactionDates?: InteractionDates | undefined;
}

function toCompany(wire: z.infer<typeof wireCompany>): Company {
  return {
    id: wire.id,
    name: wire.name ?? '',
    domain: wire.domain ?? undefined,
    domains: wire.domains ?? [],
    global: wire.global ?? false,
    personIds: wire.person_ids ?? [],
    interactionDates: wire.interaction_dates ?? undefined,
  };
}
