import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, sandboxKeys, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { follow } from './following.ts';
import { bodies, Form } from './form.ts';
import { hurry } from './hurry.ts';
import { SampleHistory } from './sampleHistory.ts';

const now = new Date();
const history = new SampleHistory(now);
/** An interaction whose deletion can be undone. */
const byHand = history.of('Acme Robotics', 1).find(({ manualCreatorId, noteIds }) => {
  const note = history.data.notes.find(({ id }) => id === noteIds[0]);
  return manualCreatorId !== null && note?.type === 0;
}) ?? { date: 0 };

test.use({ sandboxOptions: { now } });

const key = sandboxKeys.user;
const encoded = Buffer.from(`:${key}`).toString('base64');
/** A response that repeats the key, as a careless service or proxy might. */
const echo = { message: `Bearer ${key} (Basic ${encoded}) was refused: api_key=${encodeURIComponent(key)}` };

test('keeps the key in the secret storage and nowhere else', async ({ editor, sandbox, server }) => {
  const { dialog, page, quickInput, tree } = editor;
  const form = new Form(editor);
  const call = tree.at(byHand.date).first();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await editor.openView();

  await test.step('signing in, also after a response that repeats the key', async () => {
    await tree.welcome.getByRole('button', { name: 'Sign In with API Key…' }).click();
    await quickInput.type(key);
    sandbox.play({ kind: 'status', status: 400, body: echo });
    await quickInput.accept();
    await expect(quickInput.message).toContainText('doesn’t respond like Affinity');
    expect(await quickInput.message.innerText()).not.toContain(key);
    await quickInput.accept();
    await expect(tree.welcome).toContainText('Nothing followed yet');
    await isNowhere(editor);
  });

  await hurry(editor, { pauses: 40 });
  await test.step('following, opening and copying a link', async () => {
    await follow(editor, 'Acme Robotics', 'acme');
    await tree.expand(tree.row('Calls'));
    await tree.click(call);
    await expect.poll(() => editor.documentText()).toContain('**Type:** Call');
    await tree.menu(tree.row('Acme Robotics', 1), 'Copy Link to Affinity');
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toContain('/companies/');
    await isNowhere(editor);
  });

  await test.step('searching, after the whole history was read and kept', async () => {
    await editor.run('affinity.searchInteractions');
    await quickInput.type('crowded');
    await expect(quickInput.row('No matches in what is read so far')).toBeVisible();
    await quickInput.row(/^Read what isn’t covered yet…/).click();
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await expect(quickInput.box).toContainText('Acme Robotics · everything');
    await expect(quickInput.rows.filter({ hasText: 'crowded' }).first()).toBeVisible();
    await quickInput.cancel();
    await isNowhere(editor);
  });

  await test.step('editing, refused with the key in the response, and saved', async () => {
    await tree.menu(call, 'Edit Interaction…');
    await form.text.fill('Changed here.');
    sandbox.play({ kind: 'status', status: 422, body: echo, on: { method: 'PUT' } });
    await form.save.click();
    await expect(form.summary).toContainText('was refused');
    await expect(tree.row(/^Draft, /)).toContainText('refused');
    await isNowhere(editor);
    await form.save.click();
    await expect.poll(() => bodies(sandbox, 'PUT').length).toBe(2);
    await expect(tree.row('Drafts')).toHaveCount(0);
  });

  await test.step('deleting, refused with the key in the response, done and undone', async () => {
    for (const status of [400, undefined]) {
      if (status !== undefined)
        sandbox.play({ kind: 'status', status, body: echo, on: { method: 'DELETE' } });
      await tree.menu(call, 'Delete Interaction…');
      await dialog.getByRole('button', { name: 'Delete' }).click();
      await expect(editor.notification(status === undefined ? 'Deleted call' : 'was refused')).toBeVisible();
      await isNowhere(editor);
    }
    await editor.notification('Deleted call').getByRole('button', { name: 'Undo' }).click();
    await expect(editor.notification('Logged again')).toBeVisible();
  });

  await test.step('logging a selection, kept as a draft', async () => {
    await editor.host(
      async (vscode, file) => {
        await vscode.window.showTextDocument(vscode.Uri.file(file));
      },
      path.join(server.workspace, 'memo.md'),
    );
    await editor.run('affinity.logSelection');
    await form.isOpen('Log interaction');
    await form.text.fill('Kept for later.');
    await expect(form.draft).toContainText('Draft kept');
  });

  await test.step('failures of every kind that repeat the key, and the log', async () => {
    const answers = [
      { kind: 'status', status: 400, body: echo },
      { kind: 'status', status: 500, body: `<html><title>${echo.message}</title></html>` },
      { kind: 'status', status: 302, headers: { location: `http://127.0.0.1:9/?key=${key}` } },
      { kind: 'garbage', body: `${echo.message} {` },
      {
        kind: 'status',
        status: 200,
        body: { events: [{ id: echo.message, date: key }], next_page_token: key },
      },
    ] as const;
    for (const answer of answers) {
      sandbox.clearFaults();
      sandbox.play({ ...answer, on: { path: '/interactions' }, times: Infinity });
      sandbox.clearRequests();
      await tree.menu(tree.row('Acme Robotics', 1), 'Refresh');
      await expect.poll(() => sandbox.requests.length).toBeGreaterThan(0);
      await expect(tree.progress).toHaveCount(0);
    }
    sandbox.clearFaults();
    await editor.run('affinity.showLog');
    await expect(page.locator('.output-view .view-lines')).toContainText('Bearer ***');
    await isNowhere(editor);
  });

  await test.step('the disk, the browser, and the data that other extensions can read', async () => {
    await isKeptNowhere(editor, server.userData);
  });

  await test.step('after signing out it is gone from the secret storage too', async () => {
    const before = await sizeOfSecrets(editor);
    await editor.run('affinity.signOut');
    await expect(tree.welcome).toContainText('See who on your team spoke with whom');
    await isNowhere(editor);
    await isKeptNowhere(editor, server.userData);
    await expect.poll(() => sizeOfSecrets(editor)).toBeLessThan(before - 200);
    await expect.poll(() => histories(server.userData)).toEqual([]);
  });
});

/** In the browser, the editor stores secrets of extensions there, encrypted with a key of its server. */
async function sizeOfSecrets({ page }: Editor): Promise<number> {
  return String(await page.evaluate(`localStorage.getItem('secrets.provider')`)).length;
}

/** Expects the key nowhere on screen: no field, page, document or clipboard has it. */
async function isNowhere({ page, host }: Editor): Promise<void> {
  const shown = await Promise.all(
    page
      .frames()
      .map((frame) =>
        frame.evaluate(
          `document.documentElement.outerHTML + [...document.querySelectorAll('input, textarea')].map(({ value }) => value)`,
        ),
      ),
  );
  const clipboard = await page.evaluate('navigator.clipboard.readText()');
  const documents = await host((vscode) => vscode.workspace.textDocuments.map((one) => one.getText()));
  holdsNoKey([...shown, clipboard, ...documents].map(String));
}

async function histories(userData: string): Promise<readonly string[]> {
  return (await readdir(userData, { recursive: true })).filter((name) => name.endsWith('.jsonl.gz'));
}

/** Histories are compressed. */
async function textOf(file: string): Promise<string> {
  const bytes = await readFile(file);
  return (file.endsWith('.jsonl.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
}

/** Expects the key in no file of the editor, and not in the storage of the browser. */
async function isKeptNowhere({ page }: Editor, userData: string): Promise<void> {
  const entries = await readdir(userData, { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
  const texts = await Promise.all(files.map(textOf));
  expect(texts.length).toBeGreaterThan(10);
  const { origins, cookies } = await page.context().storageState({ indexedDB: true });
  expect(JSON.stringify(origins)).toContain('indexedDB');
  const sessions = await Promise.all(
    page.frames().map((frame) => frame.evaluate('JSON.stringify(sessionStorage)')),
  );
  holdsNoKey([...texts, JSON.stringify(origins), JSON.stringify(cookies), ...sessions.map(String)]);
}

function holdsNoKey(texts: readonly string[]): void {
  for (const form of [key, encoded, encodeURIComponent(key)])
    expect(texts.filter((text) => text.includes(form)).map((text) => around(text, form))).toEqual([]);
}

function around(text: string, form: string): string {
  const at = text.indexOf(form);
  return text.slice(Math.max(0, at - 200), at + 100);
}
