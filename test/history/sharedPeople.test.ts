import { describe, expect, it } from 'vitest';
import type { Person } from '../../src/affinity/index.ts';
import { SharedPeople } from '../../src/history/sharedPeople.ts';
import { affinityWith, daily } from './affinityWith.ts';
import { interaction } from './interaction.ts';

const jane = (): Person => ({
  id: 7,
  type: 0,
  firstName: 'Jane',
  lastName: 'Roe',
  primaryEmail: 'jane@acme.example',
  emails: ['jane@acme.example', 'jane@home.example'],
});

describe('the people of many interactions', () => {
  it('are kept once, in whatever part they take', () => {
    const people = new SharedPeople();
    const one = people.shared(interaction({ persons: [jane()], from: jane() }));
    const other = people.shared(interaction({ id: 2, to: [jane()], cc: [jane()] }));
    expect(new Set([...one.persons, one.from, ...other.to, ...other.cc]).size).toBe(1);
    expect(one.from).toEqual(jane());
  });

  it.each([
    ['name', { lastName: 'Doe' }],
    ['main address', { primaryEmail: 'jane@home.example' }],
    ['addresses', { emails: ['jane@acme.example'] }],
    ['side', { type: 1 }],
    ['companies', { companyIds: [1] }],
  ])('are each as their interaction tells them, also after a change of the %s', (_, change) => {
    const people = new SharedPeople();
    const before = people.shared(interaction({ persons: [jane()] }));
    const after = people.shared(interaction({ persons: [{ ...jane(), ...change }] }));
    expect(after.persons).toEqual([{ ...jane(), ...change }]);
    expect(before.persons).toEqual([jane()]);
  });

  it('are one object in all rows of a timeline', async () => {
    const { timelines, records } = affinityWith(daily(20));
    const timeline = timelines.of(records.company, 0);
    await timeline.load();
    await timeline.refresh();
    expect(timeline.state.items).toHaveLength(20);
    expect(new Set(timeline.state.items.flatMap(({ persons }) => persons)).size).toBe(2);
  });
});
