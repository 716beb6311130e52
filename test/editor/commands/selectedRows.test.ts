import { beforeEach, describe, expect, it } from 'vitest';
import type { Interaction } from '../../../src/affinity/index.ts';
import { followCommands } from '../../../src/editor/commands/followCommands.ts';
import { formCommands } from '../../../src/editor/commands/formCommands.ts';
import type { FormCommandDeps } from '../../../src/editor/commands/formCommands.ts';
import { linkCommands } from '../../../src/editor/commands/linkCommands.ts';
import { treeCommands } from '../../../src/editor/commands/treeCommands.ts';
import type { InteractionDocuments } from '../../../src/editor/documents/interactionDocuments.ts';
import type { Sessions } from '../../../src/editor/session/sessions.ts';
import type { InteractionTree } from '../../../src/editor/tree/interactionTree.ts';
import type { InteractionView } from '../../../src/editor/tree/interactionView.ts';
import { draftRow, draftsRow, rowsOf } from '../../../src/editor/tree/row.ts';
import type { Row } from '../../../src/editor/tree/row.ts';
import { interactionRow, recordRow, stateRow, typeRow } from '../../../src/history/historyRow.ts';
import { eventually } from '../../support/eventually.ts';
import { noOpened } from '../support/noOpened.ts';
import { noOpenings } from '../support/noOpenings.ts';
import { seen } from '../support/vscodeStandIn.ts';

const records = [1, 2, 3, 4, 5, 6].map((id) => ({ kind: 'company', id, name: `Company ${id}` }) as const);
const rows = records.map((record) => recordRow('us', record));
const [first, second, third] = rows as [(typeof rows)[number], (typeof rows)[number], (typeof rows)[number]];

function stored<Value>(current: Value) {
  const value = {
    current,
    update: async (change: (before: Value) => Value): Promise<void> =>
      void (value.current = change(value.current)),
  };
  return value;
}

function signedInWith(expanded: readonly string[] = []) {
  const forgotten: number[] = [];
  const current = {
    name: 'us',
    connection: { limits: {} },
    account: { kind: 'key', identity: { tenant: { subdomain: 'acme' } } },
    followed: stored<readonly unknown[]>(records),
    filter: stored({}),
    expanded: stored(expanded),
    timelines: { of: () => ({ state: { status: 'loaded' } }), all: [] },
    openings: noOpenings,
    opened: noOpened,
    forgetRecord: async (record: { readonly id: number }) => void forgotten.push(record.id),
  };
  const sessions = { ready: Promise.resolve(), current } as unknown as Sessions;
  return { sessions, session: current, forgotten };
}

const signedOut = { ready: Promise.resolve(), current: undefined } as unknown as Sessions;

beforeEach(() => {
  seen.said = [];
  seen.opened = [];
  seen.copied = '';
  seen.answer = undefined;
});

describe('the rows of a command', () => {
  it('are the selected ones, or the row of the menu when it is not among them', () => {
    expect(rowsOf(first, [first, second])).toEqual([first, second]);
    expect(rowsOf(third, [first, second])).toEqual([third]);
    expect(rowsOf(first, undefined)).toEqual([first]);
    expect(rowsOf(undefined, [first])).toEqual([]);
  });
});

describe('a deletion with an unknown outcome', () => {
  it('opens the page of the record, which shows whether the interaction is still there', async () => {
    const { sessions } = signedInWith();
    const shown = {
      kind: 'deletion',
      id: '0-1001',
      label: 'Kick-off',
      description: '',
      tooltip: '',
    } as const;
    const record = { kind: 'company', id: 7 } as const;
    const row = draftRow(draftsRow('us', 1), { ...shown, state: 'unknown', record });
    await linkCommands(sessions).openInAffinity(row);
    expect(seen.opened).toEqual(['https://acme.affinity.co/companies/7']);
  });
});

it('Delete takes the row of the menu, and not the rows that are selected elsewhere', async () => {
  const [one, two, three] = [1, 2, 3].map((id) =>
    interactionRow(typeRow(first, 0), { id, type: 0 } as Interaction),
  );
  const deleted: number[][] = [];
  const remember = (_: unknown, targets: readonly { readonly id: number }[]) =>
    void deleted.push(targets.map(({ id }) => id));
  const writing = { get: async () => ({ deletions: { delete: remember } }) };
  const deps = { writing } as unknown as FormCommandDeps;
  const { deleteInteraction } = formCommands(signedInWith().sessions, deps);
  await deleteInteraction(one, [two, three]);
  await deleteInteraction(two, [two, three]);
  expect(deleted).toEqual([[1], [2, 3]]);
});

describe('several records', () => {
  it('are all unfollowed, and none of their rows counts as expanded any more', async () => {
    const open = [first.id, typeRow(first, 0).id, second.id, third.id, 'us/company:10'];
    const { sessions, session, forgotten } = signedInWith(open);
    await followCommands(sessions, {} as InteractionView).unfollow(first, [first, second]);
    expect(session.followed.current).toEqual(records.slice(2));
    expect(session.expanded.current).toEqual([third.id, 'us/company:10']);
    expect(forgotten).toEqual([1, 2]);
    expect(seen.said).toEqual(['Unfollowed 2 records']);
  });

  it('are copied as links, one per line and each once', async () => {
    const { sessions } = signedInWith();
    await linkCommands(sessions).copyLink(first, [first, typeRow(first, 1), second]);
    expect(seen.copied).toBe('https://acme.affinity.co/companies/1\nhttps://acme.affinity.co/companies/2');
  });

  it('are opened in Affinity, but at most five', async () => {
    const { sessions } = signedInWith();
    await linkCommands(sessions).openInAffinity(first, rows);
    expect(seen.opened).toHaveLength(5);
    expect(seen.said).toEqual(['Opened the first 5 of 6 pages.']);
  });

  it('are all refreshed, and tried again', async () => {
    const { sessions } = signedInWith();
    const refreshed: unknown[] = [];
    const retried: unknown[] = [];
    const tree = {
      refresh: async (row: Row | undefined) => refreshed.push(row?.id),
      timeline: ({ id }: Row) => ({ retry: async () => retried.push(id) }),
    } as unknown as InteractionTree;
    const commands = treeCommands(sessions, tree, {} as InteractionDocuments);
    await commands.refresh(first, [first, typeRow(second, 0), stateRow(typeRow(second, 0), 'last')]);
    expect(refreshed).toEqual([first.id, typeRow(second, 0).id]);
    const failures = [first, second].map((row) => stateRow(typeRow(row, 0), 'last'));
    await commands.retry(failures[0], failures);
    expect(retried).toEqual(failures.map(({ id }) => id));
  });
});

describe('a link', () => {
  it('is never refused silently', async () => {
    await linkCommands(signedOut).copyLink();
    const { openInAffinity } = linkCommands(signedInWith().sessions);
    await openInAffinity('no row');
    expect(seen.said).toEqual([
      'Sign in to Affinity first, or try this with sample data.',
      'Select a record or an interaction in the tree, or open an interaction with people.',
    ]);
    const asking = openInAffinity();
    await eventually(() => expect(seen.inputs.at(-1)?.title).toBe('Open in Affinity'));
    seen.inputs.at(-1)?.hide();
    await asking;
    expect(seen.opened).toEqual([]);
    expect(seen.said).toHaveLength(2);
  });
});
