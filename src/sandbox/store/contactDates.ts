import { interactionTypes } from './sampleData.ts';
import type { Interaction } from './sampleData.ts';
import type { Workspace } from './workspace.ts';

/** Milliseconds since the epoch. Meetings and calls both count as events. */
export interface ContactDates {
  readonly firstEmail: number | null;
  readonly lastEmail: number | null;
  readonly firstEvent: number | null;
  readonly lastEvent: number | null;
  readonly nextEvent: number | null;
  readonly lastChatMessage: number | null;
  readonly lastInteraction: number | null;
}

/** The first, last and next contact with these persons; undefined when there never was any. */
export function contactDates(
  workspace: Workspace,
  personIds: readonly number[],
  now: number,
): ContactDates | undefined {
  const { meeting, call, chatMessage, email } = interactionTypes;
  const emails = new Span(workspace.interactionsOf(email, personIds), now);
  const chats = new Span(workspace.interactionsOf(chatMessage, personIds), now);
  const events = new Span(
    [...workspace.interactionsOf(meeting, personIds), ...workspace.interactionsOf(call, personIds)],
    now,
  );
  const last = [emails, chats, events].flatMap((span) => span.last ?? []);
  if (last.length === 0 && events.next === null) return undefined;
  return {
    firstEmail: emails.first,
    lastEmail: emails.last,
    firstEvent: events.first,
    lastEvent: events.last,
    nextEvent: events.next,
    lastChatMessage: chats.last,
    lastInteraction: last.length === 0 ? null : Math.max(...last),
  };
}

class Span {
  first: number | null = null;
  last: number | null = null;
  next: number | null = null;

  constructor(interactions: Iterable<Interaction>, now: number) {
    for (const { date } of interactions) {
      if (date > now) {
        this.next = Math.min(date, this.next ?? date);
      } else {
        this.first = Math.min(date, this.first ?? date);
        this.last = Math.max(date, this.last ?? date);
      }
    }
  }
}
