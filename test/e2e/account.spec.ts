import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, sandboxKeys, test } from './fixtures.ts';
import { follow } from './following.ts';
import { hurry } from './hurry.ts';

const signIn = 'Affinity: Sign In with API Key…';

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
    await expect(quickInput.title).toContainText('Sign In with API Key');
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

test('keeps a key that isn’t accepted for correction, and sends none to another address', async ({
  editor,
  sandbox,
}) => {
  const { quickInput, tree, page } = editor;
  await editor.openView();

  await test.step('a key that isn’t accepted', async () => {
    await tree.welcome.getByRole('button', { name: 'Sign In with API Key…' }).click();
    await expect(quickInput.input).toHaveAttribute('type', 'password');
    await quickInput.type('no-such-key');
    await quickInput.accept();
    await expect(quickInput.message).toContainText('doesn’t recognize this API key');
    await expect(quickInput.input).toHaveValue('no-such-key');
    // Type on without a click: the cursor is still in the field.
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(sandboxKeys.user);
    await page.keyboard.press('Enter');
    await expect(quickInput.box).toHaveCount(0);
    await expect(tree.welcome).toContainText('Nothing followed yet');
  });

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
