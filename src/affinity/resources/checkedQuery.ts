import type { QueryParameter, RequestTarget } from '../transport/apiRequest.ts';
import { checkedArgument, isAbsent } from '../transport/checkedArgument.ts';
import { invalidArgument } from '../transport/invalidArgument.ts';
import { LONGEST_SPAN_MS } from '../walk/timeSpan.ts';
import type { TimeSpan } from '../walk/timeSpan.ts';
import type { InteractionFilters, InteractionQuery, WalkQuery } from './interactionQuery.ts';

export const listTarget = { method: 'GET', path: '/interactions' } as const satisfies RequestTarget;

/** A query as it goes out: its span, and all parameters that every page of it shares. */
export interface CheckedQuery {
  readonly span: TimeSpan;
  readonly filters: readonly QueryParameter[];
}

/** The order of the checks is part of the contract: the first rule that is broken is the one that is told. */
export function checkedListQuery(query: InteractionQuery): CheckedQuery {
  checkedArgument.type(listTarget, 'type', query.type);
  checkedArgument.given(listTarget, 'startTime', query.startTime);
  checkedArgument.given(listTarget, 'endTime', query.endTime);
  const span = checkedSpan(query.startTime, query.endTime);
  if (span.end - span.start > LONGEST_SPAN_MS) {
    throw invalidArgument(listTarget, 'startTime and endTime must be at most 365 days apart');
  }
  checkRecord(query);
  return { span, filters: filterParameters(query) };
}

/** `now` is the end of a walk that names none. */
export function checkedWalkQuery(query: WalkQuery, now: number): CheckedQuery {
  checkedArgument.type(listTarget, 'type', query.type);
  checkedArgument.given(listTarget, 'startTime', query.startTime);
  checkRecord(query);
  const span = checkedSpan(query.startTime, query.endTime ?? new Date(now));
  return { span, filters: filterParameters(query) };
}

function checkedSpan(startTime: unknown, endTime: unknown): TimeSpan {
  const start = checkedArgument.instant(listTarget, 'startTime', startTime);
  const end = checkedArgument.instant(listTarget, 'endTime', endTime);
  if (start < end) return { start, end };
  throw invalidArgument(listTarget, 'startTime must be before endTime');
}

function checkRecord({ personId, companyId, opportunityId }: InteractionFilters): void {
  if ([personId, companyId, opportunityId].every(isAbsent)) {
    throw invalidArgument(listTarget, 'one of personId, companyId and opportunityId is required');
  }
}

function filterParameters(query: InteractionFilters): QueryParameter[] {
  const ids = [
    ['person_id', 'personId'],
    ['organization_id', 'companyId'],
    ['opportunity_id', 'opportunityId'],
    ['internal_person_id', 'internalPersonId'],
  ] as const;
  for (const [, name] of ids) {
    if (!isAbsent(query[name])) checkedArgument.id(listTarget, name, query[name]);
  }
  return givenParameters([
    ['type', query.type],
    ...ids.map(([wire, name]) => [wire, query[name]] as const),
    ['direction', query.direction],
    ['logging_type', query.loggingType],
    ['page_size', query.pageSize],
  ]);
}

/** Parameters that are there, as texts. */
export function givenParameters(
  parameters: readonly (readonly [string, string | number | boolean | null | undefined])[],
): QueryParameter[] {
  return parameters.flatMap(([name, value]) => (isAbsent(value) ? [] : [[name, String(value)]]));
}

/** All parameters of one page of a checked query. */
export function pageParameters(
  { span, filters }: CheckedQuery,
  pageToken: string | null | undefined,
): QueryParameter[] {
  return givenParameters([
    ...filters,
    ['start_time', new Date(span.start).toISOString()],
    ['end_time', new Date(span.end).toISOString()],
    ['page_token', pageToken],
  ]);
}
