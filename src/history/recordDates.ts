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

/** The dates of a record, for showing them. */
export interface RecordDates extends InteractionDates {
  /** The soonest of the next meetings of several records, while `nextEventDate` is the latest, where a walk begins. */
  readonly soonestEventDate?: Date | undefined;
}

export interface RecordSource {
  readonly persons: Pick<PersonService, 'get'>;
  readonly companies: Pick<CompanyService, 'get'>;
  readonly opportunities: Pick<OpportunityService, 'get'>;
}

export interface RecordDatesOptions {
  readonly signal: AbortSignal;
  /** Takes as many requests as an opportunity has records, and rejects when one of them is hidden. */
  readonly thorough?: boolean | undefined;
}

/**
 * The first and last moments of a record's interactions. Undefined where the service cannot tell; an empty object for a
 * record without any. One request for a person or company, up to seven for an opportunity.
 */
export async function recordDates(
  source: RecordSource,
  { kind, id }: RecordId,
  options: RecordDatesOptions,
): Promise<RecordDates | undefined> {
  const { signal } = options;
  if (kind === 'opportunity') return opportunityDates(source, id, options);
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
  { signal, thorough = false }: RecordDatesOptions,
): Promise<RecordDates | undefined> {
  const most = thorough ? Infinity : MAX_RECORDS;
  try {
    const { companyIds, personIds } = await source.opportunities.get(id, { signal });
    if (companyIds.length > most) return undefined;
    const options = { withInteractionDates: true, signal };
    const companies = await Promise.all(companyIds.map((company) => source.companies.get(company, options)));
    const covered = new Set(companies.flatMap((company) => company.personIds));
    const others = personIds.filter((person) => !covered.has(person));
    if (companies.length + others.length > most) return undefined;
    const persons = await Promise.all(others.map((person) => source.persons.get(person, options)));
    return combined([...companies, ...persons].map(({ interactionDates }) => interactionDates ?? {}));
  } catch (error) {
    const isHidden = error instanceof AffinityError && ['not-found', 'forbidden'].includes(error.kind);
    if (isHidden && !thorough) return undefined;
    throw error;
  }
}

/** From the earliest of the first moments to the latest of the last ones. */
function combined(dates: readonly InteractionDates[]): RecordDates {
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
    soonestEventDate: chosen('nextEventDate', Math.min),
    lastChatMessageDate: chosen('lastChatMessageDate', Math.max),
    lastInteractionDate: chosen('lastInteractionDate', Math.max),
  };
}
