import { expect, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { follow } from './following.ts';

const acme = 'Acme Robotics';

/** Opens the page of Acme from the palette, and waits until everything is read. */
async function showAcme(editor: Editor): Promise<void> {
  await editor.command('Affinity: Show Relationship');
  await editor.quickInput.choose(acme);
  const page = editor.webview;
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(acme);
  const read = page.getByRole('button', { name: 'Read the Rest' });
  const whole = page.getByText(/^Covers everything since /);
  await expect(read.or(whole).first()).toBeVisible();
}

test('leads from the command to a document by keyboard alone', async ({ editor }) => {
  await editor.openView();
  await editor.signIn();
  await follow(editor, acme, 'acme');
  await showAcme(editor);
  const page = editor.webview;
  const { keyboard } = editor.page;
  await expect(page.locator('td:focus')).toBeVisible();
  await editor.inEveryTheme('relationship');
  // The emails of the whole year, which the sample firm always has.
  await keyboard.press('End');
  for (let row = 0; row < 3; row += 1) await keyboard.press('ArrowDown');
  await expect(page.locator('td:focus')).toHaveAccessibleName(/^\d{4}, emails: \d+/);
  await keyboard.press('Enter');
  const list = page.getByRole('complementary');
  await expect(list.getByRole('button').nth(1)).toBeFocused();
  await keyboard.press('Enter');
  await expect.poll(() => editor.documentUri()).toMatch(/^affinity:.*email-\d+/);
  await expect(editor.tab(/^Relationship: Acme Robotics/)).toBeVisible();
});

test('copies, and shows loaded data from a row without a request', async ({ editor, sandbox }) => {
  await editor.openView();
  await editor.signIn();
  await follow(editor, acme, 'acme');
  await showAcme(editor);
  await editor.host(async (vscode) => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  sandbox.clearRequests();
  await editor.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await editor.tree.menu(editor.tree.row(acme, 1), 'Show Relationship');
  const page = editor.webview;
  await expect(page.getByRole('grid')).toBeVisible();
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect
    .poll(() => editor.host((vscode) => vscode.env.clipboard.readText()))
    .toMatch(/^## Relationship with Acme Robotics\n/);
  expect(sandbox.requests).toEqual([]);
});
