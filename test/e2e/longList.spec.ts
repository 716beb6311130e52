import { history } from '../support/history.ts';
import { expect, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { follow } from './following.ts';

const now = new Date();
// Just enough to be grouped. Between the newest 500 and the last 100 are two years, so always a whole calendar year.
const past = history({ 3: [500, 270, 150, 120] }, now.getTime());
const emails = 'Emails';

// Elements that cover the rows would receive their clicks.
const bare = { 'workbench.tree.enableStickyScroll': false, 'workbench.hover.delay': 60_000 };

test.use({ sandboxOptions: { now, data: past.data }, settings: bare });

test('groups the middle of a long list, and shows the age of rows that a refresh doesn’t read', async ({
  editor,
  sandbox,
}) => {
  const { tree } = editor;
  await editor.openView();
  await editor.signIn();
  await follow(editor, past.company.name, 'acme');
  await tree.expand(tree.row(emails));
  await loadAll(editor, sandbox);
  await expect(tree.row(/^Email, /).last(), 'the last ones loaded stand beside it').toBeVisible();

  const anyYear = tree.row(/^20\d\d, \d+ loaded$/).first();
  await tree.revealFromEnd(anyYear);
  const [spoken = '', label = '', count = ''] =
    /^(\d+), (\d+).*/.exec((await anyYear.getAttribute('aria-label')) ?? '') ?? [];
  const year = tree.row(new RegExp(`^${spoken}$`));
  await expect(year).toHaveAttribute('aria-expanded', 'false');
  sandbox.clearRequests();
  await tree.expand(year);
  await editor.screenshot('folded');
  const rows = tree.row(/^Email, /, 4);
  await expect(async () => {
    // There may be no room below the row of the year.
    if ((await rows.count()) === 0) await tree.view.getByRole('tree').press('PageDown');
    await expect(rows).not.toHaveCount(0, { timeout: 500 });
  }).toPass();
  await expect(rows.first(), 'the editor has all rows of the year').toHaveAttribute('aria-setsize', count);
  for (const text of await rows.locator('.label-name').allTextContents())
    expect(text).toContain(` ${label}  `);
  expect(sandbox.requests).toEqual([]);

  await tree.reveal(tree.row(emails));
  await expect(tree.description(tree.row(emails))).toHaveText(/^1,040 · back to [^·]*$/);
  await tree.titleAction('Refresh');
  await expect(tree.description(tree.row(emails))).toHaveText(/ · older ones as of \d\d:\d\d$/);
  expect(sandbox.requests).toHaveLength(1);
  await tree.revealFromEnd(year);
  await expect(year, 'a refresh closes no period').toHaveAttribute('aria-expanded', 'true');
});

/** Uses the keyboard, which is faster than the mouse. */
async function loadAll(
  { tree }: Editor,
  { requests }: { readonly requests: readonly unknown[] },
): Promise<void> {
  const keys = tree.view.getByRole('tree');
  const all = tree.row(/^All loaded · since /);
  const older = tree.row('Load older…');
  const toEnd = async (): Promise<void> => {
    await expect(async () => {
      await keys.press('End');
      await expect(older.or(all)).toBeVisible({ timeout: 100 });
    }).toPass({ timeout: 30_000, intervals: [50] });
  };
  for (await toEnd(); (await all.count()) === 0; await toEnd()) {
    const asked = requests.length;
    await expect(async () => {
      await toEnd();
      // A slow machine may not have sent the request of the last press yet.
      if (requests.length === asked && (await older.count()) > 0) await keys.press('Enter');
      await expect.poll(() => requests.length, { timeout: 5000, intervals: [20] }).toBeGreaterThan(asked);
    }).toPass({ timeout: 60_000 });
  }
}
