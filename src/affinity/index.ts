export { AffinityClient } from './affinityClient.ts';
export type { Company, CompanyService } from './resources/companyService.ts';
export type { Identity, IdentityGrant } from './resources/identity.ts';
export { Direction, InteractionType, LoggingType, type Interaction } from './resources/interaction.ts';
export type {
  Contact,
  ContactFilters,
  Contacts,
  DateRange,
  InteractionDates,
} from './resources/interactionDates.ts';
export type { InteractionFilters, InteractionQuery, WalkQuery } from './resources/interactionFilters.ts';
export type {
  InteractionChanges,
  InteractionPage,
  InteractionService,
  InteractionWalk,
  NewInteraction,
  WalkPage,
} from './resources/interactionService.ts';
export type {
  NewNote,
  Note,
  NoteChanges,
  NoteQuery,
  NoteService,
  NoteWalk,
} from './resources/noteService.ts';
export type { Opportunity, OpportunityService } from './resources/opportunityService.ts';
export {
  PersonType,
  type Person,
  type PersonService,
  type Strength,
  type StrengthList,
} from './resources/personService.ts';
export type {
  DatedRecordService,
  Page,
  RecordOptions,
  RecordQuery,
  RecordService,
  SearchOptions,
} from './resources/recordService.ts';
export {
  AffinityError,
  type AffinityErrorFields,
  type AffinityErrorKind,
  type ReachedLimit,
  type RequestOutcome,
} from './transport/affinityError.ts';
export type { CallOptions } from './transport/apiRequest.ts';
export type { Moment } from './transport/checkedArgument.ts';
export type { AffinityClientOptions } from './transport/clientOptions.ts';
export { isCertificateCode } from './transport/connectionFailure.ts';
export { serverWait, type RateLimit, type RateLimits } from './transport/rateLimits.ts';
export type { Clock } from './transport/untilAborted.ts';
export type { Priority } from './transport/urgency.ts';
export type { ItemPage, RejectedItem } from './walk/pageWalk.ts';
export type { WalkOptions, WalkOrder } from './walk/walkPlan.ts';
