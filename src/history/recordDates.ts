import { AffinityError } from '../affinity/index.ts';
import type {
  CompanyService,
  InteractionDates,
  OpportunityService,
  PersonService,
} from '../affinity/index.ts';
import type { RecordId } from '../model/recordRef.ts';

/** For an opportunity with more records than this, probing the years costs no more. */
const MAX_RECORDS = 6;

export interface RecordSource {
  readonly persons: Pick<PersonService, 'get'>;
  readonly companies: Pick<CompanyService, 'get'>;
  readonly opportunities: Pick<OpportunityService, 'get'>;
}

/**
 * The first and last moments of a record's interactions. Undefined where the service cannot tell; an empty object for a
 * record without any. One request for a person or company, up to seven for an opportunity.
 */
export async function recordDates(
  source: RecordSource,
  { kind, id }: RecordId,
  signal: AbortSignal,
): Promise<InteractionDates | undefined> {
  if (kind === 'opportunity') return opportunityDates(source, id, signal);
  const service = kind === 'person' ? source.persons : source.companies;
  const { interactionDates } = await service.get(id, { withInteractionDates: true, signal });
  return interactionDates ?? {};
}

/**
 * The service has no dates for opportunities, so they are those of its companies, and of its persons outside of these.
 * Undefined when that takes too many requests, or one of the records is hidden.
 */
async function opportunityDates(
  source: RecordSource,
  id: number,
  signal: AbortSignal,
): Promise<InteractionDates | undefined> {
  try {
    const { companyIds, personIds } = await source.opportunities.get(id, { signal });
    if (companyIds.length > MAX_RECORDS) return undefined;
    const options = { withInteractionDates: true, signal };
    const companies = await Promise.all(companyIds.map((company) => source.companies.get(company, options)));
    const covered = new Set(companies.flatMap((company) => company.personIds));
    const others = personIds.filter((person) => !covered.has(person));
    if (companies.length + others.length > MAX_RECORDS) return undefined;
    const persons = await Promise.all(others.map((person) => source.persons.get(person, options)));
    return combined([...companies, ...persons].map(({ interactionDates }) => interactionDates ?? {}));
  } catch (error) {
    const isHidden = error instanceof AffinityError && ['not-found', 'forbidden'].includes(error.kind);
    if (isHidden) return undefined;
    throw error;
  }
}

/** From the earliest of the first moments to the latest of the last ones. */
function combined(dates: readonly InteractionDates[]): InteractionDates {
  const chosen = (
    name: keyof InteractionDates,
    choose: (...moments: number[]) => number,
  ): Date | undefined => {
    const moments = dates.map((one) => one[name]?.getTime()).filter((moment) => moment !== undefined);
    return moments.length === 0 ? undefined : new Date(choose(...moments));
  };
  return {
    firstEmailDate: chosen('firstEmailDate', Math.min),
    firstEventDate: chosen('firstEventDate', Math.min),
    lastEmailDate: chosen('lastEmailDate', Math.max),
    lastEventDate: chosen('lastEventDate', Math.max),
    nextEventDate: chosen('nextEventDate', Math.max),
    lastChatMessageDate: chosen('lastChatMessageDate', Math.max),
    lastInteractionDate: chosen('lastInteractionDate', Math.max),
  };
}
