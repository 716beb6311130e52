import { expect, it } from 'vitest';
import type { V2Meeting } from '../../src/affinity/index.ts';
import { weekItem } from '../../src/week/weekItem.ts';

const attendee = (id: number, firstName: string, type: 'internal' | 'external') => ({
  person: { id, firstName, type },
});

it('names people outside of the firm first and the user last', () => {
  const event: V2Meeting = {
    type: 'meeting',
    id: 1,
    title: 'Partners only',
    startTime: new Date('2026-11-29T13:00:00Z'),
    allDay: false,
    people: [
      attendee(1, 'Ann', 'internal'),
      attendee(2, 'Ben', 'internal'),
      attendee(11, 'Jane', 'external'),
    ],
    peopleTotal: 3,
  };
  const { people } = weekItem(event, { id: 1 });
  expect(people.map(({ name }) => name)).toEqual(['Jane', 'Ben', 'Ann']);
});
