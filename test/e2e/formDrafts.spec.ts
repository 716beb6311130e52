import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { sandboxKeys } from '../../src/sandbox/testing/index.ts';
import { expect, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { begin, Form, writes } from './form.ts';
import { hurry } from './hurry.ts';

const entry = { date: 'yesterday 3:07am', people: ['Marcus Okafor'] } as const;

test('restores a draft after closing, crashes and a sign-out, only for its author', async ({
  editor,
  sandbox,
  server,
}) => {
  const form = new Form(editor);
  const { tree } = editor;
  const draft = tree.row(/^Draft, /);
  await begin(editor);
  await editor.run('affinity.logInteraction');
  await form.isOpen('Log interaction');
  await form.text.fill('First line.\nSecond.');
  await expect(form.draft).toContainText('Draft kept');

  await test.step('closed and opened from its row', async () => {
    await form.people.fill('half a na');
    // A hand takes this long from the keyboard to the mouse.
    await editor.page.waitForTimeout(250);
    await editor
      .tab(/^Log/)
      .getByRole('button', { name: /^Close/ })
      .click();
    await form.isClosed();
    await expect(tree.description(tree.row('Drafts'))).toHaveText('1');
    await expect(draft).toContainText(/First line\.Meeting · \d\d:\d\d/);
    await tree.click(draft);
    await form.isOpen('Log interaction');
    await expect(form.text).toHaveValue('First line.\nSecond.');
    await expect(form.people, 'begun, and nobody yet').toHaveValue('half a na');
    await form.people.fill('');
    await editor.screenshot('form-drafts');
  });

  await test.step('the extension host crashes', async () => {
    await form.text.fill('Typed a second before the crash.');
    await expect(form.draft).toContainText('Draft kept');
    await editor.page.waitForTimeout(1000);
    await editor.crashExtensionHost();
    await expect(draft).toContainText('Typed a second before the crash.');
    await closeWhatIsOpen(editor);
    await tree.click(draft);
    await expect(form.text).toHaveValue('Typed a second before the crash.');
    await form.text.fill('After the crash.');
    await expect(draft).toContainText('After the crash.');
  });

  await test.step('the whole editor is killed', async () => {
    await form.text.fill('Typed a second before the end.');
    await expect(draft).toContainText('Typed a second before the end.');
    await editor.page.waitForTimeout(1000);
    await server.restart();
    await editor.open(server.url);
    await editor.openView();
    await expect(draft).toContainText('Typed a second before the end.');
    await tree.click(draft);
    await expect(form.text).toHaveValue('Typed a second before the end.');
    await form.text.fill('After the crash.');
    await expect(draft).toContainText('After the crash.');
  });

  await test.step('signed out, as another, and back', async () => {
    await editor.run('affinity.signOut');
    await expect(tree.welcome).toContainText('See who on your team spoke with whom');
    await form.isClosed();
    await expect(tree.row('Drafts')).toHaveCount(0);
    await editor.signIn(sandboxKeys.colleague);
    await expect(tree.welcome).toContainText('Nothing followed yet');
    await expect(tree.row('Drafts')).toHaveCount(0);
    await editor.signIn();
    await expect(draft).toContainText('After the crash.');
  });

  await test.step('discarded, after a confirmation', async () => {
    // A click misses when the row is redrawn at that moment, so click again.
    await expect(async () => {
      if ((await editor.dialog.count()) === 0) await tree.action(draft, 'Discard Draft…');
      await expect(editor.dialog).toContainText('Discard the draft “After the crash.”?', { timeout: 5000 });
    }).toPass({ timeout: 30_000 });
    await editor.dialog.getByRole('button', { name: 'Cancel' }).click();
    await tree.action(draft, 'Discard Draft…');
    await editor.dialog.getByRole('button', { name: 'Discard Draft' }).click();
    await expect(tree.row('Drafts')).toHaveCount(0);
    expect(writes(sandbox)).toEqual([]);
  });
});

test('neither loses nor repeats a save with an unknown outcome', async ({ editor, sandbox }) => {
  const form = new Form(editor);
  const draft = editor.tree.row(/^Draft, /);
  const total = sandbox.counts().interactions;
  await begin(editor);

  await test.step('a server error: it is checked, and can be sent again', async () => {
    await editor.run('affinity.logInteraction');
    await form.isOpen('Log interaction');
    await form.enter({ ...entry, text: 'Once only.' });
    await hurry(editor, { pauses: 40 });
    sandbox.play({ kind: 'status', status: 500, on: { method: 'POST' } });
    await form.save.click();
    await expect(form.summary).toContainText('It wasn’t saved');
    await expect(form.text).toHaveValue('Once only.');
    sandbox.play({ kind: 'drop', when: 'after', on: { method: 'POST' } });
    await form.save.click();
    await form.isClosed();
    expect(sandbox.counts().interactions).toBe(total + 1);
    await expect(editor.tree.row('Drafts')).toHaveCount(0);
  });

  await test.step('no network: it stays unknown, and isn’t sent twice', async () => {
    await editor.run('affinity.logInteraction');
    await form.isOpen('Log interaction');
    await form.enter({ ...entry, date: 'yesterday 4:07am', text: 'Dropped.' });
    sandbox.play({ kind: 'drop', when: 'after', on: { method: 'POST' } });
    const offline = { kind: 'drop', when: 'before' } as const;
    sandbox.play({ ...offline, on: { method: 'GET', path: '/interactions', nth: 2 }, times: Infinity });
    await form.save.click();
    await expect(form.unknown).toContainText(/Affinity can(?:’t|not) be reached/);
    await expect(form.unknown).toContainText('The interaction may have been logged.');
    await expect(form.summary, 'one problem, one sentence').toBeHidden();
    await expect(draft).toContainText('may have been saved');
    await editor.screenshot('form-unknown');
    await form.text.press('Control+Enter');
    await expect(form.unknown.getByRole('heading'), 'it has looked, and says so').toBeFocused();
    sandbox.clearFaults();
    await form.button('Check').click();
    await form.isClosed();
    expect(sandbox.counts().interactions).toBe(total + 2);
  });

  await test.step('a crash during the request', async () => {
    await editor.run('affinity.logInteraction');
    await form.isOpen('Log interaction');
    await form.enter({ ...entry, date: 'yesterday 5:07am', text: 'Stalled.' });
    sandbox.play({ kind: 'stall', on: { method: 'POST' } });
    sandbox.clearRequests();
    await form.save.click();
    await expect.poll(() => writes(sandbox).length).toBe(1);
    await editor.crashExtensionHost();
    await expect(draft).toContainText('may have been saved');
    await closeWhatIsOpen(editor);
    await editor.tree.click(draft);
    await expect(form.unknown).toContainText('The editor was closed before Affinity responded.');
    await hurry(editor, { pauses: 40 });
    await form.button('Check').click();
    await expect(form.summary).toContainText('It wasn’t saved');
    await form.save.click();
    await form.isClosed();
    expect(sandbox.counts().interactions).toBe(total + 3);
  });
});

test.describe('with drafts in memory only', () => {
  test.use({ settings: { 'affinity.keepDraftsOnDisk': false } });

  test('leaves nothing on disk', async ({ editor, server }) => {
    const form = new Form(editor);
    await begin(editor);
    await editor.run('affinity.logInteraction');
    await form.isOpen('Log interaction');
    await form.text.fill('For these walls only.');
    await expect(form.draft).toContainText('Draft kept until you close the window');
    await form.text.press('Escape');
    await form.isClosed();
    await expect(editor.tree.row(/^Draft, For these walls/)).toBeVisible();
    expect(await draftFiles(server.userData)).toEqual([]);

    await editor.configure({ 'affinity.keepDraftsOnDisk': true });
    await expect.poll(() => draftFiles(server.userData)).toHaveLength(1);
    await editor.configure({ 'affinity.keepDraftsOnDisk': false });
    const row = editor.tree.row(/^Draft, For these walls/);
    await editor.tree.click(row);
    await form.isOpen('Log interaction');
    expect(await draftFiles(server.userData), 'a draft on disk is not lost with the window').toHaveLength(1);
    await form.text.fill('For these walls only, once more.');
    await expect.poll(() => draftFiles(server.userData)).toEqual([]);
    await form.text.press('Escape');
    await expect(row).toBeVisible();
  });
});

async function closeWhatIsOpen(editor: Editor): Promise<void> {
  await editor
    .tab('Log Interaction')
    .getByRole('button', { name: /^Close/ })
    .click();
  await expect(editor.tabs).toHaveCount(0);
}

async function draftFiles(userData: string): Promise<readonly string[]> {
  const names = await readdir(path.join(userData, 'User', 'globalStorage'), { recursive: true });
  return names.filter((name) => /drafts.*\.json$/.test(name));
}
