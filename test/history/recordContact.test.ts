import { describe, expect, it } from 'vitest';
import { recordContact } from '../../src/history/recordContact.ts';
import type { ContactView } from '../../src/history/recordContact.ts';
import type { RecordDates } from '../../src/history/recordDates.ts';
import { DAY, daysAgo, NOW } from './affinityWith.ts';

const on = (days: number): Date => new Date(daysAgo(days));
const view = { now: NOW, zone: 'Europe/Berlin', quietAfterDays: 45 };
const contactOf = (
  dates: RecordDates | undefined,
  { readAt = NOW, ...other }: Partial<ContactView & { readAt: number }> = {},
) => recordContact({ dates, readAt }, { ...view, ...other });

describe('the last contact', () => {
  it('is unknown until the service was asked, and where it cannot tell', () => {
    expect(recordContact(undefined, view)).toMatchObject({
      last: 'unknown',
      all: [],
      quietAfterDays: undefined,
    });
    expect(contactOf(undefined)).toMatchObject({ last: 'unknown', asOf: undefined, isOld: false });
  });

  it('is none when every date is null, even with a meeting ahead', () => {
    expect(contactOf({})).toMatchObject({ last: 'none', next: undefined, quietAfterDays: undefined });
    expect(contactOf({ nextEventDate: on(-3) })).toMatchObject({ last: 'none', next: on(-3) });
  });

  it('is the latest of all dates, whichever the service leaves out', () => {
    const last = { date: on(12), days: 12 };
    expect(contactOf({ lastInteractionDate: on(12), lastEmailDate: on(30) }).last).toEqual(last);
    expect(contactOf({ lastEmailDate: on(12), lastEventDate: on(30) }).last).toEqual(last);
    expect(contactOf({ lastChatMessageDate: on(12) }).last).toEqual(last);
  });

  it('is unknown, and never claimed, when its date cannot be true', () => {
    for (const date of [new Date('1969-12-31T23:59:59Z'), new Date(0), on(-2)])
      expect(contactOf({ lastInteractionDate: date })).toMatchObject({
        last: 'unknown',
        quietAfterDays: undefined,
        all: [],
      });
    const mixed = { lastInteractionDate: on(-900), lastEmailDate: on(20) };
    expect(contactOf(mixed).last).toEqual({ date: on(20), days: 20 });
  });

  it('is today when the clock of the service is a little ahead', () => {
    const now = Date.parse('2025-11-20T22:50:00Z');
    const ahead = new Date(now + 20 * 60_000);
    expect(contactOf({ lastInteractionDate: ahead }, { now }).last).toEqual({ date: ahead, days: 0 });
  });

  it('is some calendar days ago in the zone, over a clock change too', () => {
    const now = Date.parse('2025-10-26T23:30:00Z');
    const last = new Date('2025-10-25T22:30:00Z');
    expect(contactOf({ lastInteractionDate: last }, { now }).last).toMatchObject({ days: 1 });
    expect(contactOf({ lastInteractionDate: last }, { now, zone: 'UTC' }).last).toMatchObject({ days: 1 });
    expect(contactOf({ lastInteractionDate: last }, { now, zone: 'Asia/Tokyo' }).last).toMatchObject({
      days: 1,
    });
    const early = new Date('2025-10-25T21:30:00Z');
    expect(contactOf({ lastInteractionDate: early }, { now }).last).toMatchObject({ days: 2 });
  });
});

const quiet = (days: number, quietAfterDays = 45) =>
  contactOf({ lastInteractionDate: on(days) }, { quietAfterDays }).quietAfterDays;

describe('a quiet record', () => {
  it('had no contact for more days than the setting says', () => {
    expect([quiet(45), quiet(46), quiet(1, 1), quiet(2, 1)]).toEqual([undefined, 45, undefined, 1]);
  });

  it('does not exist when the setting is 0', () => {
    expect(
      contactOf({ lastInteractionDate: on(4000) }, { quietAfterDays: 0 }).quietAfterDays,
    ).toBeUndefined();
  });
});

describe('the next meeting', () => {
  it('is the soonest of several records, and gone when it has begun', () => {
    const dates = { soonestEventDate: on(-3), nextEventDate: on(-9) };
    expect(contactOf(dates).next).toEqual(on(-3));
    expect(contactOf(dates, { now: NOW + 4 * DAY }).next).toEqual(on(-9));
    expect(contactOf(dates, { now: NOW + 10 * DAY }).next).toBeUndefined();
  });

  it('is not believed in ten years', () => {
    expect(contactOf({ nextEventDate: on(-3650) })).toMatchObject({ last: 'none', next: undefined });
  });
});

describe('the list of contacts', () => {
  it('has every known date once, with its age', () => {
    const dates = {
      firstEmailDate: on(900),
      lastEmailDate: on(12),
      firstEventDate: on(800),
      lastEventDate: on(20),
      nextEventDate: on(-3),
      lastChatMessageDate: on(30),
      lastInteractionDate: on(12),
    };
    expect(contactOf(dates).all).toEqual([
      { name: 'nextMeeting', date: on(-3), days: -3 },
      { name: 'lastMeeting', date: on(20), days: 20 },
      { name: 'lastEmail', date: on(12), days: 12 },
      { name: 'lastMessage', date: on(30), days: 30 },
      { name: 'firstMeeting', date: on(800), days: 800 },
      { name: 'firstEmail', date: on(900), days: 900 },
    ]);
  });

  it('names a last contact of no known type, such as a call', () => {
    const { all } = contactOf({ lastInteractionDate: on(2), lastEmailDate: on(12) });
    expect(all.map(({ name }) => name)).toEqual(['lastContact', 'lastEmail']);
  });

  it('is old a week after it was read', () => {
    const dates = { lastEmailDate: on(30) };
    expect(contactOf(dates, { readAt: daysAgo(7) })).toMatchObject({ isOld: false, asOf: on(7) });
    expect(contactOf(dates, { readAt: daysAgo(7) - 1 })).toMatchObject({ isOld: true });
  });
});
