import { describe, expect, it } from 'vitest';
import type { Interaction, Person } from '../../src/affinity/index.ts';
import { InteractionRows } from '../../src/history/interactionRows.ts';
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

function rowsOf(...interactions: readonly Interaction[]): readonly Interaction[] {
  const rows = new InteractionRows();
  for (const one of interactions) rows.put(one);
  return rows.items;
}

describe('the people of many rows', () => {
  it('are shared, whichever field they are in', () => {
    const [other, one] = rowsOf(
      interaction({ persons: [jane()], from: jane() }),
      interaction({ id: 2, to: [jane()], cc: [jane()] }),
    );
    const people = [...(one?.persons ?? []), one?.from, ...(other?.to ?? []), ...(other?.cc ?? [])];
    expect(people).toHaveLength(4);
    expect(new Set(people).size).toBe(1);
    expect(one?.from).toEqual(jane());
  });

  it.each([
    ['name', { lastName: 'Doe' }],
    ['main address', { primaryEmail: 'jane@home.example' }],
    ['addresses', { emails: ['jane@acme.example'] }],
    ['side', { type: 1 }],
    ['companies', { companyIds: [1] }],
  ])('differ where their interactions do, by the %s', (_, change) => {
    const [after, before] = rowsOf(
      interaction({ persons: [jane()] }),
      interaction({ id: 2, persons: [{ ...jane(), ...change }] }),
    );
    expect(after?.persons).toEqual([{ ...jane(), ...change }]);
    expect(before?.persons).toEqual([jane()]);
  });

  it('are shared by all rows of a timeline', async () => {
    const { timelines, records } = affinityWith(daily(20));
    const timeline = timelines.of(records.company, 0);
    await timeline.load();
    await timeline.refresh();
    expect(timeline.state.items).toHaveLength(20);
    expect(new Set(timeline.state.items.flatMap(({ persons }) => persons)).size).toBe(2);
  });
});
