import * as z from 'zod/mini';
import { wireField } from './wireField.ts';
import { wireObject } from './wireObject.ts';

const wireDates = wireObject({
  first_email_date: wireField.maybeInstant,
  last_email_date: wireField.maybeInstant,
  first_event_date: wireField.maybeInstant,
  last_event_date: wireField.maybeInstant,
  next_event_date: wireField.maybeInstant,
  last_chat_message_date: wireField.maybeInstant,
  last_interaction_date: wireField.maybeInstant,
});

/** Source: V1 docs, `with_interaction_dates` of persons and organizations. */
export const interactionDatesSchema = z.pipe(wireDates, z.transform(toInteractionDates));

/** When a person or company was first, last and will next be in touch; "event" means meeting. */
export interface InteractionDates {
  readonly firstEmailDate?: Date | undefined;
  readonly lastEmailDate?: Date | undefined;
  readonly firstEventDate?: Date | undefined;
  readonly lastEventDate?: Date | undefined;
  readonly nextEventDate?: Date | undefined;
  readonly lastChatMessageDate?: Date | undefined;
  readonly lastInteractionDate?: Date | undefined;
}

function toInteractionDates(wire: z.infer<typeof wireDates>): InteractionDates {
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
