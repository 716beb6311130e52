import type { Interaction } from './sampleData.ts';
import type { Workspace } from './workspace.ts';

/** All in milliseconds since the epoch. Meetings and calls count as events, as in the key of their list. */
export interface InteractionDates {
  readonly firstEmail: number | null;
  readonly lastEmail: number | null;
  readonly firstEvent: number | null;
  readonly lastEvent: number | null;
  readonly nextEvent: number | null;
  readonly lastChatMessage: number | null;
  readonly last: number | null;
}

/** When these persons were first, last and will next be in touch; nothing when they never were. */
export function interactionDates(
  workspace: Workspace,
  personIds: readonly number[],
  now: number,
): InteractionDates | undefined {
  const emails = new Span(workspace.interactionsOf(3, personIds), now);
  const chats = new Span(workspace.interactionsOf(2, personIds), now);
  const events = new Span(
    [...workspace.interactionsOf(0, personIds), ...workspace.interactionsOf(1, personIds)],
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
    last: last.length === 0 ? null : Math.max(...last),
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
