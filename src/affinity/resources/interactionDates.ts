import * as z from 'zod/mini';
import { invalidArgument } from '../transport/affinityError.ts';
import type { QueryParameter, RequestTarget } from '../transport/apiRequest.ts';
import { checkedArgument, isAbsent } from '../transport/checkedArgument.ts';
import type { Moment } from '../transport/checkedArgument.ts';
import { ifReadable, wireField, wireObject } from './wireField.ts';

/** The contacts that a list can be filtered by, as in `min_first_email_date`. */
const filterNames = {
  firstEmail: 'first_email',
  lastEmail: 'last_email',
  firstEvent: 'first_event',
  lastEvent: 'last_event',
  nextEvent: 'next_event',
  lastInteraction: 'last_interaction',
} as const;

const wireDatesSchema = wireObject({
  first_email_date: wireField.maybeInstant,
  last_email_date: wireField.maybeInstant,
  first_event_date: wireField.maybeInstant,
  last_event_date: wireField.maybeInstant,
  next_event_date: wireField.maybeInstant,
  last_chat_message_date: wireField.maybeInstant,
  last_interaction_date: wireField.maybeInstant,
});

/** Source: V1 docs, `with_interaction_dates` of persons and organizations. */
export const interactionDatesSchema = z.pipe(wireDatesSchema, z.transform(toInteractionDates));

const wireContactSchema = wireObject({ date: wireField.maybeInstant, person_ids: wireField.ids });

const contactSchema = ifReadable(z.pipe(wireContactSchema, z.transform(toContact)));

const wireContactsSchema = wireObject({
  first_email: contactSchema,
  last_email: contactSchema,
  first_event: contactSchema,
  last_event: contactSchema,
  next_event: contactSchema,
  last_chat_message: contactSchema,
  last_interaction: contactSchema,
});

/** Source: V1 docs, `with_interaction_persons` of persons and organizations. */
export const contactsSchema = ifReadable(z.pipe(wireContactsSchema, z.transform(toContacts)));

/** The first, last and next contact of the firm with a person or company. "Event" means meeting. */
export interface InteractionDates {
  readonly firstEmailDate?: Date | undefined;
  readonly lastEmailDate?: Date | undefined;
  readonly firstEventDate?: Date | undefined;
  readonly lastEventDate?: Date | undefined;
  readonly nextEventDate?: Date | undefined;
  readonly lastChatMessageDate?: Date | undefined;
  readonly lastInteractionDate?: Date | undefined;
}

/** One contact, with the colleagues who took part. */
export interface Contact {
  readonly date?: Date | undefined;
  readonly personIds: readonly number[];
}

/** The same contacts as in `InteractionDates`. */
export interface Contacts {
  readonly firstEmail?: Contact | undefined;
  readonly lastEmail?: Contact | undefined;
  readonly firstEvent?: Contact | undefined;
  readonly lastEvent?: Contact | undefined;
  readonly nextEvent?: Contact | undefined;
  readonly lastChatMessage?: Contact | undefined;
  readonly lastInteraction?: Contact | undefined;
}

/** Both ends are required, and both belong to the range. */
export interface DateRange {
  readonly min: Moment;
  readonly max: Moment;
}

export type ContactFilters = {
  readonly [Name in keyof typeof filterNames]?: DateRange | null | undefined;
};

/** @throws AffinityError `invalid-argument` for a range without both ends */
export function contactParameters(target: RequestTarget, filters: ContactFilters): QueryParameter[] {
  if (Object.keys(filters).some((name) => !Object.hasOwn(filterNames, name))) {
    throw invalidArgument(target, `dates can only have ${Object.keys(filterNames).join(', ')}`);
  }
  return Object.entries(filterNames).flatMap(([name, wire]): QueryParameter[] => {
    const range = filters[name as keyof ContactFilters];
    if (isAbsent(range)) return [];
    if (isAbsent(range.min) || isAbsent(range.max)) {
      throw invalidArgument(target, `dates.${name} must have both min and max`);
    }
    const min = checkedArgument.instant(target, `dates.${name}.min`, range.min);
    const max = checkedArgument.instant(target, `dates.${name}.max`, range.max);
    if (min > max) throw invalidArgument(target, `dates.${name}.min must not be after dates.${name}.max`);
    return [
      [`min_${wire}_date`, new Date(min).toISOString()],
      [`max_${wire}_date`, new Date(max).toISOString()],
    ];
  });
}

function toContact(wire: z.infer<typeof wireContactSchema>): Contact {
  return { date: wire.date ?? undefined, personIds: wire.person_ids ?? [] };
}

function toContacts(wire: z.infer<typeof wireContactsSchema>): Contacts {
  return {
    firstEmail: wire.first_email,
    lastEmail: wire.last_email,
    firstEvent: wire.first_event,
    lastEvent: wire.last_event,
    nextEvent: wire.next_event,
    lastChatMessage: wire.last_chat_message,
    lastInteraction: wire.last_interaction,
  };
}

function toInteractionDates(wire: z.infer<typeof wireDatesSchema>): InteractionDates {
  return {
    firstEmailDate: wire.first_email_date ?? undefined,
    lastEmailDate: wire.last_email_date ?? undefined,
    firstEventDate: wire.first_event_date ?? undefined,
    lastEventDate: wire.last_event_date ?? undefined,
    nextEventDate: wire.next_event_date ?? undefined,
    lastChatMessageDate: wire.last_chat_message_date ?? undefined,
    lastInteractionDate: wire.last_interaction_date ?? undefined,
  };
}
