import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commands } from 'vscode';
import { formsInWindow, page, typed, until } from '../support/formsInWindow.ts';
import type { FormsInWindow } from '../support/formsInWindow.ts';
import { seen } from '../support/vscodeStandIn.ts';

const jane = { kind: 'person', id: 11, name: 'Jane Roe' } as const;

let window: FormsInWindow;

beforeEach(async () => {
  window = await formsInWindow();
});

afterEach(() => window.end());

const posts = () => window.sandbox.requests.filter(({ method }) => method === 'POST').length;
const isAsked = (path: string) => window.sandbox.requests.some((request) => request.path === path);

describe('a form that is requested twice while it is opened', () => {
  it('opens once, for a new and an existing interaction', async () => {
    const { forms, session } = window;
    await Promise.all([forms.log(session, jane), forms.log(session, jane)]);
    expect(seen.panels.map(({ title }) => title)).toEqual(['Log: Jane Roe']);
    const ref = { type: 0, id: 1001 } as const;
    await Promise.all([forms.edit(session, ref), forms.edit(session, ref)]);
    expect(seen.panels).toHaveLength(2);
  });
});

it('says before anything is typed that the meeting of a stale row was deleted, and asks V1 only for such a row', async () => {
  const { forms, session, sandbox, writing } = window;
  const target = { title: '', date: new Date('2025-01-05T10:00:00Z'), people: [] };
  sandbox.deleteBehindTheBack(0, 1001);
  await forms.addNote(session, {
    ...target,
    type: 0,
    id: 1001,
    parentId: 5,
    people: [{ ...jane, standing: 'external' }],
  });
  const told = JSON.stringify((await page()).told);
  expect(told).toContain(
    'The interaction is no longer in Affinity. The text will be saved as a separate note on its people.',
  );
  await writing.flush();
  expect(isAsked('/interactions/1001')).toBe(true);
  await forms.addNote(session, { ...target, type: 0, id: 1004, isFromV2: true });
  expect(isAsked('/interactions/1004')).toBe(false);
});

it('says when the files of the page are missing after an update', async () => {
  const { forms, session, folder } = window;
  await rm(path.join(folder, 'extension'), { recursive: true });
  await forms.log(session, jane);
  await until(() => seen.said.length > 0);
  expect(seen.said).toEqual([
    'The form “Log: Jane Roe” couldn’t be loaded. Reload the window and open it again.',
  ]);
  expect(window.logged).toEqual([expect.stringContaining('ENOENT')]);
});

it('says nothing of the kind about a form that was closed meanwhile', async () => {
  const { forms, session, folder } = window;
  await rm(path.join(folder, 'extension'), { recursive: true });
  await forms.log(session, jane);
  seen.panels[0]?.dispose();
  await sleep(50);
  expect(seen.said).toEqual([]);
  expect(window.logged).toEqual([]);
});

describe('a draft that is being sent without a form', () => {
  it('gets no form, and is sent once', async () => {
    const { writing, forms, session, sandbox } = window;
    const id = await typed(window, { text: 'Once only.' });
    seen.panels[0]?.dispose();
    sandbox.play({ kind: 'delay', ms: 200, on: { method: 'POST' } });
    const sending = writing.drafts.sendById(session, id);
    await until(() => posts() === 1);
    await forms.log(session, jane);
    expect(seen.panels).toHaveLength(1);
    expect(seen.said).toEqual([
      'The draft “Once only.” is being sent. Its row in the tree shows the result.',
    ]);
    await sending;
    expect(posts()).toBe(1);
    expect(writing.drafts.summaries()).toEqual([]);
  });

  it('is not discarded meanwhile', async () => {
    const { writing, session, sandbox } = window;
    const id = await typed(window, { text: 'Once only.' });
    seen.panels[0]?.dispose();
    sandbox.play({ kind: 'delay', ms: 100, on: { method: 'POST' } });
    const sending = writing.drafts.sendById(session, id);
    await until(() => posts() === 1);
    seen.answer = 'Discard Draft';
    await writing.drafts.discard(session, id);
    expect(writing.drafts.summaries()).toHaveLength(1);
    expect(seen.said).toEqual([expect.stringContaining('is being sent')]);
    await sending;
  });

  it('opens its form with the reason when it cannot be sent', async () => {
    const { writing, session } = window;
    const id = await typed(window, { text: '' });
    seen.panels[0]?.dispose();
    await writing.drafts.sendById(session, id);
    const { told } = await page();
    expect(told[0]?.view?.problems).toMatchObject([{ at: 'text' }]);
  });

  it('opens its form with similar interactions', async () => {
    const { writing, session, sandbox } = window;
    const id = await typed(window, { text: 'Twice?' });
    seen.panels[0]?.dispose();
    const client = session.connection.client.interactions;
    await client.create({ type: 0, personIds: [1, 11], content: 'x', date: '2025-01-05T10:05:00Z' });
    await writing.drafts.sendById(session, id);
    expect((await page()).told[0]?.view?.neighbours).toMatchObject({ items: [{ type: 0 }] });
    expect(posts()).toBe(1);
    expect(sandbox.requests.length).toBeGreaterThan(1);
  });
});

describe('a draft that is discarded while its form saves it', () => {
  it('is not sent when no request has gone out yet', async () => {
    const { writing, session, sandbox } = window;
    const id = await typed(window, { text: 'Discard me.' });
    sandbox.play({ kind: 'delay', ms: 100, on: { method: 'GET', path: '/interactions' } });
    seen.panels[0]?.say({ kind: 'submit', submission: 1, revision: 1 });
    await until(() => isAsked('/interactions'));
    seen.answer = 'Discard Draft';
    await writing.drafts.discard(session, id);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(posts()).toBe(0);
    expect(writing.drafts.summaries()).toEqual([]);
    expect(seen.said).toEqual([
      'Discard the draft “Discard me.”?\nYou can’t undo this. Nothing changes in Affinity.',
    ]);
  });

  it('stays when it may be in Affinity already', async () => {
    const { writing, session, sandbox } = window;
    const id = await typed(window, { text: 'Keep me.' });
    sandbox.play({ kind: 'delay', ms: 200, on: { method: 'POST' } });
    seen.panels[0]?.say({ kind: 'submit', submission: 1, revision: 1 });
    await until(() => posts() === 1);
    seen.answer = 'Discard Draft';
    await writing.drafts.discard(session, id);
    seen.panels[0]?.say({ kind: 'discardDraft' });
    expect(seen.said.filter((said) => said.includes('is being sent'))).toHaveLength(2);
    await until(() => writing.drafts.summaries().length === 0);
    expect(seen.said.at(-1)).toContain('Logged: Meeting');
  });
});

describe('logging a text', () => {
  it('is refused with a reason when the text is too long for a form', async () => {
    const { forms, session } = window;
    await forms.logText(session, { from: 'document', text: 'word '.repeat(800_001) });
    expect(seen.panels).toEqual([]);
    expect(seen.said).toEqual([expect.stringContaining('too long for the form (4,000,005 characters)')]);
  });

  it('opens a form when the date contains many spaces', async () => {
    const { forms, session } = window;
    const date = `2025-11-18${' '.repeat(300)}10:00`;
    await forms.logText(session, { from: 'document', text: `---\ndate: ${date}\n---\nWe talked.` });
    expect((await page()).told[0]?.values).toMatchObject({ date: '2025-11-18 10:00' });
  });
});

it('says when a form cannot show its draft', async () => {
  const { writing, forms, session, folder, logged } = window;
  const id = await typed(window, { text: 'x' });
  seen.panels[0]?.dispose();
  const file = path.join(folder, 'drafts', `7-1.${id}.json`);
  const draft: object = JSON.parse(await readFile(file, 'utf8')) as object;
  await writeFile(file, JSON.stringify({ ...draft, text: 'x'.repeat(4_000_001) }));
  await writing.load();
  forms.openDraft(session, id);
  seen.panels.at(-1)?.say({ kind: 'ready', timeZone: 'UTC' });
  await until(() => seen.said.length > 0);
  expect(seen.said[0]).toContain('can’t show everything. Its draft is kept');
  expect(logged.join()).toContain('values.text');
});

it('closes a page without its toolkit, says so and keeps the draft', async () => {
  await typed(window, { text: 'x' });
  seen.panels[0]?.say({ kind: 'unfinished' });
  await until(() => seen.said.length > 0);
  expect(seen.said[0]).toContain('couldn’t be loaded. Reload the window');
  expect(seen.panels[0]?.isOpen).toBe(false);
  expect(window.writing.drafts.summaries().map(({ label }) => label)).toEqual(['x']);
});

it('hands the keyboard on when a form that has it is closed, and only then', async () => {
  const run = vi.spyOn(commands, 'executeCommand');
  const focused = (): boolean =>
    run.mock.calls.some(([name]) => name === 'workbench.action.focusActiveEditorGroup');
  for (const hasFocus of [false, true]) {
    await window.forms.log(window.session);
    const panel = seen.panels.at(-1);
    panel?.say({ kind: 'ready', timeZone: 'UTC' });
    panel?.say({ kind: 'focus', hasFocus: true });
    panel?.say({ kind: 'focus', hasFocus });
    panel?.say({ kind: 'cancel' });
    await until(() => panel?.isOpen === false);
    expect(focused()).toBe(hasFocus);
  }
});

it('shows drafts on disk when writing to disk is turned off', async () => {
  await typed(window, { text: 'From before.' });
  seen.panels[0]?.dispose();
  const later = await formsInWindow(false, window.folder);
  await later.writing.load();
  const [draft] = later.writing.drafts.summaries();
  expect(draft?.label).toBe('From before.');
  await later.writing.drafts.sendById(later.session, draft?.id ?? '');
  expect(later.sandbox.requests.some(({ method }) => method === 'POST')).toBe(true);
  await expect.poll(() => readdir(path.join(window.folder, 'drafts'))).toEqual([]);
  later.dispose();
});

it('removes half-written files of a killed editor, except recent ones', async () => {
  const folder = path.join(window.folder, 'drafts');
  await mkdir(folder, { recursive: true });
  for (const name of ['a.json.999999999.new', 'b.json.999999999.new'])
    await writeFile(path.join(folder, name), '');
  const longAgo = new Date(Date.now() - 3_600_000);
  await utimes(path.join(folder, 'a.json.999999999.new'), longAgo, longAgo);
  const later = await formsInWindow(true, window.folder);
  await expect.poll(() => readdir(folder)).toEqual(['b.json.999999999.new']);
  later.dispose();
});

it('offers to answer the question of a save whose form was closed', async () => {
  const { session, sandbox } = window;
  await typed(window, { text: 'Twice?' });
  const { interactions } = session.connection.client;
  await interactions.create({ type: 0, personIds: [1, 11], content: 'x', date: '2025-01-05T10:05:00Z' });
  sandbox.play({ kind: 'delay', ms: 50, on: { method: 'GET', path: '/interactions' } });
  seen.answer = 'Open Draft';
  seen.panels[0]?.say({ kind: 'submit', submission: 1, revision: 1 });
  seen.panels[0]?.say({ kind: 'cancel' });
  await until(() => seen.panels.length === 2);
  expect(seen.said).toEqual([
    'The draft “Twice?” wasn’t saved, because the form has a question. Open the draft to answer it.',
  ]);
  expect((await page()).told[0]?.view?.neighbours).toBeDefined();
});

it('says when the interaction to edit instead cannot be read', async () => {
  const { session, sandbox } = window;
  await typed(window, { text: 'Twice?' });
  const { interactions } = session.connection.client;
  const data = { type: 0, personIds: [1, 11], content: 'x', date: '2025-01-05T10:05:00Z' } as const;
  const { id } = await interactions.create(data);
  const [panel] = seen.panels;
  panel?.say({ kind: 'submit', submission: 1, revision: 1 });
  await until(() => panel?.told.at(-1)?.view?.neighbours !== undefined);
  sandbox.deleteBehindTheBack(0, id);
  panel?.say({ kind: 'editNeighbour', type: 0, id });
  await until(() => seen.said.length > 0);
  expect(seen.said[0]).toContain('This is no longer in Affinity');
});

describe('a direction that the service ignores', () => {
  it('is named, and a form shows the one that the service has', async () => {
    await window.end();
    window = await formsInWindow(true, undefined, { open: { directionInUpdate: 'ignored' } });
    const { forms, session, sandbox } = window;
    await forms.edit(session, { type: 2, id: 1001 });
    const first = await page();
    first.say({ kind: 'edit', revision: 1, values: { direction: 0 } });
    first.say({ kind: 'submit', submission: 1, revision: 1 });
    await until(() => seen.panels.length === 2);
    expect(first.isOpen).toBe(false);
    expect((await page()).told[0]?.values).toMatchObject({ direction: 1 });
    expect(seen.said).toEqual([
      expect.stringMatching(/^Affinity saved “.+” without some of your changes: direction\.$/u),
    ]);
    expect(sandbox.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  it('is named when the draft is sent without a form', async () => {
    await window.end();
    window = await formsInWindow(true, undefined, { open: { directionInUpdate: 'ignored' } });
    const { forms, writing, session } = window;
    await forms.edit(session, { type: 2, id: 1001 });
    (await page()).say({ kind: 'edit', revision: 1, values: { direction: 0 } });
    await writing.flush();
    seen.panels[0]?.dispose();
    await writing.drafts.sendById(session, writing.drafts.summaries()[0]?.id ?? '');
    expect(seen.said).toEqual([expect.stringContaining('without some of your changes: direction.')]);
    expect(writing.drafts.summaries()).toEqual([]);
  });
});
