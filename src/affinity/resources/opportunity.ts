import * as z from 'zod/mini';
import { wireField } from './wireField.ts';
import { wireObject } from './wireObject.ts';

const wireOpportunity = wireObject({
  id: wireField.id,
  name: wireField.maybeText,
  person_ids: wireField.ids,
  organization_ids: wireField.ids,
});

/** Source: V1 docs, The Opportunity Resource. */
export const opportunitySchema = z.pipe(wireOpportunity, z.transform(toOpportunity));

export interface Opportunity {
  readonly id: number;
  readonly name: string;
  readonly personIds: readonly number[];
  readonly companyIds: readonly number[];
}

function toOpportunity(wire: z.infer<typeof wireOpportunity>): Opportunity {
  return {
    id: wire.id,
    name: wire.name ?? '',
    personIds: wire.person_ids ?? [],
    companyIds: wire.organization_ids ?? [],
  };
}
