import { allTypes, interactionTypes, typeFacts } from './sampleData.ts';
import type { Interaction, InteractionType } from './sampleData.ts';
import type { Workspace } from './workspace.ts';

/** The interactions that mark a relationship. Meetings and calls both count as events. */
export interface ContactDates {
  readonly firstEmail: Interaction | null;
  readonly lastEmail: Interaction | null;
  readonly firstEvent: Interaction | null;
  readonly lastEvent: Interaction | null;
  /** The only one that can be in the future. */
  readonly nextEvent: Interaction | null;
  readonly lastChatMessage: Interaction | null;
  readonly lastInteraction: Interaction | null;
}

/** The first, last and next contact with these persons; undefined when there never was any. */
export function contactDates(
  workspace: Workspace,
  personIds: readonly number[],
  now: number,
): ContactDates | undefined {
  const { chatMessage, email } = interactionTypes;
  const spanOf = (...types: readonly InteractionType[]): Span =>
    new Span(
      types.flatMap((type) => [...workspace.interactionsOf(type, personIds)]),
      now,
    );
  const events = spanOf(...allTypes.filter((type) => typeFacts[type].isEvent));
  // Each of the other types on its own. Emails come before chat messages of the same moment.
  const others = new Map(
    allTypes
      .filter((type) => !typeFacts[type].isEvent)
      .toReversed()
      .map((type) => [type, spanOf(type)]),
  );
  const last = [...others.values(), events].flatMap((span) => span.last ?? []);
  if (last.length === 0 && events.next === null) return undefined;
  return {
    firstEmail: others.get(email)?.first ?? null,
    lastEmail: others.get(email)?.last ?? null,
    firstEvent: events.first,
    lastEvent: events.last,
    nextEvent: events.next,
    lastChatMessage: others.get(chatMessage)?.last ?? null,
    lastInteraction: last.toSorted((a, b) => b.date - a.date)[0] ?? null,
  };
}

class Span {
  first: Interaction | null = null;
  last: Interaction | null = null;
  next: Interaction | null = null;

  constructor(interactions: Iterable<Interaction>, now: number) {
    for (const one of interactions) {
      if (one.date > now) {
        if (this.next === null || one.date < this.next.date) this.next = one;
      } else {
        if (this.first === null || one.date < this.first.date) this.first = one;
        if (this.last === null || one.date > this.last.date) this.last = one;
      }
    }
  }
}
