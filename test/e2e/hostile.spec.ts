import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { Form } from './form.ts';
import { hostileFirm, hostileName } from './hostileData.ts';

// HTML is the harder format of a note; the API returns Markdown too.
test.use({
  sandboxOptions: { data: hostileFirm(), open: { richText: 'html' } },
  settings: { 'workbench.hover.delay': 50 },
});

test('shows hostile data as plain text everywhere', async ({ editor, sandbox, server }) => {
  const { page, quickInput, tree } = editor;
  const form = new Form(editor);
  const company = tree.row(/^Hostile Company.*, company(,|$)/, 1);
  const row = (kind: string) => tree.row(new RegExp(`^${kind}, .*Title`));
  await editor.openView();
  await editor.signIn();

  await test.step('the status bar, its tooltip and the Accounts menu', async () => {
    const status = editor.statusItem(/^Affinity: Firm/);
    await isText(status, 'Firm');
    await saysInHover(editor, status, 'signed in to Firm');
    await isHarmless(editor);
    await page.mouse.move(800, 400);
    expect((await editor.accounts()).join()).toContain('$');
    await isHarmless(editor);
  });

  await test.step('the search, a followed record and its tooltip', async () => {
    await editor.run('affinity.follow');
    await quickInput.type('hostile');
    await expect(quickInput.rows).toHaveCount(2);
    for (const shown of await quickInput.rows.all()) await isText(shown, 'Hostile');
    await isHarmless(editor);
    await quickInput.choose(/^Hostile Company/);
    await isText(company, 'Hostile Company');
    await saysInHover(editor, company, 'Hostile Company');
    await isHarmless(editor);
    await page.mouse.move(800, 400);
  });

  await test.step('rows, their tooltips, and documents with their tabs', async () => {
    for (const [type, rows] of [
      ['Call', 'Calls'],
      ['Meeting', 'Meetings'],
      ['Email', 'Emails'],
    ] as const) {
      await tree.expand(tree.row(rows));
      await isText(row(type), 'Title');
      await saysInHover(editor, row(type), 'Title');
      await isHarmless(editor);
      await tree.click(row(type));
      await expect.poll(() => editor.documentText()).toContain(`**Type:** ${type}`);
      expect(await editor.documentText()).not.toMatch(unprintable);
      await isHarmless(editor);
    }
  });

  await test.step('the preview of a document', async () => {
    for (const type of ['Call', 'Meeting']) {
      await tree.click(row(type));
      await expect.poll(() => editor.documentText()).toContain(`**Type:** ${type}`);
      await editor.host((vscode) => vscode.commands.executeCommand('markdown.showPreview'));
      await isText(editor.webview.locator('h1'), 'Title');
      await isText(editor.webview.locator('body'), 'wide wide', 'onerror=');
      await isHarmless(editor);
    }
    await editor.host((vscode) => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  });

  await test.step('a list', async () => {
    await tree.menu(company, 'List Interactions…');
    await isText(quickInput.title, 'Interactions with Hostile Company');
    await quickInput.choose('Calls');
    await isHarmless(editor);
    await quickInput.choose('Last 5 years');
    await isText(quickInput.rows.first(), 'Title');
    await isText(quickInput.title, 'Calls with Hostile Company');
    await isHarmless(editor);
    await quickInput.cancel();
  });

  await test.step('the form, its suggestions, a refusal, and the row of the draft', async () => {
    await tree.menu(row('Call'), 'Edit Interaction…');
    await isText(form.heading, 'Title');
    await isText(form.chip('Eve'), 'Hostile');
    await form.people.fill('hostile');
    await isText(form.page.getByRole('option').first(), 'Hostile');
    await isHarmless(editor);
    await form.people.fill('');
    await form.text.fill(hostileName);
    sandbox.play({
      kind: 'status',
      status: 422,
      body: { message: `Said ${hostileName}` },
      on: { method: 'PUT' },
    });
    await form.save.click();
    await isText(form.summary, 'Said');
    const draft = tree.row(/^Draft, /);
    await isText(draft, 'Title');
    await isHarmless(editor);
    await saysInHover(editor, draft, 'Said');
    await isHarmless(editor);
    await form.save.click();
    await form.isClosed();
    await isText(page.locator('.statusbar'), 'Title');
    await isHarmless(editor);
  });

  await test.step('a dialog and a notification', async () => {
    await tree.menu(row('Call'), 'Delete Interaction…');
    await isText(editor.dialog, 'Delete call');
    await isHarmless(editor);
    sandbox.play({
      kind: 'status',
      status: 422,
      body: { message: `Said ${hostileName}` },
      on: { method: 'DELETE' },
    });
    await editor.dialog.getByRole('button', { name: 'Delete' }).click();
    await isText(editor.notification('Couldn’t delete'), 'Said');
    await isHarmless(editor);
    await editor.clearNotifications();
  });

  await test.step('a failure, the log, and the status bar', async () => {
    const body = { message: `Said ${hostileName}` };
    sandbox.play({ kind: 'status', status: 422, body, on: { path: '/interactions' }, times: Infinity });
    await tree.menu(company, 'Refresh');
    await saysInHover(editor, tree.row('Affinity refused the request').first(), 'Said');
    await isHarmless(editor);
    await editor.run('affinity.showLog');
    await expect(page.locator('.output-view .view-lines')).toContainText('Said');
    await isHarmless(editor);
    for (const log of await logsBelow(server.userData)) expect(log).not.toMatch(unprintable);
    await tree.menu(company, 'Unfollow');
    await isText(page.locator('.statusbar'), 'Unfollowed Hostile');
    await isHarmless(editor);
  });
});

/** Terminal sequences and direction overrides. */
const unprintable = /[^\P{Cc}\s]|[\u202A-\u202E\u2066-\u2069]/u;

/** Expects the words, with icons and links as plain text. */
async function isText(shown: Locator, words: string, beside = '$(rocket)', timeout = 30_000): Promise<void> {
  await expect(shown.first()).toContainText(words, { timeout });
  const text = async (): Promise<string> =>
    (await shown.first().innerText({ timeout })).replaceAll('\u2060', '');
  await expect.poll(text, { timeout }).toContain(beside);
}

/** Retries, because a hover closes when its element is redrawn. */
async function saysInHover({ page }: Editor, element: Locator, words: string): Promise<void> {
  const hover = page.locator('.monaco-hover:visible, .workbench-hover:visible').last();
  await expect(async () => {
    await page.mouse.move(800, 400);
    await element.hover({ timeout: 2000 });
    // A row that is drawn anew takes its hover along.
    await isText(hover, words, undefined, 2000);
  }).toPass({ timeout: 90_000 });
}

/** Expects that no hostile text was interpreted, in the window or in a page inside it. */
async function isHarmless({ page, host }: Editor): Promise<void> {
  for (const frame of page.frames())
    expect(await frame.evaluate(`(${inspect})()`), frame.url()).toEqual({
      icons: 0,
      marks: [],
      unprintable: [],
    });
  expect(await host((vscode) => vscode.window.terminals.length)).toBe(0);
}

/** Runs in the page, whose types the tests don't have. The text of a field is edited unchanged, so it doesn't count. */
const inspect = String.raw`() => {
  const all = [...document.querySelectorAll('*')];
  const attributes = all.flatMap((one) => [...one.attributes]).filter(({ name }) => name !== 'current-value');
  const marks = attributes.map(({ name, value }) => name + '=' + value).filter((mark) =>
    /^(data-)?href=(command:workbench.action.terminal|javascript:|data:text|file:)|^src=(x$|http:..127.0.0.1:9)|^on/.test(mark));
  const texts = [...attributes.map(({ value }) => value), ...all.flatMap((one) =>
    [...one.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ data }) => data))];
  return {
    ran: window.ran,
    icons: document.querySelectorAll('.codicon-rocket, .codicon-heart').length,
    marks,
    unprintable: texts.filter((text) => /[^\P{Cc}\s]|[\u202A-\u202E\u2066-\u2069]/u.test(text)),
  };
}`;

async function logsBelow(userData: string): Promise<readonly string[]> {
  const folder = path.join(userData, 'logs');
  const names = (await readdir(folder, { recursive: true })).filter((name) => /ffinity.*\.log$/.test(name));
  expect(names.length).toBeGreaterThan(0);
  return await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
}
