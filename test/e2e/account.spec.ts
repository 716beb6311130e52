import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, sandboxKeys, test } from './fixtures.ts';
import { follow } from './following.ts';
import { hurry } from './hurry.ts';

const signIn = 'Affinity: Sign In with API Key…';

test('gives six reasons why a key isn’t accepted, keeps the input, and lets the user correct it', async ({
  editor,
  sandbox,
}) => {
  const { quickInput, tree, page } = editor;
  const whoami = { path: '/auth/whoami' };
  await editor.openView();
  await tree.welcome.getByRole('button', { name: 'Sign In with API Key…' }).click();
  await expect(quickInput.input).toHaveAttribute('type', 'password');
  await quickInput.accept();
  await expect(quickInput.message).toContainText('Enter an API key.');
  await quickInput.type('two words');
  await quickInput.accept();
  await expect(quickInput.message).toContainText('no spaces');
  expect(sandbox.requests, 'what cannot be a key is not sent').toEqual([]);

  await quickInput.type('no-such-key');
  const said = new Set<string>();
  const reasons = [
    [/doesn’t recognize this API key/, undefined],
    [/it doesn’t have API access/, { kind: 'status', status: 403 }],
    [/can’t be reached\. Check your network connection/, { kind: 'drop', when: 'before' }],
    [/didn’t respond in time/, { kind: 'stall' }],
    [/request limit is reached/, { kind: 'status', status: 429 }],
    [/returned an error \(502\)/, { kind: 'status', status: 502 }],
  ] as const;
  for (const [sentence, fault] of reasons) {
    if (fault !== undefined) sandbox.play({ ...fault, on: whoami });
    await hurry(editor, { pauses: 40, patience: fault?.kind === 'stall' ? 60 : 3 });
    await page.keyboard.press('Enter');
    await expect(quickInput.message).toContainText(sentence);
    await expect(quickInput.input).toHaveValue('no-such-key');
    said.add(await quickInput.message.innerText());
  }
  expect(said.size).toBe(6);
  expect(sandbox.requests).toHaveLength(6);

  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(` ${sandboxKeys.user}\n`.trim());
  await page.keyboard.press('Enter');
  await expect(quickInput.box).toHaveCount(0);
  await expect(tree.welcome).toContainText('Nothing followed yet');
});

test('shows the account and its limits, asks for a new key when one is refused, and signs out from the Accounts menu', async ({
  editor,
  sandbox,
  server,
}) => {
  const { page, quickInput, tree } = editor;
  await editor.openView();
  await editor.signIn();
  await hurry(editor, { pauses: 40 });
  await follow(editor, 'Acme Robotics', 'acme');
  await tree.expand(tree.row('Calls'));
  const status = editor.statusItem(/^Affinity: Fieldstone Ventures/);
  const hover = (await editor.hoverText(status)).replaceAll('\u00a0', ' ');
  expect(hover).toContain('Ann Lee, signed in to Fieldstone Ventures');
  expect(hover).toMatch(/Requests left this minute: 89\d of 900, resets \d\d:\d\d/);
  expect(hover).toMatch(/Requests left this month, whole firm: 99,9\d\d of 100,000/);

  await test.step('a key that is refused later isn’t deleted', async () => {
    sandbox.play({ kind: 'status', status: 401, times: Infinity });
    await tree.titleAction('Refresh');
    const failure = tree.row('API key not accepted');
    await expect(failure).toBeVisible();
    await expect(tree.row(/^Call, /).first()).toBeVisible();
    await expect(status).toContainText('sign in again');
    await tree.click(failure);
    await expect(quickInput.title).toContainText('Sign in to Affinity');
    await quickInput.cancel();
    sandbox.clearFaults();
    await tree.action(failure, 'Retry');
    await expect(failure).toHaveCount(0);
    await expect(status).not.toContainText('sign in again');
  });

  await test.step('another key of the same firm', async () => {
    await editor.command(signIn);
    await quickInput.type(sandboxKeys.colleague);
    await quickInput.accept();
    await expect(quickInput.box).toHaveCount(0);
    await expect
      .poll(() => editor.accounts())
      .toContainEqual(expect.stringContaining('Ben Carter (Fieldstone Ventures)'));
    await expect(tree.welcome, 'what Ann follows is not shown to Ben').toContainText('Nothing followed yet');
    const loaded = /\/accounts\/[^/]+\/(interactions|documents)\//;
    await expect
      .poll(async () => (await filesBelow(server.userData)).filter((file) => loaded.test(file)))
      .toEqual([]);
  });

  await test.step('signs out from the Accounts menu', async () => {
    await page
      .locator('.activitybar')
      .getByRole('button', { name: /^Accounts/ })
      .click();
    await page
      .locator('.context-view')
      .getByRole('menuitem', { name: /^Ben Carter/ })
      .hover();
    const signOut = page.locator('.context-view').getByRole('menuitem', { name: 'Sign Out' });
    await signOut.waitFor();
    // A menu ignores clicks during its first 100 ms.
    await page.waitForTimeout(200);
    await signOut.click();
    await editor.dialog.getByRole('button', { name: 'Sign Out' }).click();
    await expect(tree.welcome).toContainText('See who on your team spoke with whom');
    await expect(status).toHaveCount(0);
  });
});

test('doesn’t send a key to another address', async ({ editor, sandbox }) => {
  await editor.openView();
  await editor.signIn();
  await follow(editor, 'Acme Robotics', 'acme');
  await expect.poll(() => sandbox.requests.at(-1)?.path).toBe('/organizations/2249001');
  sandbox.clearRequests();
  await editor.configure({ 'affinity.baseUrl': 'ftp://nonsense' });
  await expect(editor.tree.welcome).toContainText('See who on your team spoke with whom');
  expect(await editor.paletteOffers('Affinity: Sign Out'), 'whose key is kept can sign out').toContainEqual(
    expect.stringContaining('Affinity: Sign Out'),
  );
  await editor.command('Affinity: Show Log');
  await expect(editor.page.locator('.output-view .view-lines')).toContainText(
    'affinity.baseUrl "ftp://nonsense" is not valid; using https://api.affinity.co instead.',
  );
  expect(sandbox.requests).toEqual([]);
});

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

test('asks before another extension may sign in', async ({ editor }) => {
  const { dialog } = editor;
  await editor.openView();
  await editor.host((vscode, apiKey) => {
    delete process.env['AFFINITY_UNATTENDED'];
    void vscode.commands.executeCommand('affinity.signIn', { apiKey });
  }, sandboxKeys.user);
  await expect(dialog).toContainText('Sign in to Fieldstone Ventures as Ann Lee?');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(editor.statusItem(/^Affinity: /)).toHaveCount(0);
});
