import { describe, expect, it } from 'vitest';
import { EventEmitter } from 'vscode';
import { AffinityClient } from '../../../src/affinity/index.ts';
import type { AccountSession } from '../../../src/editor/session/accountSession.ts';
import type { WeekRow } from '../../../src/editor/week/weekRow.ts';
import { WeekView } from '../../../src/editor/week/weekView.ts';
import { Timelines } from '../../../src/history/timelines.ts';
import { TestSandbox } from '../../../src/sandbox/testing/index.ts';
import { interaction } from '../../history/interaction.ts';
import { DAY, NOW, ids, smallFirm } from '../../sandbox/smallFirm.ts';
import { eventually } from '../../support/eventually.ts';
import { VirtualClock } from '../../support/virtualClock.ts';
import { seen } from '../support/vscodeStandIn.ts';

/** Took place ten days ago, and has no note. */
const partnersOnly = { type: 0, id: 1003 };

function viewOf({ wasVisible = false } = {}) {
  const clock = new VirtualClock(NOW, { sleep: 'at once' });
  const sandbox = new TestSandbox({ data: smallFirm(), clock });
  const account = (name: string, user = ids.ben): AccountSession => {
    const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch, clock });
    const identity = { user: { id: user, email: 'ben@small.example' } };
    const timelines = new Timelines(client, clock);
    return { name, account: { identity }, connection: { client }, timelines } as unknown as AccountSession;
  };
  const changed = new EventEmitter<AccountSession | undefined>();
  const sessions = { current: account('one') as AccountSession | undefined, onDidChange: changed.event };
  const memory = { get: () => wasVisible, update: () => Promise.resolve() };
  const context = { globalState: { ...memory, get: () => undefined }, workspaceState: memory } as never;
  const dragAndDrop = { dropMimeTypes: ['files'], dragMimeTypes: [] };
  const place = { zone: 'Europe/Berlin', now: () => clock.now() };
  const week = new WeekView({ sessions, context, dragAndDrop, ...place });
  const [view] = seen.treeViews.splice(0);
  if (view === undefined) throw new Error('There is no view.');
  const signIn = (session: AccountSession | undefined): void => {
    sessions.current = session;
    changed.fire(session);
  };
  return { week, view, dragAndDrop, sandbox, account, signIn, session: sessions.current as AccountSession };
}

const person = (id: number, type: number) => ({ id, type, firstName: `No ${id}`, emails: [] });

const kinds = (rows: readonly WeekRow[]): readonly string[] =>
  rows.map((row) => (row.kind === 'weekState' ? row.state : row.kind));

describe('the view of my week', () => {
  it('takes files that are dropped on it', () => {
    const { view, dragAndDrop } = viewOf();
    expect(view.options.dragAndDropController).toBe(dragAndDrop);
  });

  it('says that it isn’t loaded when the editor restores it, and asks for nothing', async () => {
    const { week, view, sandbox } = viewOf({ wasVisible: true });
    view.show(true);
    expect(kinds(await week.getChildren())).toEqual(['not-loaded']);
    expect(sandbox.requests).toEqual([]);
  });

  it('reads when the user opens it, and counts meetings without a note', async () => {
    const { week, view, sandbox } = viewOf();
    expect(sandbox.requests).toEqual([]);
    view.show(true);
    await eventually(() => expect(view.description).not.toBe(''));
    const [day] = (await week.getChildren()).filter(({ kind }) => kind === 'weekDay');
    expect(day && week.getTreeItem(day).contextValue).toBe('weekDay');
    expect(sandbox.requests.map(({ path }) => path).toSorted()).toEqual([
      '/v2/calls',
      '/v2/meetings',
      '/v2/notes',
    ]);
    expect(view.badge).toMatchObject({ value: 1 });
    view.show(false);
    view.show(true);
    expect(sandbox.requests).toHaveLength(3);
  });

  it('brings today into sight once, and opens no hidden view for it', async () => {
    const { week, view, signIn, account } = viewOf();
    view.show(true);
    await eventually(() => expect(view.revealed).toHaveLength(1));
    expect(view.revealed).toMatchObject([{ kind: 'weekDay', day: { offset: 0 } }]);
    await week.refresh();
    view.show(false);
    signIn(account('two'));
    await week.load();
    expect(view.revealed).toHaveLength(1);
  });

  it('shows nothing of an account that was signed out while its rows were loading', async () => {
    const { week, view, account, signIn } = viewOf();
    const rows = week.getChildren();
    signIn(undefined);
    expect(await rows).toEqual([]);
    expect(await week.getChildren()).toEqual([]);
    signIn(account('two'));
    const [row] = await week.getChildren();
    expect(row?.id).toBe('two/week/not-loaded');
    expect(view.description).toBe('');
  });

  it('knows a note that was added before it was opened', async () => {
    const { week, view, session } = viewOf();
    week.noteChanged(session, partnersOnly, true);
    view.show(true);
    await eventually(() => expect(view.description).not.toBe(''));
    expect(view.badge).toBeUndefined();
    week.noteChanged(session, partnersOnly, false);
    expect(view.badge).toMatchObject({ value: 1 });
  });

  it('shows what was saved or deleted in this window at once, and counts it', async () => {
    const { week, view, session, sandbox } = viewOf();
    await week.load();
    const asked = sandbox.requests.length;
    const shown = async () => {
      const days = await week.getChildren();
      const rows = await Promise.all(days.map((day) => week.getChildren(day)));
      return rows.flat().map(({ id }) => id.split('/').at(-1));
    };
    const before = await shown();
    const date = new Date(NOW - 2 * DAY);
    session.timelines.put(interaction({ id: 4711, type: 1, date, persons: [person(ids.ben, 1)] }));
    expect(await shown()).toEqual(expect.arrayContaining(['1-4711']));
    expect(view.badge).toMatchObject({ value: 2 });
    session.timelines.remove(1, 4711);
    session.timelines.remove(0, partnersOnly.id);
    expect(await shown()).toEqual(before.filter((id) => id !== '0-1003'));
    expect(view.badge).toBeUndefined();
    expect(sandbox.requests).toHaveLength(asked);
  });

  it('shows nothing that was saved for an account that was left, and offers its meetings to no other', async () => {
    const { week, session, signIn, account } = viewOf();
    await week.load();
    expect(week.toNote(session).without).toMatchObject([partnersOnly]);
    const other = account('two');
    signIn(other);
    await week.load();
    const days = JSON.stringify(await week.getChildren());
    session.timelines.remove(0, partnersOnly.id);
    expect(JSON.stringify(await week.getChildren())).toBe(days);
    expect(week.toNote(session)).toEqual({ without: [], others: [] });
    expect(week.toNote(other).without).toMatchObject([partnersOnly]);
  });

  it('opens every row on a click, and offers in its menu only what works', async () => {
    const { week, session } = viewOf();
    await week.load();
    const date = new Date(NOW - 2 * DAY);
    const [ben, jane] = [person(ids.ben, 1), person(ids.jane, 0)];
    session.timelines.put(interaction({ id: 1, type: 1, date, persons: [ben, jane] }));
    session.timelines.put(interaction({ id: 2, type: 1, date, persons: [ben] }));
    week.markUnknownToV1({ type: 1, id: 2 });
    const drawn = async (key: string) => {
      const days = await week.getChildren();
      const rows = (await Promise.all(days.map((day) => week.getChildren(day)))).flat();
      const row = rows.find(({ id }) => id.endsWith(`/${key}`));
      if (row === undefined) expect.unreachable();
      const item = week.getTreeItem(row);
      return [item.contextValue, item.command?.command];
    };
    const open = 'affinity.openInteraction';
    expect(await drawn('1-1')).toEqual(['weekItem.openable.loggable.contact', open]);
    expect(await drawn('0-1003')).toEqual(['weekItem.openable', open]);
    expect(await drawn('1-2')).toEqual(['weekItem', open]);
  });
});
