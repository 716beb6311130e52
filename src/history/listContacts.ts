import { CHUNK_MS, earliest } from '../model/span.ts';
import type { RecordDates } from './recordDates.ts';

/** The clock of the service may be ahead of this one. */
const SKEW_MS = 60 * 60 * 1000;

/** A meeting planned later than this is a placeholder in a calendar or a mistake. */
const MAX_AHEAD_MS = 5 * CHUNK_MS;

/** In the order in which they are listed. Affinity doesn't date the first message. */
const names = [
  'nextMeeting',
  'lastContact',
  'lastMeeting',
  'lastEmail',
  'lastMessage',
  'firstMeeting',
  'firstEmail',
] as const satisfies readonly (keyof ContactDates)[];

/** The contacts of a record by name. A date that can't be true is left out. */
export interface ContactDates {
  readonly nextMeeting?: Date | undefined;
  readonly lastMeeting?: Date | undefined;
  readonly lastEmail?: Date | undefined;
  readonly lastMessage?: Date | undefined;
  readonly firstMeeting?: Date | undefined;
  readonly firstEmail?: Date | undefined;
  /** The latest of all, which may be a call. */
  readonly lastContact?: Date | undefined;
}

export interface NamedContact {
  readonly name: keyof ContactDates;
  readonly date: Date;
}

/** The dates as they are shown at `now`. A next meeting that has passed since is left out: it may have been cancelled. */
export function contactDates(dates: RecordDates, now: number): ContactDates {
  const past = (date: Date | undefined): Date | undefined => within(date, earliest.getTime(), now + SKEW_MS);
  const ahead = (date: Date | undefined): Date | undefined => within(date, now + 1, now + MAX_AHEAD_MS);
  const [lastMeeting, lastEmail, lastMessage] = [
    past(dates.lastEventDate),
    past(dates.lastEmailDate),
    past(dates.lastChatMessageDate),
  ];
  return {
    nextMeeting: ahead(dates.soonestEventDate) ?? ahead(dates.nextEventDate),
    lastMeeting,
    lastEmail,
    lastMessage,
    firstMeeting: past(dates.firstEventDate),
    firstEmail: past(dates.firstEmailDate),
    lastContact: latest([past(dates.lastInteractionDate), lastMeeting, lastEmail, lastMessage]),
  };
}

/** The contacts that have a date, in the order in which they are listed; the last one once, by its type if that is known. */
export function listContacts(contacts: ContactDates): readonly NamedContact[] {
  const { lastContact, ...typed } = contacts;
  const isTyped = Object.values(typed).some((date) => date?.getTime() === lastContact?.getTime());
  return names.flatMap((name) => {
    const date = contacts[name];
    return date === undefined || (name === 'lastContact' && isTyped) ? [] : [{ name, date }];
  });
}

/** True when the service says that there was no contact: a date that can't be true leaves that open. */
export function hasNoPast(dates: RecordDates): boolean {
  const { nextEventDate: _next, soonestEventDate: _soonest, ...past } = dates;
  return Object.values(past).every((date) => date === undefined);
}

function within(date: Date | undefined, from: number, to: number): Date | undefined {
  return date !== undefined && date.getTime() >= from && date.getTime() <= to ? date : undefined;
}

function latest(dates: readonly (Date | undefined)[]): Date | undefined {
  return dates.reduce((one, other) =>
    one === undefined || (other !== undefined && other > one) ? other : one,
  );
}
