import { expect, it } from 'vitest';
import { interactionKey } from '../../src/model/interactionRef.ts';
import { itemsToNote } from '../../src/week/itemsToNote.ts';
import type { WeekItem } from '../../src/week/weekItem.ts';

const HOUR = 3_600_000;
const now = new Date('2026-11-30T12:00:00Z');
const at = { now, zone: 'Europe/Berlin', scope: 'mine' } as const;

function item(id: number, hours: number, more: Partial<WeekItem> = {}): WeekItem {
  const start = new Date(now.getTime() + hours * HOUR);
  return {
    type: 0,
    id,
    title: `No ${id}`,
    start,
    allDay: false,
    people: [],
    peopleTotal: 0,
    isMine: true,
    ...more,
  };
}

const items = [
  item(1, 30),
  item(2, 3),
  item(3, -2),
  item(4, -26),
  item(5, -50),
  item(6, -3, { isMine: false }),
  item(7, -24 * 40),
];
const noted = new Set([interactionKey({ type: 0, id: 4 })]);
const idsOf = (some: readonly WeekItem[]) => some.map(({ id }) => id);

it('puts those without a note first, then past ones, then those to come, and only those in the view', () => {
  const { without, others } = itemsToNote({ items, noted, knowsNotes: true }, at);
  expect(idsOf(without)).toEqual([3, 5]);
  expect(idsOf(others)).toEqual([4, 2, 1]);
});

it('names none without a note while the notes aren’t known, and follows the scope of the view', () => {
  const { without, others } = itemsToNote({ items, noted, knowsNotes: false }, { ...at, scope: 'everyone' });
  expect(without).toEqual([]);
  expect(idsOf(others)).toEqual([3, 6, 4, 5, 2, 1]);
});
