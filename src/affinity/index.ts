export { AffinityClient } from './affinityClient.ts';
export {
  AffinityError,
  type AffinityErrorFields,
  type AffinityErrorKind,
  type RequestOutcome,
} from './affinityError.ts';
export type { CallOptions, RecordOptions, SearchOptions } from './callOptions.ts';
export type { AffinityClientOptions } from './clientOptions.ts';
export type { Clock } from './clock.ts';
export type { Company } from './company.ts';
export { Direction } from './direction.ts';
export type { Identity, IdentityGrant } from './identity.ts';
export type { Interaction } from './interaction.ts';
export type { InteractionDates } from './interactionDates.ts';
export type { InteractionPage } from './interactionPage.ts';
export type { InteractionFilters, InteractionQuery, Moment, WalkQuery } from './interactionQuery.ts';
export type { InteractionChanges, InteractionService, NewInteraction } from './interactionService.ts';
export { InteractionType } from './interactionType.ts';
export type { InteractionWalk, WalkOptions, WalkOrder, WalkPage } from './interactionWalk.ts';
export { LoggingType } from './loggingType.ts';
export type { Note } from './note.ts';
export type { NoteService } from './noteService.ts';
export type { Opportunity } from './opportunity.ts';
export type { Page, RejectedItem } from './page.ts';
export type { Person } from './person.ts';
export { PersonType } from './personType.ts';
export type { RateLimit, RateLimits } from './rateLimits.ts';
export type { CompanyService, OpportunityService, PersonService, RecordService } from './recordService.ts';
export { serverWait } from './serverWait.ts';
export type { Priority } from './urgency.ts';
