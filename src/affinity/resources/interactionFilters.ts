import { invalidArgument } from '../transport/affinityError.ts';
import type { QueryParameter, RequestTarget } from '../transport/apiRequest.ts';
import { checkedArgument, givenParameters, isAbsent } from '../transport/checkedArgument.ts';
import type { Moment } from '../transport/checkedArgument.ts';
import { LONGEST_SPAN_MS } from '../walk/walkPlan.ts';
import type { TimeSpan, WalkRequest } from '../walk/walkPlan.ts';
import { InteractionType } from './interaction.ts';
import type { Direction, LoggingType } from './interaction.ts';

export const listTarget = { method: 'GET', path: '/interactions' } as const satisfies RequestTarget;

type Maybe<Value> = Value | null | undefined;

/** `undefined` and `null` mean absent; `0` does not. One of the three records is required. */
export interface InteractionFilters {
  readonly type: InteractionType;
  /** External persons only. */
  readonly personId?: Maybe<number>;
  readonly companyId?: Maybe<number>;
  readonly opportunityId?: Maybe<number>;
  /** Narrows the list to interactions with this colleague. */
  readonly internalPersonId?: Maybe<number>;
  /** Chat messages and emails only. */
  readonly direction?: Maybe<Direction>;
  readonly loggingType?: Maybe<LoggingType>;
  readonly pageSize?: Maybe<number>;
}

/** A range of at most 365 days. Source: V1 docs, Get All Interactions. */
export interface InteractionQuery extends InteractionFilters {
  readonly startTime: Moment;
  readonly endTime: Moment;
  readonly pageToken?: Maybe<string>;
}

/** A range of any length. `endTime` defaults to now, taken once. */
export interface WalkQuery extends InteractionFilters {
  readonly startTime: Moment;
  readonly endTime?: Maybe<Moment>;
}

/** A checked query: its span, and all parameters that are the same on every page. */
export interface CheckedQuery {
  readonly span: TimeSpan;
  readonly filters: readonly QueryParameter[];
}

/** The order of the checks is part of the contract: the first broken rule is reported. */
export function checkedListQuery(query: InteractionQuery): CheckedQuery {
  checkedType(listTarget, query.type);
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
export function checkedWalkQuery(query: WalkQuery, now: number): WalkRequest {
  checkedType(listTarget, query.type);
  checkedArgument.given(listTarget, 'startTime', query.startTime);
  checkRecord(query);
  const span = checkedSpan(query.startTime, query.endTime ?? new Date(now));
  const isOpenEnded = isAbsent(query.endTime);
  return { target: listTarget, span, isOpenEnded, filters: filterParameters(query) };
}

/** All parameters of one page. */
export function pageParameters({ span, filters }: CheckedQuery, pageToken: Maybe<string>): QueryParameter[] {
  return givenParameters([
    ...filters,
    ['start_time', new Date(span.start).toISOString()],
    ['end_time', new Date(span.end).toISOString()],
    ['page_token', pageToken],
  ]);
}

export function checkedType(target: RequestTarget, type: unknown): InteractionType {
  checkedArgument.given(target, 'type', type);
  const known = Object.values(InteractionType).find((value) => value === type);
  if (known !== undefined) return known;
  throw invalidArgument(target, 'type must be 0 (meeting), 1 (call), 2 (chat message) or 3 (email)');
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
