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
export type { AffinityClientOptions } from './transport/clientSettings.ts';
export { isCertificateCode } from './transport/connectionFailure.ts';
export {
  limitsOfHeaders,
  reachedLimit,
  serverWait,
  type RateLimit,
  type RateLimits,
} from './transport/rateLimits.ts';
export { untilAborted, type Clock } from './transport/untilAborted.ts';
export type { Priority } from './transport/urgency.ts';
export type {
  V2Call,
  V2ChatMessage,
  V2Email,
  V2Feed,
  V2FeedQuery,
  V2Item,
  V2Meeting,
  V2UnknownItem,
} from './v2/feedApi.ts';
export type {
  V2Relationship,
  V2RelationshipOptions,
  V2RelationshipService,
} from './v2/v2RelationshipService.ts';
export type { V2TranscriptFragment, V2TranscriptService } from './v2/v2TranscriptService.ts';
export type { V2Page, V2Walk } from './v2/v2Connection.ts';
export type {
  V2EntitiesNote,
  V2InteractionNote,
  V2InteractionRef,
  V2Mention,
  V2Note,
  V2NotetakerNote,
  V2NotetakerReply,
  V2Record,
  V2UnknownNote,
  V2UserReply,
} from './v2/v2Note.ts';
export type {
  V2NewEntitiesNote,
  V2NewInteractionNote,
  V2NewNote,
  V2NewReply,
  V2NoteChanges,
  V2NotedType,
  V2NoteOwner,
  V2NoteQuery,
  V2NoteService,
} from './v2/v2NoteService.ts';
export type { V2Attendee, V2Person, V2Preview } from './v2/v2Person.ts';
export type { V2Service } from './v2/v2Service.ts';
export type { ItemPage, RejectedItem } from './walk/pageWalk.ts';
export type { WalkOptions, WalkOrder } from './walk/walkPlan.ts';
