import type { Interaction, InteractionDates } from '../affinity/index.ts';
import { interactionTypes, typeName } from '../model/interactionTypes.ts';
import { DAY_MS } from '../model/span.ts';
import { walkSpan } from './walkSpan.ts';

type Contact = Pick<Interaction, 'type' | 'date'>;

const SECOND_MS = 1000;

/**
 * The dates of a record with an interaction that was saved here counted in, without a request. Undefined when only the
 * service can tell them: for a second planned meeting, and for a contact that a walk by these dates would not reach.
 */
export function withContact(
  dates: InteractionDates,
  contact: Contact,
  now: number,
): InteractionDates | undefined {
  const name = typeName(contact.type);
  const counted = contact.date.getTime() > now ? withPlanned(dates, contact, now) : withPast(dates, contact);
  if (name === undefined || counted === undefined) return undefined;
  const span = walkSpan(interactionTypes[name].id, counted, now);
  return span.from <= contact.date && contact.date <= span.to ? counted : undefined;
}

/**
 * The dates of a record whose interaction was moved to an earlier moment. Undefined when only the service can tell them: a
 * contact in between may now be the last one. Within a day that changes no age by more than a day, and a walk begins a day
 * after the last known moment.
 */
export function withMoved(dates: InteractionDates, from: Contact, to: Contact): InteractionDates | undefined {
  if (!isNamedIn(dates, from)) return dates;
  if (from.date.getTime() - to.date.getTime() >= DAY_MS) return undefined;
  const moved = Object.entries(dates).map(([name, date]: [string, Date | undefined]) => [
    name,
    isSameMoment(date, from.date) ? to.date : date,
  ]);
  return Object.fromEntries(moved) as InteractionDates;
}

/** True when one of the last dates, or the next one, is that of this interaction. Its deletion makes them wrong. */
export function isNamedIn(dates: InteractionDates, { date }: Contact): boolean {
  const { firstEmailDate: _email, firstEventDate: _event, ...named } = dates;
  return Object.values(named).some((one) => isSameMoment(one, date));
}

/** Dates of records have whole seconds. */
export function isSameMoment(one: Date | undefined, other: Date): boolean {
  return one !== undefined && Math.abs(one.getTime() - other.getTime()) < SECOND_MS;
}

function withPlanned(
  dates: InteractionDates,
  { type, date }: Contact,
  now: number,
): InteractionDates | undefined {
  if (type !== interactionTypes.meeting.id) return undefined;
  const next = dates.nextEventDate;
  const isOnlyOne = next === undefined || next.getTime() <= now || next.getTime() === date.getTime();
  return isOnlyOne ? { ...dates, nextEventDate: date } : undefined;
}

function withPast(dates: InteractionDates, { type, date }: Contact): InteractionDates {
  const name = typeName(type);
  const last = name && interactionTypes[name].lastDate;
  return {
    ...dates,
    ...(last && { [last]: later(dates[last], date) }),
    lastInteractionDate: later(dates.lastInteractionDate, date),
  };
}

function later(one: Date | undefined, other: Date): Date {
  return one !== undefined && one > other ? one : other;
}
