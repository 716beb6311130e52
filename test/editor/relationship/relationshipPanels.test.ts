import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RelationshipPanels } from '../../../src/editor/relationship/relationshipPanels.ts';
import type { RelationshipDeps } from '../../../src/editor/relationship/relationshipPanels.ts';
import type { AccountSession } from '../../../src/editor/session/accountSession.ts';
import { typeIds } from '../../../src/model/interactionTypes.ts';
import { affinityWith, daily } from '../../history/affinityWith.ts';
import { noHistories } from '../support/noHistories.ts';
import { noOpened } from '../support/noOpened.ts';
import { EventEmitter, Panel, seen, Uri } from '../support/vscodeStandIn.ts';

type WebviewPanel = Parameters<RelationshipPanels['restore']>[0];

let folder: string;

beforeEach(async () => {
  seen.panels.length = 0;
  seen.said.length = 0;
  seen.shown.length = 0;
  folder = await mkdtemp(path.join(tmpdir(), 'affinity-relationship-'));
  await mkdir(path.join(folder, 'dist'));
  for (const name of ['relationship.js', 'relationship.css'])
    await writeFile(path.join(folder, 'dist', name), '');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function window(name = '7/1') {
  const affinity = affinityWith(daily(30));
  const session = {
    name,
    account: { kind: 'sample' },
    timelines: affinity.timelines,
    histories: noHistories,
    reader: { know: () => undefined },
    opened: noOpened,
    connection: {
      floor: { signal: () => new AbortController().signal },
      onDidChangeLimits: () => ({ dispose: () => undefined }),
    },
  } as unknown as AccountSession;
  const changed = new EventEmitter<AccountSession | undefined>();
  const sessions = { current: session, ready: Promise.resolve(), onDidChange: changed.event };
  const log = { warn: () => undefined, error: (text: string) => seen.said.push(text) };
  const deps = { sessions, extensionUri: Uri.file(folder), log } as unknown as RelationshipDeps;
  return {
    ...affinity,
    session,
    changed,
    panels: new RelationshipPanels(deps),
    record: affinity.records.company,
  };
}

/** A panel as the editor shows it after a restart. */
function restored() {
  const panel = new Panel('Relationship: Acme');
  return { panel, webviewPanel: panel as unknown as WebviewPanel };
}

const stateOf = (account: string, id: number) => ({
  subject: { account, kind: 'company', id, name: 'Acme' },
  choices: { range: 'all', types: [...typeIds], cell: { type: 0, year: 2025, month: 11 } },
});

it('opens one page per record, with the picture in its HTML', async () => {
  const { panels, session, record, sandbox } = window();
  panels.show(session, record);
  panels.show(session, record);
  expect(seen.panels).toHaveLength(1);
  expect(seen.said).toEqual(['revealed: Relationship: Acme']);
  const [panel] = seen.panels;
  await until(() => panel?.webview.html !== '');
  expect(panel?.webview.html).toContain('data-opening=');
  expect(panel?.webview.html).not.toContain(sandbox.apiKey);
  await until(() => sandbox.requests.length >= 5);
  panel?.dispose();
  panels.show(session, record);
  expect(seen.panels).toHaveLength(2);
});

it('opens an interaction of the page in another column', async () => {
  const { panels, session, record, timelines } = window();
  await timelines.of(record, 0).load();
  panels.show(session, record);
  const [newest] = timelines.of(record, 0).state.items;
  seen.panels[0]?.say({ kind: 'open', type: 0, id: newest?.id ?? 0 });
  await until(() => seen.shown.length === 1);
  expect(seen.shown[0]).toContain(`meeting-${String(newest?.id)}`);
});

it('comes back after a restart with its choices and without a request', async () => {
  const { panels, record, sandbox } = window();
  const { panel, webviewPanel } = restored();
  await panels.restore(webviewPanel, stateOf('7/1', record.id));
  await until(() => panel.webview.html !== '');
  panel.say({ kind: 'ready', timeZone: 'UTC' });
  expect(panel.told[0]).toMatchObject({
    kind: 'init',
    view: { choices: { range: 'all', cell: { month: 11 } } },
  });
  expect(sandbox.requests).toEqual([]);
});

it('closes a page of another account, and one without a readable state', async () => {
  const { panels, record } = window();
  for (const state of [stateOf('8/2', record.id), undefined, { subject: 7 }]) {
    const { panel, webviewPanel } = restored();
    await panels.restore(webviewPanel, state);
    expect(panel.isOpen).toBe(false);
  }
});

it('closes the pages when another account signs in, and keeps them for the same one', () => {
  const { panels, session, record, changed } = window();
  panels.show(session, record);
  changed.fire(Object.assign({}, session));
  expect(seen.panels[0]?.isOpen).toBe(true);
  changed.fire(Object.assign({}, session, { name: '8/2' }));
  expect(seen.panels[0]?.isOpen).toBe(false);
});

it('drops messages that it does not know', () => {
  const { panels, session, record } = window();
  panels.show(session, record);
  for (const message of [undefined, 7, { kind: 'deleteEverything' }, { kind: 'open', type: 9, id: -1 }])
    seen.panels[0]?.say(message);
  expect(seen.shown).toEqual([]);
});

/** A busy machine takes longer than the default of a second. */
function until(isSo: () => boolean): Promise<unknown> {
  return vi.waitUntil(isSo, { timeout: 10_000, interval: 10 });
}
