import { describe, expect, it } from 'vitest';
import { filterCommands } from '../../../src/editor/commands/filterCommands.ts';
import type { Sessions } from '../../../src/editor/session/sessions.ts';
import { InteractionTree } from '../../../src/editor/tree/interactionTree.ts';
import type { Row } from '../../../src/editor/tree/row.ts';
import { recordRow, typeRow } from '../../../src/history/historyRow.ts';
import { affinityWith, daily } from '../../history/affinityWith.ts';
import { eventually } from '../../support/eventually.ts';
import { noOpenings } from '../support/noOpenings.ts';

const loaded = ['interaction', 'interaction', 'interaction', 'last'];

const notLoaded = ['last'];

/** A tree above a company with three meetings. Some rows may have been expanded before the start. */
function startedTree(...expandedBefore: readonly ('record' | 'type')[]) {
  const affinity = affinityWith(daily(3));
  const { timelines, records } = affinity;
  const record = recordRow('me', records.company);
  const meetings = typeRow(record, 0);
  const expanded = stored(expandedBefore.map((kind) => (kind === 'type' ? meetings : record).id));
  const drafts = { drafts: [] as unknown[], ...event() };
  const session = {
    name: 'me',
    ready: Promise.resolve(),
    timelines,
    openings: noOpenings,
    followed: stored([records.company]),
    order: stored('name'),
    filter: stored({}),
    expanded,
  };
  const sessions = {
    current: session,
    ready: Promise.resolve(),
    onDidChange: event().listen,
  } as unknown as Sessions;
  const tree = new InteractionTree(
    sessions,
    {
      drafts: drafts.drafts as never[],
      onDidChangeDrafts: drafts.listen,
    },
    { quietAfterDays: 0, onDidChangeQuietAfterDays: event().listen },
  );
  const redrawn: string[] = [];
  tree.onDidChangeTreeData((row) => redrawn.push(row?.kind ?? 'all'));
  const kinds = async (): Promise<readonly string[]> =>
    (await tree.getChildren(meetings)).map(({ kind }) => kind);
  const report = (row: Row): void => {
    expanded.current = [...new Set([...expanded.current, row.id])];
    tree.didExpand(row);
  };
  /** The editor draws all that it shows, from the top. */
  const draw = async (): Promise<readonly string[]> => {
    await tree.getChildren();
    await tree.getChildren(record);
    return kinds();
  };
  return { ...affinity, tree, sessions, session, record, meetings, kinds, report, draw, drafts, redrawn };
}

function event() {
  const listeners: (() => void)[] = [];
  const listen = (listener: () => void) => {
    listeners.push(listener);
    return { dispose: () => undefined };
  };
  const fire = (): void => {
    for (const listener of listeners) listener();
  };
  return { listen, fire };
}

function stored<Value>(current: Value) {
  const { listen, fire } = event();
  const value = {
    current,
    onDidChange: listen,
    update: async (change: (before: Value) => Value): Promise<void> => {
      value.current = change(value.current);
      fire();
    },
  };
  return value;
}

describe('a type that the user expands', () => {
  it('loads one page, in either order of the editor’s calls', async () => {
    const before = startedTree('record');
    const rows = before.kinds();
    await new Promise((resolve) => setTimeout(resolve, 5));
    before.report(before.meetings);
    expect(await rows).toEqual(loaded);
    expect(before.pages()).toHaveLength(1);
    const after = startedTree('record');
    after.report(after.meetings);
    expect(await after.kinds()).toEqual(loaded);
    expect(after.pages()).toHaveLength(1);
  });

  it('isn’t loaded when the editor only requests its rows', async () => {
    const { kinds, pages } = startedTree('record');
    expect(await kinds()).toEqual(notLoaded);
    expect(pages()).toEqual([]);
  });
});

describe('a type that was expanded before the start and isn’t loaded', () => {
  it('makes no request when it is drawn, or when a draft is added or removed', async () => {
    const { draw, drafts, sandbox, redrawn } = startedTree('record', 'type');
    expect(await draw()).toEqual(notLoaded);
    drafts.drafts.push({ kind: 'draft', id: 'one', label: '', description: '', tooltip: '', state: 'open' });
    drafts.fire();
    expect(redrawn).toContain('all');
    expect(await draw()).toEqual(notLoaded);
    expect(sandbox.requests).toEqual([]);
  });

  it('is loaded by a refresh of everything, of its record and of itself', async () => {
    for (const row of [undefined, 'record', 'meetings'] as const) {
      const started = startedTree('record', 'type');
      await started.draw();
      await started.tree.refresh(row && started[row]);
      expect(await started.kinds()).toEqual(loaded);
      expect(started.pages()).toHaveLength(1);
    }
  });

  it('is loaded when it is collapsed and expanded, but not because of a new draft', async () => {
    const { draw, drafts, kinds, meetings, pages, redrawn, report, session } = startedTree('record', 'type');
    await draw();
    session.expanded.current = session.expanded.current.filter((id) => id !== meetings.id);
    drafts.fire();
    expect(pages()).toEqual([]);
    report(meetings);
    expect(redrawn.at(-1)).toBe('last');
    await eventually(() => expect(redrawn.at(-1)).toBe('type'));
    expect(await kinds()).toEqual(loaded);
    expect(pages()).toHaveLength(1);
  });

  it('stays as it is when its record is collapsed during a refresh', async () => {
    const { draw, kinds, sandbox, tree } = startedTree('type');
    await draw();
    await tree.refresh(undefined);
    expect(await kinds()).toEqual(notLoaded);
    expect(sandbox.requests).toEqual([]);
  });
});

describe('a filter', () => {
  it('that a command clears reloads only the expanded types that were loaded', async () => {
    const { kinds, meetings, pages, report, session, sessions, record } = startedTree('record');
    await session.filter.update(() => ({ manualOnly: true }));
    report(meetings);
    expect(await kinds()).toEqual(['last']);
    session.expanded.current = [...session.expanded.current, typeRow(record, 1).id];
    await filterCommands(sessions).clearFilter();
    expect(await kinds()).toEqual(loaded);
    expect(pages().map(({ query }) => query['logging_type'])).toEqual(['1', undefined]);
  });

  it('that another window has changed makes no request', async () => {
    const { kinds, meetings, pages, report, session } = startedTree('record');
    report(meetings);
    expect(await kinds()).toEqual(loaded);
    await session.filter.update(() => ({ manualOnly: true }));
    expect(await kinds()).toEqual(notLoaded);
    expect(pages()).toHaveLength(1);
  });
});
