import * as z from 'zod/mini';
import type { RecordService } from './recordService.ts';
import { wireField, wireObject } from './wireField.ts';

const wireOpportunitySchema = wireObject({
  id: wireField.id,
  name: wireField.maybeText,
  person_ids: wireField.ids,
  organization_ids: wireField.ids,
});

/** Source: V1 docs, The Opportunity Resource. */
export const opportunitySchema = z.pipe(wireOpportunitySchema, z.transform(toOpportunity));

export interface Opportunity {
  readonly id: number;
  readonly name: string;
  readonly personIds: readonly number[];
  readonly companyIds: readonly number[];
}

export type OpportunityService = RecordService<Opportunity>;

function toOpportunity(wire: z.infer<typeof wireOpportunitySchema>): Opportunity {
  return {
    id: wire.id,
    name: wire.name ?? '',
    personIds: wire.person_ids ?? [],
    companyIds: wire.organization_ids ?? [],
  };
}
