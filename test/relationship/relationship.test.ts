import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interaction } from '../../src/affinity/index.ts';
import { wallTimeAt } from '../../src/dates/wallTime.ts';
import { typeIds } from '../../src/model/interactionTypes.ts';
import { monthScale } from '../../src/relationship/monthScale.ts';
import { relationship } from '../../src/relationship/relationship.ts';
import type { RelationshipOptions } from '../../src/relationship/relationship.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Amman',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/St_Johns',
];
const now = new Date('2026-11-30T10:00:00Z');
const people = [
  { id: 1, type: 1, firstName: 'Ann', emails: [] },
  { id: 2, type: 0, firstName: 'Bob', emails: [] },
  { id: 3, type: 2, firstName: 'Cat', emails: [] },
  { id: 4, emails: [] },
];
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const orUndefined = (moment: number): number | undefined => (Number.isFinite(moment) ? moment : undefined);

const interactions = fc.uniqueArray(
  fc.record({
    id: fc.nat(500),
    type: fc.constantFrom(...typeIds),
    date: fc.oneof(
      fc.date({ min: new Date('2000-02-01'), max: new Date('2027-06-01'), noInvalidDate: true }),
      // Around the joints of months, the leap day and clock changes.
      fc
        .record({ year: fc.integer({ min: 2001, max: 2026 }), month: fc.nat(11), ms: fc.integer() })
        .map(({ year, month, ms }) => new Date(Date.UTC(year, month, 1) + (ms % 100_000_000))),
    ),
    persons: fc.subarray(people),
  }),
  { selector: ({ type, id }) => `${String(type)}:${String(id)}`, maxLength: 60 },
);

describe('months', () => {
  it('follow one another without a gap, and each instant falls into the month that its clock shows', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), interactions, (zone, some) => {
        const scale = monthScale(new Date('2000-01-15T00:00:00Z'), new Date('2027-06-15T00:00:00Z'), zone);
        expect(scale.months).toHaveLength(27 * 12 + 6);
        for (const { date } of some) {
          const index = scale.indexOf(date);
          const { year, month } = wallTimeAt(date, zone);
          expect(index === undefined ? undefined : scale.months[index]).toMatchObject({ year, month });
        }
      }),
    );
  });

  it('begin at the first instant that the zone shows of them', () => {
    for (const zone of zones) {
      for (const { start, year, month } of monthScale(new Date('2000-01-15'), now, zone).months) {
        expect(wallTimeAt(start, zone)).toMatchObject({ year, month, day: 1 });
        const before = wallTimeAt(new Date(start.getTime() - 1), zone);
        expect(before.year * 12 + before.month).toBe(year * 12 + month - 1);
      }
    }
  });
});

describe('a relationship', () => {
  it('counts each interaction in one cell, or as planned, whatever the zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), interactions, (zone, some) => {
        const all = some.map((one) => interactionOf(one));
        const found = relationship([...all, ...all], { now, zone });
        const inCells = sum(found.types.flatMap(({ cells }) => cells.map(({ length }) => length)));
        expect(inCells + found.older).toBe(found.total);
        expect(found.total + found.planned).toBe(all.length);
        expect(found.planned).toBe(all.filter(({ date }) => date > now).length);
        expect(sum(found.types.map(({ total }) => total))).toBe(found.total);
        for (const { type, cells, plannedCells } of found.types) {
          cells.forEach((cell, index) => {
            for (const one of [...cell, ...(plannedCells[index] ?? [])]) {
              expect(one.type).toBe(type);
              expect(wallTimeAt(one.date, zone)).toMatchObject({
                year: found.months[index]?.year,
                month: found.months[index]?.month,
              });
            }
          });
        }
        for (const { total, byType } of [...found.colleagues, ...found.contacts])
          expect(sum(Object.values(byType))).toBe(total);
      }),
    );
  });

  it('knows the first, the last and the next moment', () => {
    fc.assert(
      fc.property(interactions, (some) => {
        const all = some.map((one) => interactionOf(one));
        const { first, last, next } = relationship(all, { now, zone: 'UTC' });
        const past = all.map(({ date }) => date.getTime()).filter((moment) => moment <= now.getTime());
        const ahead = all.map(({ date }) => date.getTime()).filter((moment) => moment > now.getTime());
        expect(first?.date.getTime()).toBe(orUndefined(Math.min(...past)));
        expect(last?.date.getTime()).toBe(orUndefined(Math.max(...past)));
        expect(next?.date.getTime()).toBe(orUndefined(Math.min(...ahead)));
      }),
    );
  });

  it('keeps colleagues and the other side apart, those with most interactions first', () => {
    const all = [
      interactionOf({ id: 1, type: 0, date: daysAgo(3), persons: people.slice(0, 2) }),
      interactionOf({ id: 2, type: 1, date: daysAgo(2), persons: people.slice(0, 3) }),
      interactionOf({ id: 3, type: 2, date: daysAgo(1), persons: people.slice(1) }),
    ];
    const { colleagues, contacts } = relationship(all, { now, zone: 'UTC' });
    expect(colleagues.map(({ person, total }) => [person.id, total])).toEqual([[1, 2]]);
    expect(contacts.map(({ person, total }) => [person.id, total])).toEqual([
      [2, 3],
      [3, 2],
      [4, 1],
    ]);
    expect(colleagues[0]).toMatchObject({ first: { id: 1 }, last: { id: 2 }, byType: { 0: 1, 1: 1 } });
  });

  it('compares the last 90 days with the 90 before', () => {
    const all = [1, 89, 91, 179, 181].map((days, id) => interactionOf({ id, type: 0, date: daysAgo(days) }));
    const [meetings] = relationship(all, { now, zone: 'UTC' }).types;
    expect(meetings).toMatchObject({ type: 0, total: 5, recent: 2, before: 2 });
  });

  it('shows the range, type and person that were chosen', () => {
    const all = [
      interactionOf({ id: 1, type: 0, date: new Date('2025-12-01T00:00:00Z'), persons: people.slice(0, 1) }),
      interactionOf({ id: 2, type: 0, date: new Date('2025-11-30T23:59:59Z'), persons: people.slice(0, 1) }),
      interactionOf({ id: 3, type: 1, date: daysAgo(5), persons: people.slice(1, 2) }),
    ];
    const shown = (options: Partial<RelationshipOptions>) =>
      relationship(all, { now, zone: 'UTC', ...options });
    expect(shown({ months: 12 })).toMatchObject({ total: 2, older: 0, first: { id: 1 } });
    expect(shown({ months: 12 }).months).toHaveLength(12);
    expect(shown({ types: new Set([1]) })).toMatchObject({ total: 1, types: [{ type: 1 }] });
    expect(shown({ personId: 1 })).toMatchObject({ total: 2, contacts: [] });
  });

  it.each([
    ['none', [], { total: 0, planned: 0, months: [{ year: 2026, month: 11 }] }],
    ['one', [daysAgo(40)], { total: 1, planned: 0 }],
    ['only planned ones', [daysAgo(-3), daysAgo(-40)], { total: 0, planned: 2, last: undefined }],
    ['one planned for the far future', [new Date('9999-12-31T00:00:00Z')], { total: 0, planned: 1 }],
    ['one from before 1970', [new Date('1901-01-01T00:00:00Z')], { total: 1, older: 1 }],
  ])('is drawn for %s', (_, dates, expected) => {
    const all = dates.map((date, id) => interactionOf({ id, type: 0, date }));
    const found = relationship(all, { now, zone: 'Europe/Berlin' });
    expect(found).toMatchObject(expected);
    expect(found.months.length).toBeLessThanOrEqual(27 * 12 + 13);
  });

  it('leaves out a type that the extension does not know', () => {
    expect(
      relationship([interactionOf({ id: 1, type: 9, date: daysAgo(1) })], { now, zone: 'UTC' }).total,
    ).toBe(0);
  });
});

function daysAgo(days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}

function interactionOf(
  some: Pick<Interaction, 'id' | 'type' | 'date'> & Partial<Pick<Interaction, 'persons'>>,
): Interaction {
  return { persons: [], attendees: [], to: [], cc: [], noteIds: [], ...some };
}
