import { expect, test } from './fixtures.ts';
import { follow } from './following.ts';
import { SampleHistory } from './sampleHistory.ts';

const now = new Date();
const history = new SampleHistory(now);
const acme = 'Acme Robotics';
const yearMs = 365 * 24 * 60 * 60 * 1000;

const word = 'crowded';

/** A call of years ago with the word in its note. */
const wanted = history
  .of(acme, 1)
  .find((call) => call.date < now.getTime() - 4 * yearMs && history.note(call).includes(word));
const dayAfter = new Date((wanted?.date ?? 0) + 2 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
const rest = `type:call before:${dayAfter}`;

test.use({ sandboxOptions: { now } });

test('finds a word of an old note after reading was stopped and continued, and opens its line', async ({
  editor,
  sandbox,
}) => {
  const { dialog, quickInput } = editor;
  const found = quickInput.rows.filter({ hasText: word });
  await editor.openView();
  await editor.signIn();
  await follow(editor, acme, 'acme');
  await editor.command('Affinity: Search Interactions…');
  await expect(quickInput.row(/^Read what isn’t covered yet…, about \d+ requests/)).toBeVisible();
  await quickInput.type(`${word} ${rest}`);
  await expect(quickInput.row('No interactions read yet')).toBeVisible();
  await editor.screenshot('search-not-covered');

  await test.step('stop and go on', async () => {
    sandbox.play({ kind: 'delay', ms: 1000, on: { path: '/interactions' }, times: Infinity });
    await quickInput.row(/^Read what isn’t covered yet…/).click();
    await expect(dialog).toContainText(/This needs about \d+ requests to Affinity/);
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await expect(quickInput.title).toContainText(`Reading ${acme}…`);
    await editor.screenshot('search-reading');
    await quickInput.button('Stop').click();
    await expect(quickInput.title).not.toContainText('Reading');
    sandbox.clearFaults();
    const asked = sandbox.requests.length;
    // How much was read before the stop decides whether the rest takes more than 50 requests again.
    const again = dialog.getByRole('button', { name: 'Continue' });
    await editor.page.addLocatorHandler(again, () => again.click());
    await quickInput.row(/^Read what isn’t covered yet…/).click();
    await expect(quickInput.box).toContainText(`${acme} · everything`);
    await editor.page.removeLocatorHandler(again);
    await expect(quickInput.title).not.toContainText('Reading');
    expect(sandbox.requests.length).toBeGreaterThan(asked);
  });

  await test.step('results while typing, by the beginning of the word, and with a wrong letter', async () => {
    sandbox.clearRequests();
    await expect(found.first()).toBeVisible();
    await expect(quickInput.button('Export These Results…')).toBeVisible();
    await editor.screenshot('search-found');
    await quickInput.type(`crowde ${rest}`);
    await expect(found.first()).toBeVisible();
    await quickInput.type(`crowxed ${rest}`);
    await expect(quickInput.box).toContainText(`${acme} · similar words`);
    await expect(found.first()).toBeVisible();
    await quickInput.type('type:fax before:someday');
    await expect(quickInput.row(/^“fax” isn’t a type/)).toBeVisible();
    await editor.screenshot('search-problems');
    expect(sandbox.requests).toHaveLength(0);
  });

  await test.step('open at the match', async () => {
    await quickInput.type(`${word} ${rest}`);
    await expect(found.first()).toBeVisible();
    await quickInput.accept();
    await expect.poll(() => editor.documentText()).toContain(`Call ${String(wanted?.id)}`);
    const selected = () =>
      editor.host((vscode) => {
        const shown = vscode.window.activeTextEditor;
        return shown?.document.getText(shown.selection);
      });
    await expect.poll(selected).toBe(word);
    await editor.screenshot('search-opened');
  });

  await test.step('the query is there again, and typing replaces it', async () => {
    await editor.command('Affinity: Search Interactions…');
    await expect(quickInput.input).toHaveValue(`${word} ${rest}`);
    await expect(found.first()).toBeVisible();
    await editor.page.keyboard.type('zz');
    await expect(quickInput.input).toHaveValue('zz');
    await editor.page.keyboard.press('Escape');
  });

  await test.step('after a restart without a request', async () => {
    await editor.restartExtensions();
    sandbox.clearRequests();
    await editor.run('affinity.searchInteractions');
    await quickInput.type(`${word} ${rest}`);
    await expect(found.first()).toBeVisible();
    expect(sandbox.requests.filter(({ path }) => path.startsWith('/interactions'))).toHaveLength(0);
    await editor.run('affinity.signOut');
    await expect(quickInput.box, 'results go with the account').toHaveCount(0);
  });
});
