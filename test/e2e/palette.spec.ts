import { expect, test } from './fixtures.ts';
import { follow } from './following.ts';
import { begin, Form } from './form.ts';

const now = new Date();
const acme = 'Acme Robotics';

test.use({ sandboxOptions: { now } });

test('works on the interaction that is open, else on one of those opened or loaded', async ({
  editor,
  sandbox,
}) => {
  const { quickInput, tree } = editor;
  const form = new Form(editor);
  await begin(editor);
  await follow(editor, acme, 'acme');
  await tree.expand(tree.row('Emails'));
  await tree.expand(tree.row('Calls'));
  const call = tree.row(/^Call, /).first();
  const label = await call.locator('.label-name').innerText();

  await test.step('the open one is edited without a question', async () => {
    await tree.click(call);
    await expect.poll(() => editor.documentText()).toContain('**Type:** Call');
    await editor.command('Affinity: Edit Interaction…');
    await form.isOpen(/^Edit /);
    await form.text.press('Escape');
    await form.isClosed();
  });

  await test.step('an open email can’t be, and another one is offered', async () => {
    await tree.reveal(tree.row(/^Email, /));
    await tree.click(tree.row(/^Email, /).first());
    await expect.poll(() => editor.documentText()).toContain('**Type:** Email');
    await editor.command('Affinity: Edit Interaction…');
    const told = editor.notification('Emails can’t be edited.');
    await told.getByRole('button', { name: 'Select Another…' }).click();
    await expect(quickInput.title).toHaveText('Edit Interaction');
    await expect(quickInput.rows.first()).toContainText(label.split(/\s{2}/)[0] ?? '');
    await quickInput.cancel();
  });

  await test.step('without an open one it is picked, which sends no request', async () => {
    await editor.host((vscode) => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
    sandbox.clearRequests();
    await editor.command('Affinity: Copy Link to Affinity');
    await expect(quickInput.title).toHaveText('Copy Link to Affinity');
    const rows = await quickInput.items();
    expect(rows[0]).toMatch(/Acme Robotics/);
    expect(sandbox.requests).toEqual([]);
    await editor.screenshot('pick-interaction');
    await quickInput.rows.first().click();
    await expect(editor.page.locator('.statusbar')).toContainText(
      'Copied https://fieldstone.affinity.co/companies/2249001',
    );
    expect(sandbox.requests).toEqual([]);
  });

  await test.step('Open Interaction always offers, and takes a type and an ID as well', async () => {
    await tree.reveal(tree.row(/^Call, /));
    await tree.click(tree.row(/^Call, /).first());
    // A document that opens later would close the palette.
    await expect.poll(() => editor.documentText()).toContain('**Type:** Call');
    await editor.command('Affinity: Open Interaction…');
    await expect(quickInput.title).toHaveText('Open Interaction');
    await quickInput.type('nothing has these words');
    await expect(quickInput.rows).toHaveCount(1);
    await quickInput.choose('Enter Type and ID…');
    await expect(quickInput.row('Meeting')).toBeVisible();
    await quickInput.cancel();
  });
});

test('says what to do first when signed out', async ({ editor, sandbox }) => {
  await editor.openView();
  const offered = await editor.paletteOffers('Affinity: ');
  expect(offered).toEqual(
    expect.arrayContaining([
      expect.stringContaining('Affinity: Sign In with API Key…'),
      expect.stringContaining('Affinity: Explore with Sample Data'),
      expect.stringContaining('Affinity: Show Log'),
    ]),
  );
  const needless = offered.filter((title) =>
    /Unfollow|Load Older|Retry|Copy Link|Sign Out|Clear Filter/.test(title),
  );
  expect(needless).toEqual([]);
  await editor.host(async (vscode) => {
    void vscode.commands.executeCommand('affinity.listInteractions');
  });
  await editor.notification('Sign in to Affinity first').getByRole('button', { name: 'Sign In…' }).click();
  await expect(editor.quickInput.title).toContainText('Sign In with API Key');
  await editor.quickInput.cancel();
  expect(sandbox.requests).toEqual([]);
});
