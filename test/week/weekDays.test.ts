import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interactionKey } from '../../src/model/interactionRef.ts';
import { DAY_MS } from '../../src/model/span.ts';
import { DAYS_AHEAD, DAYS_BACK, isOver, weekDays, weekSpan, withoutNote } from '../../src/week/weekDays.ts';
import type { WeekItem } from '../../src/week/weekItem.ts';

const HOUR = 3_600_000;
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/Los_Angeles',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  // Its clock skips midnight in spring.
  'America/Santiago',
];

function meeting(start: string | number, more: Partial<WeekItem> = {}): WeekItem {
  return {
    type: 0,
    id: 1,
    title: 'Sync',
    start: new Date(start),
    allDay: false,
    people: [],
    peopleTotal: 0,
    isMine: true,
    ...more,
  };
}

function noon(dayOfNovember: string, id: number): WeekItem {
  return meeting(`2026-11-${dayOfNovember}T12:00:00Z`, { id });
}

function localDate(date: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(date);
}

function utcNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

function utcMidnight(time: number): Date {
  return new Date(Math.floor(time / DAY_MS) * DAY_MS);
}

function daysOf(items: readonly WeekItem[], now: string, zone: string, scope: 'mine' | 'everyone' = 'mine') {
  return weekDays(items, { now: new Date(now), zone, scope }).map(
    ({ key, offset, items: its }) => [key, offset, its.map(({ id }) => id)] as const,
  );
}

describe('the days of a week', () => {
  it('are the latest first, with their items latest first, and today even when it is empty', () => {
    const items = [
      meeting('2026-11-28T09:00:00Z', { id: 1 }),
      meeting('2026-12-02T09:00:00Z', { id: 2 }),
      meeting('2026-11-28T15:00:00Z', { id: 3 }),
    ];
    expect(daysOf(items, '2026-11-30T12:00:00Z', 'UTC')).toEqual([
      ['2026-12-02', 2, [2]],
      ['2026-11-30', 0, []],
      ['2026-11-28', -2, [3, 1]],
    ]);
  });

  it('go across a week-end and across the end of a month and a year', () => {
    const items = [meeting('2026-12-31T23:30:00Z', { id: 1 }), meeting('2027-01-01T00:30:00Z', { id: 2 })];
    expect(daysOf(items, '2027-01-03T12:00:00Z', 'UTC')).toEqual([
      ['2027-01-03', 0, []],
      ['2027-01-01', -2, [2]],
      ['2026-12-31', -3, [1]],
    ]);
  });

  it('reach from 14 days back to 7 days ahead, both included', () => {
    const items = [noon('01', 1), noon('02', 2), noon('23', 3), noon('24', 4)];
    expect(daysOf(items, '2026-11-16T00:00:00Z', 'UTC').map(([key]) => key)).toEqual([
      '2026-11-23',
      '2026-11-16',
      '2026-11-02',
    ]);
  });

  it.each([
    ['Europe/Berlin', '2026-11-30'],
    ['America/Los_Angeles', '2026-11-29'],
    ['Pacific/Kiritimati', '2026-11-30'],
  ])('are those of %s', (zone, key) => {
    const items = [meeting('2026-11-30T01:00:00Z')];
    expect(daysOf(items, '2026-11-30T01:00:00Z', zone)).toEqual([[key, 0, [1]]]);
  });

  it('keep apart what lies before and after midnight where the clock changes', () => {
    // In Berlin, 25 October 2026 has 25 hours: from 22:00 UTC on the 24th to 23:00 UTC on the 25th.
    const times = [
      '2026-10-24T21:59:00Z',
      '2026-10-24T22:00:00Z',
      '2026-10-25T22:59:00Z',
      '2026-10-25T23:00:00Z',
    ];
    const items = times.map((time, index) => meeting(time, { id: index }));
    expect(daysOf(items, '2026-10-26T12:00:00Z', 'Europe/Berlin')).toEqual([
      ['2026-10-26', 0, [3]],
      ['2026-10-25', -1, [2, 1]],
      ['2026-10-24', -2, [0]],
    ]);
  });

  it('begin after the change where the clock skips midnight', () => {
    // In Santiago, 6 September 2026 begins at 01:00, which is 04:00 UTC.
    const items = [meeting('2026-09-06T03:59:00Z', { id: 1 }), meeting('2026-09-06T04:00:00Z', { id: 2 })];
    const days = weekDays(items, {
      now: new Date('2026-09-06T12:00:00Z'),
      zone: 'America/Santiago',
      scope: 'mine',
    });
    expect(days.map(({ key, start }) => [key, start.toISOString()])).toEqual([
      ['2026-09-06', '2026-09-06T04:00:00.000Z'],
      ['2026-09-05', '2026-09-05T04:00:00.000Z'],
    ]);
  });

  it('show an event of a whole day on its date in every zone', () => {
    const items = [meeting('2026-11-30T00:00:00Z', { allDay: true, end: new Date('2026-12-01T00:00:00Z') })];
    for (const zone of zones)
      expect(daysOf(items, '2026-11-28T12:00:00Z', zone).map(([key]) => key)).toContain('2026-11-30');
  });

  it('leave out the meetings of others unless everyone’s are asked for', () => {
    const items = [meeting('2026-11-30T09:00:00Z', { isMine: false })];
    expect(daysOf(items, '2026-11-30T12:00:00Z', 'UTC')).toEqual([['2026-11-30', 0, []]]);
    expect(daysOf(items, '2026-11-30T12:00:00Z', 'UTC', 'everyone')).toEqual([['2026-11-30', 0, [1]]]);
  });
});

describe('for any meetings, moment and zone', () => {
  const base = Date.parse('2026-06-15T00:00:00Z');
  const cases = fc.record({
    zone: fc.constantFrom(...zones),
    now: fc.integer({ min: base - 200 * DAY_MS, max: base + 200 * DAY_MS }),
    offsets: fc.array(
      fc.oneof(
        fc.integer({ min: -20 * DAY_MS, max: 12 * DAY_MS }),
        // Within minutes of a local midnight or of an end of the days.
        fc
          .tuple(fc.integer({ min: -16, max: 10 }), fc.integer({ min: -3, max: 3 }))
          .map(([days, minutes]) => days * DAY_MS + minutes * 60_000),
      ),
      { maxLength: 60 },
    ),
  });

  it('each meeting of the days is on its local date, once, and no other is there', () => {
    fc.assert(
      fc.property(cases, ({ zone, now, offsets }) => {
        const items = offsets.map((offset, id) => meeting(now + offset, { id }));
        const days = weekDays(items, { now: new Date(now), zone, scope: 'mine' });
        const today = utcNumber(localDate(new Date(now), zone));
        const expected = items.flatMap(({ id, start }) => {
          const day = localDate(start, zone);
          const offset = utcNumber(day) - today;
          return offset >= -DAYS_BACK && offset <= DAYS_AHEAD ? [`${day} ${id}`] : [];
        });
        const shown = days.flatMap(({ key, items: its }) => its.map(({ id }) => `${key} ${id}`));
        expect(shown.toSorted()).toEqual(expected.toSorted());
        const starts = days.map(({ start }) => start.getTime());
        expect(starts).toEqual(starts.toSorted((a, b) => b - a));
        for (const { items: its } of days) {
          const times = its.map(({ start }) => start.getTime());
          expect(times).toEqual(times.toSorted((a, b) => b - a));
        }
        expect(days.filter(({ offset }) => offset === 0)).toHaveLength(1);
      }),
    );
  });

  it('what is shown was within the span that is read', () => {
    fc.assert(
      fc.property(cases, ({ zone, now, offsets }) => {
        const { from, to } = weekSpan(new Date(now), zone);
        const items = offsets.map((offset, id) =>
          meeting(now + offset, {
            id,
            ...(id % 3 === 0 && { allDay: true, start: utcMidnight(now + offset) }),
          }),
        );
        const shown = weekDays(items, { now: new Date(now), zone, scope: 'mine' }).flatMap(
          (day) => day.items,
        );
        expect(shown.filter(({ start }) => start < from || start >= to)).toEqual([]);
      }),
    );
  });
});

describe('a meeting without a note', () => {
  const at = { now: new Date('2026-11-30T12:00:00Z'), zone: 'America/Los_Angeles' };
  const start = '2026-11-30T11:30:00Z';

  it('is one that is over', () => {
    expect(isOver(meeting(start), at)).toBe(true);
    expect(isOver(meeting(start, { end: new Date(at.now.getTime() + 1) }), at)).toBe(false);
    expect(isOver(meeting(start, { end: at.now }), at)).toBe(true);
    expect(isOver(meeting(at.now.getTime() + HOUR), at)).toBe(false);
  });

  it('is one of a whole day only when the day is over where the user is', () => {
    const day = { allDay: true, end: new Date('2026-11-30T00:00:00Z') };
    expect(isOver(meeting('2026-11-29T00:00:00Z', day), at)).toBe(true);
    const night = { now: new Date('2026-11-30T05:00:00Z'), zone: at.zone };
    expect(isOver(meeting('2026-11-29T00:00:00Z', day), night)).toBe(false);
  });

  it('is told by type and id', () => {
    const items = [meeting(start, { id: 7 }), meeting(start, { id: 7, type: 1 }), meeting(start, { id: 8 })];
    const noted = new Set([interactionKey({ type: 1, id: 7 }), interactionKey({ type: 0, id: 8 })]);
    expect(withoutNote(items, noted, at)).toEqual([items[0]]);
  });
});
