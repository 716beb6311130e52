import * as z from 'zod/mini';
import { interactionDatesSchema } from './interactionDates.ts';
import type { InteractionDates } from './interactionDates.ts';
import { wireField } from './wireField.ts';
import { wireObject } from './wireObject.ts';

const wirePerson = wireObject({
  id: wireField.id,
  type: wireField.maybeNumber,
  first_name: wireField.maybeText,
  last_name: wireField.maybeText,
  primary_email: wireField.maybeText,
  emails: wireField.texts,
  organization_ids: wireField.ids,
  interaction_dates: z.nullish(interactionDatesSchema),
});

/** Source: V1 docs, The Person Resource; interactions name their people in the same shape. */
export const personSchema = z.pipe(wirePerson, z.transform(toPerson));

export interface Person {
  readonly id: number;
  /** See `PersonType`; 0 external, 1 internal. */
  readonly type?: number | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly primaryEmail?: string | undefined;
  readonly emails: readonly string[];
  /** There when the service tells it, which it does for `persons.get` only. */
  readonly companyIds?: readonly number[] | undefined;
  /** There when `withInteractionDates` asked for it. */
  readonly interactionDates?: InteractionDates | undefined;
}

function toPerson(wire: z.infer<typeof wirePerson>): Person {
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
