import { AffinityError } from '../affinity/index.ts';
import type { InteractionDates } from '../affinity/index.ts';
import type { BoundsSource } from './recordBounds.ts';

/** With more of them to ask than these, the years can be probed for as little. */
const MOST_RECORDS = 6;

/**
 * The dates of an opportunity, of which the service tells none: those of its companies, and of its persons that belong to
 * none of them. Undefined where that would take too many requests, or one of them is not to be seen.
 */
export async function opportunityBounds(
  source: BoundsSource,
  id: number,
  signal: AbortSignal,
): Promise<InteractionDates | undefined> {
  try {
    const { companyIds, personIds } = await source.opportunities.get(id, { signal });
    if (companyIds.length > MOST_RECORDS) return undefined;
    const options = { withInteractionDates: true, signal };
    const companies = await Promise.all(companyIds.map((company) => source.companies.get(company, options)));
    const covered = new Set(companies.flatMap((company) => company.personIds));
    const strays = personIds.filter((person) => !covered.has(person));
    if (companies.length + strays.length > MOST_RECORDS) return undefined;
    const persons = await Promise.all(strays.map((person) => source.persons.get(person, options)));
    return combined([...companies, ...persons].map(({ interactionDates }) => interactionDates ?? {}));
  } catch (error) {
    const isHidden = error instanceof AffinityError && ['not-found', 'forbidden'].includes(error.kind);
    if (isHidden) return undefined;
    throw error;
  }
}

/** From the first of the first moments to the last of the last ones. */
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
