import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarAge, calendarDays } from '../../src/dates/calendarAge.ts';
import { wallTimeAt } from '../../src/dates/wallTime.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Australia/Lord_Howe',
];

const instant = fc.date({
  min: new Date('1969-06-01T00:00:00Z'),
  max: new Date('2040-01-01T00:00:00Z'),
  noInvalidDate: true,
});

const dayIn = (date: Date, zone: string): string => {
  const { year, month, day } = wallTimeAt(date, zone);
  return `${year}-${month}-${day}`;
};

describe('the days between two instants', () => {
  it.each([
    ['a minute around midnight is one day', '2026-11-29T22:59:30Z', '2026-11-29T23:00:30Z', 1],
    ['a whole day of 24 hours is one day', '2026-11-28T10:00:00Z', '2026-11-29T10:00:00Z', 1],
    ['the day of 23 hours is one day', '2026-03-28T23:30:00Z', '2026-03-29T22:30:00Z', 1],
    ['the day of 25 hours is one day', '2026-10-24T22:30:00Z', '2026-10-25T22:30:00Z', 0],
    ['25 hours from midnight to midnight', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 1],
    ['the leap day counts', '2024-02-28T12:00:00Z', '2024-03-01T12:00:00Z', 2],
    ['a moment ahead is negative', '2026-12-03T12:00:00Z', '2026-11-30T12:00:00Z', -3],
    ['before 1970', '1969-12-31T12:00:00Z', '1970-01-02T12:00:00Z', 2],
  ])('%s', (_title, from, to, days) => {
    expect(calendarDays(new Date(from), new Date(to), 'Europe/Berlin')).toBe(days);
  });

  it('depend on the zone', () => {
    const [from, to] = [new Date('2026-11-29T21:30:00Z'), new Date('2026-11-29T23:30:00Z')];
    expect(calendarDays(from, to, 'Europe/Berlin')).toBe(1);
    expect(calendarDays(from, to, 'UTC')).toBe(0);
  });

  it('are 0 exactly on one day of the zone’s calendar, add up, and turn around', () => {
    fc.assert(
      fc.property(instant, instant, instant, fc.constantFrom(...zones), (one, two, three, zone) => {
        const days = calendarDays(one, two, zone);
        expect(Number.isInteger(days)).toBe(true);
        expect(days === 0).toBe(dayIn(one, zone) === dayIn(two, zone));
        expect(days + calendarDays(two, three, zone)).toBe(calendarDays(one, three, zone));
        expect(calendarDays(two, one, zone) + days).toBe(0);
      }),
    );
  });
});

describe('the age of something', () => {
  it.each([
    [0, 'day', 0],
    [1, 'day', 1],
    [59, 'day', 59],
    [60, 'month', 2],
    [110, 'month', 4],
    [400, 'month', 13],
    [715, 'month', 23],
    [716, 'year', 2],
    [1095, 'year', 2],
    [1096, 'year', 3],
    [-3, 'day', -3],
    [-90, 'month', -3],
  ])('of %d days is told in a unit of %s', (days, unit, count) => {
    expect(calendarAge(days)).toEqual({ unit, count });
  });

  it('never shrinks as the days grow', () => {
    const inDays = { day: 1, month: 30, year: 365 };
    const sizes = Array.from({ length: 4000 }, (_, days) => {
      const { unit, count } = calendarAge(days);
      return inDays[unit] * count;
    });
    expect(sizes).toEqual(sizes.toSorted((one, other) => one - other));
  });
});
