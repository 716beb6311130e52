import { beforeEach, describe, expect, it } from 'vitest';
import { QuickInputButtons } from 'vscode';
import { listInteractions } from '../../../src/editor/pick/listInteractions.ts';
import { testClient } from '../../affinity/testClient.ts';
import { eventually } from '../../support/eventually.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import { seen } from '../support/vscodeStandIn.ts';

const acme = { kind: 'company', id: 7, name: 'Acme Robotics' } as const;

// Another file may have left its inputs.
beforeEach(() => {
  seen.inputs.length = 0;
});

/** Begun from the palette, or from the row of a record. */
async function listing(preset?: { readonly record: typeof acme; readonly type?: 0 | 1 | 2 | 3 }) {
  const found = { organizations: [{ id: 7, name: 'Acme Robotics' }], persons: [], opportunities: [] };
  const server = await scriptedServer(() => ({ body: found }));
  const client = testClient(server);
  const session = { connection: { client }, followed: { current: [] }, source: client };
  return listInteractions(session as never, preset);
}

/** The input with this number, counted from 1, once it is shown: before that it may not listen yet. */
async function open(count: number) {
  return await eventually(() => {
    expect(seen.inputs).toHaveLength(count);
    const input = seen.inputs.at(-1);
    if (input?.isOpen !== true) throw new Error('Nothing is open.');
    return input;
  });
}

describe('Back in the steps of a list', () => {
  it('shows the search again with its text and results', async () => {
    const chosen = listing();
    const search = await open(1);
    search.type('acme');
    await eventually(() => search.choose('Acme Robotics'));
    (await open(2)).press(QuickInputButtons.Back);
    const again = await open(3);
    expect(again.value).toBe('acme');
    await eventually(() => expect(again.items).toMatchObject([{ label: 'Acme Robotics' }]));
    again.choose('Acme Robotics');
    (await open(4)).hide();
    expect(await chosen).toBeUndefined();
  });

  it('leads from a record to an empty search', async () => {
    const chosen = listing({ record: acme });
    (await open(1)).press(QuickInputButtons.Back);
    const search = await open(2);
    expect(search.value).toBe('');
    search.hide();
    expect(await chosen).toBeUndefined();
  });

  it('preselects the type that was chosen before', async () => {
    const chosen = listing({ record: acme, type: 2 });
    (await open(1)).press(QuickInputButtons.Back);
    const types = await open(2);
    expect(types.activeItems).toMatchObject([{ label: 'Chat messages' }]);
    types.hide();
    expect(await chosen).toBeUndefined();
  });

  it('still works after Enter without a match', async () => {
    const chosen = listing({ record: acme });
    const types = await open(1);
    types.activeItems = [];
    types.accept();
    types.press(QuickInputButtons.Back);
    (await open(2)).hide();
    expect(await chosen).toBeUndefined();
  });

  it('leads from the custom dates to the ranges, and keeps the dates', async () => {
    const chosen = listing({ record: acme, type: 1 });
    (await open(1)).choose('Custom range…');
    const days = await open(2);
    expect([days.step, days.totalSteps]).toEqual([3, 4]);
    days.type('2024-01-01 2024-13-01');
    days.accept();
    await eventually(() => expect(days.validationMessage).toContain('two valid dates'));
    days.press(QuickInputButtons.Back);
    const spans = await open(3);
    expect(spans.activeItems).toMatchObject([{ label: 'Custom range…' }]);
    spans.choose('Custom range…');
    const again = await open(4);
    expect(again.value).toBe('2024-01-01 2024-13-01');
    again.hide();
    expect(await chosen).toBeUndefined();
  });
});
