import type { Direction } from './direction.ts';
import type { InteractionType } from './interactionType.ts';
import type { LoggingType } from './loggingType.ts';

type Maybe<Value> = Value | null | undefined;

/** A moment: a `Date`, or an ISO 8601 text with an explicit offset. */
export type Moment = Date | string;

/** `undefined` and `null` mean absent; `0` does not. One of the three records is required. */
export interface InteractionFilters {
  readonly type: InteractionType;
  /** External persons only. */
  readonly personId?: Maybe<number>;
  readonly companyId?: Maybe<number>;
  readonly opportunityId?: Maybe<number>;
  /** Narrows to the interactions with this colleague. */
  readonly internalPersonId?: Maybe<number>;
  /** Chat messages and e-mails only. */
  readonly direction?: Maybe<Direction>;
  readonly loggingType?: Maybe<LoggingType>;
  readonly pageSize?: Maybe<number>;
}

/** At most 365 days of interactions. Source: V1 docs, Get All Interactions. */
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
