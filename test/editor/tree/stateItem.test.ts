import { expect, it } from 'vitest';
import { stateItem } from '../../../src/editor/tree/stateItem.ts';
import { recordRow, stateRow, typeRow } from '../../../src/history/historyRow.ts';
import { affinityWith, daysAgo } from '../../history/affinityWith.ts';

it('the last row names three empty years, loads on a click, and then names the older rows', async () => {
  const { timelines, records, pages } = affinityWith([{ type: 1, date: daysAgo(365 * 5) }]);
  const timeline = timelines.of(records.opportunity, 1);
  const row = stateRow(typeRow(recordRow('me', records.opportunity), 1), 'last');
  const drawn = () => stateItem(row, timeline.state, { filtered: false });
  await timeline.load();
  expect(pages()).toHaveLength(3);
  expect(drawn()).toMatchObject({
    label: 'Nothing between 2022 and 2025',
    description: 'load older…',
    tooltip: 'Nothing between 21 Nov 2022 and 20 Nov 2025',
    accessibilityInformation: { label: 'Nothing between 21 Nov 2022 and 20 Nov 2025, load older…' },
    command: { command: 'affinity.loadOlder', arguments: [row] },
  });
  await timeline.loadOlder();
  expect(pages()).toHaveLength(5);
  expect(drawn()).toMatchObject({
    label: 'Load older…',
    accessibilityInformation: {
      label: expect.stringMatching(/^Load older…, before \d+ \w+ 2020$/) as unknown,
    },
    command: { command: 'affinity.loadOlder', arguments: [row] },
  });
});
