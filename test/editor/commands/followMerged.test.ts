import { expect, it, vi } from 'vitest';
import { AffinityError } from '../../../src/affinity/index.ts';
import { followCommands } from '../../../src/editor/commands/followCommands.ts';
import { stateItem } from '../../../src/editor/tree/stateItem.ts';
import { explain } from '../../../src/editor/words/explain.ts';
import type { FollowedRecords } from '../../../src/history/followedRecords.ts';
import type { StateRow } from '../../../src/history/historyRow.ts';
import type { TimelineState } from '../../../src/history/timelineState.ts';

const acme = { kind: 'company', id: 1, name: 'Acme' } as const;
const row: StateRow = { kind: 'last', id: '7/company:1/meeting/last', record: acme, type: 0 };

function failedItem(details: string[]) {
  const error = new AffinityError({ kind: 'invalid-request', message: '', method: 'GET', path: '', details });
  const rest = { items: [], unreadable: 0, allLoaded: false, canLookFurtherBack: false, restored: false };
  const state: TimelineState = { status: 'failed', failure: { error, during: 'load' }, ...rest };
  return stateItem(row, state, { filtered: false, explanation: explain(error) });
}

it('follows the record that a followed one was merged into, by a click on the row that says so', async () => {
  const item = failedItem(['Organization 1 has been merged into 22']);
  expect(item.description).toBe('click to follow that one instead');
  expect(item.command?.command).toBe('affinity.follow');

  let followed: FollowedRecords = [acme];
  const update = async (change: (list: FollowedRecords) => FollowedRecords) => {
    followed = change(followed);
  };
  const get = vi.fn<(id: number) => Promise<object>>(async (id) => ({ id, name: 'Acme Robotics' }));
  const session = {
    connection: { client: { companies: { get }, persons: {} } },
    followed: { update },
    forgetRecord: vi.fn<() => Promise<void>>(async () => undefined),
  };
  const reveal = vi.fn<(record: object) => Promise<void>>(async () => undefined);
  const sessions = { ready: Promise.resolve(), current: session };
  const { follow } = followCommands(sessions as never, { reveal } as never);
  await follow(item.command?.arguments?.[0], undefined);
  expect(get.mock.calls).toEqual([[22]]);
  expect(followed).toEqual([{ kind: 'company', id: 22, name: 'Acme Robotics' }]);
  expect(reveal).toHaveBeenCalledWith({ kind: 'company', id: 22, name: 'Acme Robotics' });
  expect(session.forgetRecord).toHaveBeenCalledWith(acme);
});

it('offers a retry for every other refusal', () => {
  const item = failedItem(['Field organization_id: expected 1 to be a valid id']);
  expect(item.description).toBe('click to retry');
  expect(item.command?.command).toBe('affinity.retry');
});
