import { expect, it, vi } from 'vitest';
import { itemsOf } from '../../../src/editor/search/foundItems.ts';
import type { FoundInteraction } from '../../../src/editor/search/searchTasks.ts';
import { affinityWith, daysAgo } from '../../history/affinityWith.ts';
import { interaction } from '../../history/interaction.ts';

it('takes found interactions from filtered lists and kept histories, without a request', async () => {
  const { timelines, records, sandbox } = affinityWith(
    [1, 2].map((days) => ({ type: 1, date: daysAgo(days), byHand: true })),
  );
  const { company } = records;
  const manual = timelines.of(company, 1, { manualOnly: true });
  await manual.load();
  const loaded = manual.state.items.map(({ id }) => id);
  expect(loaded).toHaveLength(2);
  sandbox.clearRequests();
  const kept = interaction({ id: 9001, type: 1, title: 'Kept' });
  const read = vi.fn<() => Promise<never>>(async () => Promise.reject(new Error('It made a request.')));
  const session = {
    followed: { current: [company] },
    timelines,
    histories: { kept: async () => Promise.resolve({ interactions: [{ ...kept, text: 'Its text.' }] }) },
    reader: { interaction: read },
  } as unknown as Parameters<typeof itemsOf>[0];
  const found = (id: number) =>
    ({ type: 1, id, records: [`company:${String(company.id)}`] }) as unknown as FoundInteraction;
  const { items, leftOut } = await itemsOf(session, [...loaded, 9001, 9002].map(found));
  expect(items.map((one) => [one.interaction.id, one.text])).toEqual([
    ...loaded.map((id) => [id, undefined]),
    [9001, 'Its text.'],
  ]);
  expect(leftOut).toBe(1);
  expect(read).not.toHaveBeenCalled();
  expect(sandbox.requests).toEqual([]);
});
