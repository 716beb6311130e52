import { interactionDatesBody } from '../bodies/interactionDatesBody.ts';
import type { Place } from '../http/page.ts';
import type { QueryFields } from '../http/queryFields.ts';
import type { RouteParts } from '../http/sandboxEnv.ts';
import { interactionDates } from '../store/interactionDates.ts';

/**
 * Persons, companies and opportunities answer up to this many rows at a time, and so many unless told
 * otherwise.
 */
export const neighbourPaging = { maxSize: 500, place: ({ id }: { id: number }): Place => [id, 0] };

export interface InteractionDatesAnswer {
  /** To be added to the body of the record: none when the query does not ask for them. */
  readonly fields: object;
  /** False only when they were asked for and there are none, which drops a record from a search. */
  readonly isKnown: boolean;
}

/** When these persons were in touch, if the query asks for it. */
export function datesIfAsked(
  { workspace, clock }: RouteParts,
  query: QueryFields,
  record: { readonly id: number; readonly personIds: readonly number[] },
): InteractionDatesAnswer {
  if (!query.flag('with_interaction_dates')) return { isKnown: true, fields: {} };
  const dates = interactionDates(workspace(), record.personIds, clock.now());
  return { isKnown: dates !== undefined, fields: interactionDatesBody(dates, record.id) };
}

/**
 * Whether a search for `term` finds something with these texts: each is looked at on its own, case does not
 * count.
 */
export function matches(term: string, texts: readonly string[]): boolean {
  const wanted = term.trim().toLowerCase();
  return texts.some((text) => text.toLowerCase().includes(wanted));
}
