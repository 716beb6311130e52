import { type Editor, expect, test } from './fixtures.ts';
import { follow } from './following.ts';
import { even, history } from '../support/history.ts';

const now = new Date();
const past = history({ 0: [], 1: [], 2: [], 3: even(325, 4) }, now.getTime());
const emails = 'E-mails';

// What lies over the rows takes the clicks that are meant for them.
const bare = { 'workbench.tree.enableStickyScroll': false, 'workbench.hover.delay': 60_000 };

test.use({ sandboxOptions: { now, data: past.data }, settings: bare });

test('folds the middle of a long list, and tells the age of what a refresh does not read', async ({
  editor,
  sandbox,
}) => {
  const { tree } = editor;
  await editor.openView();
  await editor.signIn();
  await follow(editor, past.company.name, 'acme');
  await tree.expand(tree.row(emails));
  await loadAll(editor, sandbox);
  await expect(tree.row(/^E-mail, /).last(), 'the last ones loaded stand beside it').toBeVisible();

  const year = tree.row(/^20\d\d, \d+ loaded$/).first();
  await tree.reveal(year);
  await expect(year).toHaveAttribute('aria-expanded', 'false');
  const [label = '', count = ''] =
    /^(\d+), (\d+)/.exec((await year.getAttribute('aria-label')) ?? '')?.slice(1) ?? [];
  sandbox.clearRequests();
  await tree.expand(year);
  const rows = await tree.all();
  expect(rows.filter(({ level, spoken }) => level === 4 && spoken.startsWith('E-mail, '))).toHaveLength(
    Number(count),
  );
  expect(
    rows.filter(({ level }) => level === 4).every(({ description }) => description.includes(label)),
  ).toBe(true);
  await tree.reveal(year);
  await editor.screenshot('folded');
  expect(sandbox.requests).toEqual([]);

  await tree.reveal(tree.row(emails));
  await expect(tree.description(tree.row(emails))).toHaveText(/^1,300 · back to [^·]*$/);
  await tree.titleAction('Refresh');
  await expect(tree.description(tree.row(emails))).toHaveText(/ · older ones as of \d\d:\d\d$/);
  expect(sandbox.requests).toHaveLength(1);
  await tree.reveal(year);
  await expect(year, 'a refresh closes no period').toHaveAttribute('aria-expanded', 'true');
});

async function loadAll(
  editor: Editor,
  { requests }: { readonly requests: readonly unknown[] },
): Promise<void> {
  const { tree } = editor;
  const all = tree.row(/^All loaded · since /);
  for (;;) {
    await expect(async () => {
      await tree.view.getByRole('tree').press('End');
      await expect(tree.row('Load older…').or(all)).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 30_000 });
    if ((await all.count()) > 0) return;
    const asked = requests.length;
    await tree.click(tree.row('Load older…'));
    await expect.poll(() => requests.length).toBeGreaterThan(asked);
  }
}
