import { expect, it } from 'vitest';
import type { Sessions } from '../../../src/editor/session/sessions.ts';
import { InteractionTree } from '../../../src/editor/tree/interactionTree.ts';
import { recordRow, typeRow } from '../../../src/history/historyRow.ts';
import { noOpenings } from '../support/noOpenings.ts';

const never = () => ({ dispose: () => undefined });
const setting = { quietAfterDays: 0, onDidChangeQuietAfterDays: never };

it('an expanded type in a collapsed record is refreshed once, when the record is expanded', async () => {
  const record = { kind: 'company', id: 1, name: 'Acme' } as const;
  const row = recordRow('us', record);
  const refreshed: number[] = [];
  const of = (_record: unknown, type: number) => ({
    state: { status: 'loaded', restored: false },
    refresh: async () => refreshed.push(type),
  });
  const stored = (current: unknown) => ({ current, onDidChange: never });
  const current = {
    name: 'us',
    ready: Promise.resolve(),
    openings: noOpenings,
    timelines: { of, onDidChange: never, bounds: { known: () => undefined, onDidChange: never } },
    followed: stored([record]),
    order: stored('name'),
    filter: stored({}),
    expanded: stored([typeRow(row, 1).id]),
  };
  const sessions = { current, ready: Promise.resolve(), onDidChange: never } as unknown as Sessions;
  const tree = new InteractionTree(sessions, { drafts: [], onDidChangeDrafts: never }, setting);
  const [shown] = await tree.getChildren();
  if (shown === undefined) expect.unreachable();
  await tree.getChildren(shown);
  await tree.refresh(undefined);
  expect(refreshed).toEqual([]);
  tree.didExpand(shown);
  tree.didExpand(shown);
  expect(refreshed).toEqual([1]);
});
