import { describe, expect, it } from 'vitest';
import { AffinityClient } from '../../../src/affinity/index.ts';
import { treeCommands } from '../../../src/editor/commands/treeCommands.ts';
import { logFailures, loggedSource } from '../../../src/editor/session/loggedSource.ts';
import type { Sessions } from '../../../src/editor/session/sessions.ts';
import { InteractionTree } from '../../../src/editor/tree/interactionTree.ts';
import type { Row } from '../../../src/editor/tree/row.ts';
import { explain } from '../../../src/editor/words/explain.ts';
import { recordRow, typeRow } from '../../../src/history/historyRow.ts';
import { Timelines } from '../../../src/history/timelines.ts';
import type { Fault } from '../../../src/sandbox/testing/index.ts';
import { wireCall } from '../../affinity/wireInteraction.ts';
import { affinityWith, daysAgo, hourly } from '../../history/affinityWith.ts';
import { silentLog } from '../../support/silentLog.ts';
import { usedUpLimit } from '../../support/usedUpLimit.ts';
import { noOpenings } from '../support/noOpenings.ts';

const lists = { path: '/interactions' } as const;
const never = () => ({ dispose: () => undefined });
const stored = (current: unknown) => ({ current, onDidChange: never });

/** The meetings of a company in a tree, with a client that tries again at once, and what is logged. */
function meetingsInTree(past: Parameters<typeof affinityWith>[0], timeoutMs = 30_000) {
  const { sandbox, clock, records } = affinityWith(past);
  const { apiKey, fetch } = sandbox;
  const client = new AffinityClient({ apiKey, fetch, clock, timeoutMs });
  const logged: string[] = [];
  const log = { ...silentLog, warn: (text: string) => void logged.push(text) };
  const timelines = new Timelines(loggedSource(client, log), clock);
  logFailures(timelines, log);
  const record = recordRow('me', records.company);
  const meetings = typeRow(record, 0);
  const current = {
    name: 'me',
    ready: Promise.resolve(),
    timelines,
    explain,
    openings: noOpenings,
    followed: stored([records.company]),
    order: stored('name'),
    filter: stored({}),
    expanded: stored([record.id, meetings.id]),
  };
  const sessions = { current, ready: Promise.resolve(), onDidChange: never } as unknown as Sessions;
  const drafts = { drafts: [], onDidChangeDrafts: never };
  const tree = new InteractionTree(sessions, drafts, { quietAfterDays: 0, onDidChangeQuietAfterDays: never });
  const rows = (): Promise<Row[]> => tree.getChildren(meetings);
  /** The last rows that are no interactions, as the editor is told to draw them. */
  const remarks = async () => {
    const states = (await rows()).filter(({ kind }) => kind !== 'interaction');
    return states.map((row) => tree.getTreeItem(row));
  };
  const interactions = async () => (await rows()).filter(({ kind }) => kind === 'interaction').length;
  /** Runs the command of the last row, as a click does. */
  const click = async (): Promise<void> => {
    const row = (await rows()).at(-1);
    const { retry, loadOlder } = treeCommands(sessions, tree, {} as never);
    const id = row && tree.getTreeItem(row).command?.command;
    if (id === 'affinity.retry') await retry(row);
    else if (id === 'affinity.loadOlder') await loadOlder(row);
    else expect.unreachable(`The last row runs ${String(id)}.`);
  };
  return { sandbox, logged, remarks, interactions, click };
}

describe('a failure of older rows', () => {
  it.each<[RegExp, RegExp, Fault, number]>([
    [
      /^Affinity returned an error \(500\)$/,
      /returned an error \(500\)\. Try again/,
      { kind: 'status', status: 500 },
      4,
    ],
    [
      /^Limit reached until \d\d:\d\d$/,
      /request limit is reached until \d\d:\d\d/,
      { kind: 'status', status: 429, headers: usedUpLimit },
      4,
    ],
    [/^Unreadable response$/, /couldn’t be read/, { kind: 'garbage' }, 1],
    [/^Affinity can’t be reached$/, /Check your network connection/, { kind: 'drop', when: 'before' }, 4],
    [/^Affinity didn’t respond$/, /didn’t respond in time/, { kind: 'stall' }, 4],
  ])('is a row with the words %s, keeps the loaded rows, and continues from there', async (...expected) => {
    const [short, sentence, fault, tries] = expected;
    const timeoutMs = fault.kind === 'stall' ? 500 : 30_000;
    const { sandbox, remarks, interactions, click } = meetingsInTree(hourly(250), timeoutMs);
    await click();
    expect(await interactions()).toBe(100);
    sandbox.clearRequests();
    sandbox.play({ ...fault, on: lists, times: Infinity });
    await click();
    const [row, ...others] = await remarks();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ description: 'click to retry', contextValue: 'failure' });
    expect(row?.label).toMatch(short);
    for (const words of [row?.tooltip, row?.accessibilityInformation?.label]) expect(words).toMatch(sentence);
    expect(await interactions()).toBe(100);
    expect(sandbox.requests).toHaveLength(tries);
    sandbox.clearFaults();
    sandbox.clearRequests();
    await click();
    expect(await remarks()).toMatchObject([{ label: 'Load older…' }]);
    expect(await interactions()).toBe(200);
    expect(sandbox.requests.map(({ path }) => path)).toEqual(['/interactions']);
  });
});

describe('the first load', () => {
  it('shows rows next to unreadable ones, logs each with its id, and needs no dates of the record', async () => {
    const { sandbox, logged, remarks, interactions, click } = meetingsInTree(hourly(3));
    const [first, second, third, fourth] = [1, 2, 3, 4].map((id) =>
      wireCall(id, { type: 0, date: new Date(daysAgo(id)).toISOString() }),
    );
    const damaged = [first, { ...second, date: 'yesterday' }, third, { ...fourth, id: '7' }, 'nonsense'];
    sandbox.play(
      { kind: 'status', status: 500, on: { path: '/organizations/' }, times: Infinity },
      { kind: 'status', status: 200, body: { events: damaged, next_page_token: null }, on: lists },
    );
    await click();
    expect(await interactions()).toBe(2);
    expect((await remarks())[0]).toMatchObject({
      label: '3 couldn’t be read',
      description: 'click to show the log',
      contextValue: 'unreadable',
      command: { command: 'affinity.showLog' },
    });
    expect(logged).toEqual([
      expect.stringMatching(/^Type 0, id 2: could not be read\. date/),
      expect.stringMatching(/^Type 0, without a number as id: could not be read\. /),
      expect.stringMatching(/^Type 0, without a number as id: could not be read\. /),
    ]);
    expect(logged.join()).not.toContain('nonsense');
  });

  it('that fails is a row and one line in the log, and a click on the row loads', async () => {
    const { sandbox, logged, remarks, interactions, click } = meetingsInTree(hourly(3));
    sandbox.play({ kind: 'drop', when: 'before', on: lists, times: Infinity });
    await click();
    expect(await remarks()).toMatchObject([
      { label: 'Affinity can’t be reached', command: { command: 'affinity.retry' } },
    ]);
    expect(logged).toEqual([expect.stringMatching(/^company:\d+, type 0: not loaded\. GET \/interactions/)]);
    sandbox.clearFaults();
    await click();
    expect(await interactions()).toBe(3);
    expect(logged).toHaveLength(1);
  });
});
