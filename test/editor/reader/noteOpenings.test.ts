import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InteractionReader } from '../../../src/editor/reader/interactionReader.ts';
import { NoteOpenings } from '../../../src/editor/reader/noteOpenings.ts';
import { AccountFolder } from '../../../src/editor/storage/accountFolder.ts';
import { KeptDocuments } from '../../../src/editor/storage/keptDocuments.ts';
import { InteractionTree } from '../../../src/editor/tree/interactionTree.ts';
import { recordRow, typeRow } from '../../../src/history/historyRow.ts';
import { testClient } from '../../affinity/testClient.ts';
import { affinityWith, daily } from '../../history/affinityWith.ts';
import { interaction } from '../../history/interaction.ts';
import { eventually } from '../../support/eventually.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import { silentLog } from '../../support/silentLog.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'affinity-openings-'));
});
afterEach(async () => {
  await rm(home, { recursive: true });
});

const byHand = interaction({ id: 417, title: 'Manually logged event', noteIds: [5] });
const never = () => ({ dispose: () => undefined });

function startedWindow(remembers = true) {
  const folder = new AccountFolder(home, 'acme', silentLog);
  const openings = new NoteOpenings(folder, () => remembers);
  return { folder, openings };
}

const files = async (): Promise<readonly string[]> => readdir(join(home, 'accounts', 'acme')).catch(() => []);

describe('the first words of a note', () => {
  it('are known when its document is read, in the heading too, and after a restart', async () => {
    const server = await scriptedServer(() => ({
      body: { id: 5, type: 0, content: 'Ship in March.\nMore' },
    }));
    const { folder, openings } = startedWindow();
    const reader = new InteractionReader(testClient(server), new KeptDocuments(folder, () => true), openings);
    expect(openings.of(byHand)).toBe('');
    reader.know(byHand, 0);
    const read = await reader.read(0, 417);
    expect(openings.of(byHand)).toBe('Ship in March.');
    expect(read?.markdown).toMatch(/^# Ship in March\.\n/);
    await eventually(async () => expect(await files()).toContain('openings.json'));
    const restarted = startedWindow();
    await restarted.openings.restore();
    expect(restarted.openings.of(byHand)).toBe('Ship in March.');
    expect(server.requests).toHaveLength(1);
  });

  it('change with the note, and are gone with its text', () => {
    const { openings } = startedWindow(false);
    const told: string[] = [];
    openings.onDidChange((read) => told.push(...read.map((ref) => openings.of(ref))));
    for (const text of ['First.', 'First.', 'Second.', '']) openings.learn(byHand, text);
    expect(told).toEqual(['First.', 'Second.', '']);
  });

  it('are taken from a whole history for its newest interactions without a title', () => {
    const { openings } = startedWindow(false);
    const titled = interaction({ id: 1, title: 'Kick-off' });
    const many = Array.from({ length: 1100 }, (_, index) => interaction({ id: 500 + index }));
    openings.learnAll([titled, byHand, ...many].map((one) => ({ ...one, text: `Note ${one.id}.` })));
    expect([titled, byHand, many[900], many[1050]].map((one) => one && openings.of(one))).toEqual([
      '',
      'Note 417.',
      'Note 1400.',
      '',
    ]);
  });

  it('are kept nowhere when nothing is to be remembered, or after a sign-out', async () => {
    const off = startedWindow(false).openings;
    off.learn(byHand, 'Secret.');
    const signedOut = startedWindow().openings;
    signedOut.learn(byHand, 'Secret.');
    await signedOut.forgetAll();
    signedOut.learn(byHand, 'Another secret.');
    const restarted = startedWindow();
    await restarted.openings.restore();
    expect(restarted.openings.of(byHand)).toBe('');
    expect(await files()).not.toContain('openings.json');
  });
});

it('a row without a title is drawn again with the first words of its note, and no other row', async () => {
  const { timelines, records } = affinityWith(daily(3));
  const { openings } = startedWindow(false);
  const record = recordRow('me', records.company);
  const meetings = typeRow(record, 0);
  const stored = (current: unknown) => ({ current, onDidChange: never });
  const [followed, filter, expanded] = [stored([records.company]), stored({}), stored([meetings.id])];
  const own = { name: 'me', ready: Promise.resolve(), timelines, openings };
  const sessions = {
    current: { ...own, followed, order: stored('name'), filter, expanded },
    onDidChange: never,
  };
  const setting = { quietAfterDays: 0, onDidChangeQuietAfterDays: never };
  const tree = new InteractionTree(sessions as never, { drafts: [], onDidChangeDrafts: never }, setting);
  await timelines.of(records.company, 0).load();
  const rows = await tree.getChildren(meetings);
  const [, second] = rows;
  if (second?.kind !== 'interaction') expect.unreachable();
  expect(tree.getTreeItem(second).label).not.toContain('Pilot');
  const drawn: unknown[] = [];
  tree.onDidChangeTreeData((row) => drawn.push(row));
  openings.learn(second.interaction, 'Pilot goes on.');
  expect(drawn).toEqual([second]);
  expect(drawn[0]).toBe(second);
  expect(tree.getTreeItem(second).label).toMatch(/ {2}.*Pilot goes on\.$/);
  expect(tree.getTreeItem(second).accessibilityInformation?.label).toContain('Meeting, Pilot goes on., ');
});
