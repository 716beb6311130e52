export { AffinityClient } from './affinityClient.ts';
export {
  AffinityError,
  type AffinityErrorFields,
  type AffinityErrorKind,
  type RequestOutcome,
} from './transport/affinityError.ts';
export type { CallOptions, RecordOptions, SearchOptions } from './transport/callOptions.ts';
export type { AffinityClientOptions } from './transport/clientOptions.ts';
export type { Clock } from './transport/clock.ts';
export type { Company } from './resources/company.ts';
export { Direction } from './resources/direction.ts';
export type { Identity, IdentityGrant } from './resources/identity.ts';
export type { Interaction } from './resources/interaction.ts';
export type { InteractionDates } from './resources/interactionDates.ts';
export type { InteractionPage } from './resources/interactionPage.ts';
export type {
  InteractionFilters,
  InteractionQuery,
  Moment,
  WalkQuery,
} from './resources/interactionQuery.ts';
export type {
  InteractionChanges,
  InteractionService,
  NewInteraction,
} from './resources/interactionService.ts';
export { InteractionType } from './resources/interactionType.ts';
export type { InteractionWalk, WalkOptions, WalkOrder, WalkPage } from './walk/interactionWalk.ts';
export { LoggingType } from './resources/loggingType.ts';
export type { Note } from './resources/note.ts';
export type { NoteService } from './resources/noteService.ts';
export type { Opportunity } from './resources/opportunity.ts';
export type { Page, RejectedItem } from './resources/page.ts';
export type { Person } from './resources/person.ts';
export { PersonType } from './resources/personType.ts';
export type { RateLimit, RateLimits } from './transport/rateLimits.ts';
export type {
  CompanyService,
  OpportunityService,
  PersonService,
  RecordService,
} from './resources/recordService.ts';
export { serverWait } from './transport/serverWait.ts';
export type { Priority } from './transport/urgency.ts';
