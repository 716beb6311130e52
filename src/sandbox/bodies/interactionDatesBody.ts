import type { InteractionDates } from '../store/interactionDates.ts';
import { timestamp } from './timestamp.ts';

/** Source: V1 docs, Interaction Dates: every one is nullable. */
export function interactionDatesBody(dates: InteractionDates | undefined, variant: number): object {
  const written = (time: number | null | undefined): string | null => timestamp(time ?? null, variant);
  return {
    interaction_dates: {
      first_email_date: written(dates?.firstEmail),
      last_email_date: written(dates?.lastEmail),
      first_event_date: written(dates?.firstEvent),
      last_event_date: written(dates?.lastEvent),
      next_event_date: written(dates?.nextEvent),
      last_chat_message_date: written(dates?.lastChatMessage),
      last_interaction_date: written(dates?.last),
    },
  };
}
