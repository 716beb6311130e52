import { localDay, localMoment } from './dates.ts';
import { expect, test } from './fixtures.ts';
import { follow } from './following.ts';
import { begin, Form } from './form.ts';
import { SampleHistory } from './sampleHistory.ts';

const now = new Date();
const history = new SampleHistory(now);
const acme = 'Acme Robotics';
const yearMs = 365 * 24 * 60 * 60 * 1000;

test.use({ sandboxOptions: { now } });

test('lists interactions step by step, with Back in each step', async ({ editor, sandbox }) => {
  const { quickInput } = editor;
  const calls = history.of(acme, 1);
  await editor.openView();
  await editor.signIn();
  await editor.command('Affinity: List Interactions…');
  await quickInput.type('acme');
  await quickInput.choose(acme);
  await expect(quickInput.title).toContainText(`Interactions with ${acme} (2/4)`);
  await quickInput.button('Back').click();
  await expect(quickInput.input).toHaveValue('acme');
  await quickInput.choose(acme);
  await expect(quickInput.title).toContainText('(2/4)');
  expect(await quickInput.items()).toEqual(['Meetings', 'Calls', 'Chat messages', 'Emails']);
  await quickInput.choose('Emails');
  await expect(quickInput.title).toContainText(`Emails with ${acme} (3/4)`);
  await quickInput.button('Back').click();
  await expect(quickInput.title).toContainText('(2/4)');
  await quickInput.choose('Calls');

  await test.step('two dates that the user types', async () => {
    await quickInput.choose('Custom range…');
    await expect(quickInput.message).toContainText('Enter the first and last day');
    await quickInput.type('2024-02-30 2024-03-01');
    await quickInput.accept();
    await expect(quickInput.message).toContainText('Enter two valid dates');
    await quickInput.type('2024-03-02 2024-03-01');
    await quickInput.accept();
    await expect(quickInput.message).toContainText('The first day can’t be after the last day');
    const day = new Date(calls[5]?.date ?? 0).toISOString().slice(0, 10);
    await quickInput.type(`${day} ${day}`);
    sandbox.clearRequests();
    await quickInput.accept();
    await expect(quickInput.title).toContainText(`Calls with ${acme} (4/4)`);
    await expect(quickInput.rows).not.toHaveCount(0);
    const [request, ...others] = sandbox.requests;
    const hours =
      new Date(request?.query['end_time'] ?? 0).getTime() -
      new Date(request?.query['start_time'] ?? 0).getTime();
    expect(others).toEqual([]);
    expect(hours).toBe(24 * 60 * 60 * 1000);
    await quickInput.button('Back').click();
    await expect(quickInput.title).toContainText('(3/4)');
  });

  await test.step('everything, page by page', async () => {
    await quickInput.choose('Last 5 years');
    const recent = calls.filter(({ date }) => date > Date.now() - yearMs).length;
    await expect(quickInput.rows.first()).toHaveAttribute('aria-setsize', String(recent + 2));
    sandbox.clearRequests();
    await quickInput.input.press('ArrowUp');
    await expect(quickInput.row(/^Load all…, about \d+ requests$/)).toHaveClass(/focused/);
    await quickInput.input.press('ArrowUp');
    await expect(quickInput.row(/^Load older…, before /)).toHaveClass(/focused/);
    await quickInput.input.press('Enter');
    await expect(quickInput.rows.and(quickInput.box.locator('.focused'))).toContainText(
      localMoment(calls[recent]?.date ?? 0),
    );
    expect(sandbox.requests).toHaveLength(1);
    for (let more = 2; more <= 4; more += 1) {
      await quickInput.type('load older');
      const older = quickInput.row('Load older…');
      const before = (await older.getAttribute('aria-label')) ?? '';
      await older.click();
      await expect(quickInput.box.getByRole('option', { name: before, exact: true })).toHaveCount(0);
      expect(sandbox.requests).toHaveLength(more);
    }
    await expect(quickInput.row('Load older…')).toHaveCount(0);
    const titled = calls.find(
      (call) => call.title?.startsWith('Call with ') && call.date > Date.now() - yearMs,
    );
    await quickInput.type(titled?.title ?? '');
    await quickInput.choose(new RegExp(`^${titled?.title ?? ''}, .*${localDay(titled?.date ?? 0)}`));
    await expect.poll(() => editor.documentText()).toContain(`Call ${String(titled?.id)}`);
  });
});

test('opens an interaction by type and ID', async ({ editor, sandbox }) => {
  const { quickInput } = editor;
  const [call] = history.of(acme, 1);
  await editor.openView();
  await editor.signIn();
  await editor.command('Affinity: Open Interaction…');
  await quickInput.choose('Call');
  await expect(quickInput.message).toContainText('Enter the interaction’s ID');
  sandbox.clearRequests();
  await quickInput.type('number 7');
  await quickInput.accept();
  await expect(quickInput.message).toContainText('Enter only the number, such as 417.');
  expect(sandbox.requests, 'what is no number is not asked for').toEqual([]);
  await quickInput.type('99999999');
  await quickInput.accept();
  await expect(quickInput.message).toContainText('no longer in Affinity');
  // Type on without a click: the text and the cursor are still in the field.
  await expect(quickInput.input).toHaveValue('99999999');
  await editor.page.keyboard.press('ControlOrMeta+a');
  await editor.page.keyboard.type(String(call?.id));
  await editor.page.keyboard.press('Enter');
  await expect.poll(() => editor.documentText()).toContain(`Call ${String(call?.id)}`);
  await expect(quickInput.box).toHaveCount(0);
});

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
  await expect(editor.quickInput.title).toContainText('Sign in to Affinity');
  await editor.quickInput.cancel();
  expect(sandbox.requests).toEqual([]);
});
