import { expect, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { follow } from './following.ts';

const acme = 'Acme Robotics';

test.describe('with a slow service', () => {
  test.use({ sandboxOptions: { delayMs: 300 } });

  test('asks once for what is opened, and for nothing else', async ({ editor, sandbox }) => {
    const { page } = editor;
    const context = page.context();
    const { tree } = editor;
    const asked = (): string[] => sandbox.requests.map(({ path, query }) => path + (query['type'] ?? ''));
    await editor.openView();
    await editor.signIn();
    await follow(editor, acme, 'acme');
    await expect.poll(asked).toContain('/organizations/2249001');

    await test.step('one request per type for concurrent actions', async () => {
      sandbox.clearRequests();
      const calls = tree.row('Calls');
      for (let opened = 0; opened < 3; opened += 1) await calls.locator('.monaco-tl-twistie').click();
      await tree.expand(tree.row('Meetings'));
      await tree.expand(calls);
      await expect(tree.row(/^Call, /).first()).toBeVisible();
      expect(asked().toSorted()).toEqual(['/interactions0', '/interactions1']);
      await tree.collapse(tree.row('Meetings'));
    });

    await test.step('one request for older rows, and the others stay unchanged', async () => {
      const row = tree.row(/^Call, /).nth(2);
      await tree.click(row);
      await expect.poll(() => editor.documentText()).toContain('- **Type:** Call');
      await expect(row).toHaveAttribute('aria-selected', 'true');
      const name = (await row.getAttribute('aria-label')) ?? '';
      const before = await labels(editor);
      sandbox.clearRequests();
      await tree.row('Load older…').locator('.label-name').dblclick();
      await expect(tree.row(/^Load older…, before /)).toHaveAttribute('aria-selected', 'true');
      await expect(tree.description(tree.row('Calls'))).not.toHaveText(
        new RegExp(`^${String(before.length)} `),
      );
      expect(asked()).toEqual(['/interactions1']);
      const after = await labels(editor);
      expect(after.slice(0, before.length)).toEqual(before);
      expect(after.length).toBeGreaterThan(before.length);
      await tree.reveal(tree.view.getByRole('treeitem', { name, exact: true }));
      await expect(tree.row('Calls')).toHaveAttribute('aria-expanded', 'true');
      await expect(tree.row('Meetings')).toHaveAttribute('aria-expanded', 'false');
    });

    await test.step('none for collapsing, hiding, leaving and coming back', async () => {
      sandbox.clearRequests();
      await tree.collapse(tree.row('Calls'));
      await tree.expand(tree.row('Calls'));
      await tree.collapse(tree.row(acme, 1));
      await tree.expand(tree.row(acme, 1));
      await editor.page.locator('.activitybar').getByRole('tab', { name: 'Explorer' }).click();
      await expect(tree.view).toBeHidden();
      await editor.openView();
      const elsewhere = await context.newPage();
      await elsewhere.bringToFront();
      await page.bringToFront();
      await elsewhere.close();
      await page.evaluate(`['blur', 'focus'].forEach((name) => window.dispatchEvent(new Event(name)))`);
      await expect(tree.row(/^Call, /).first()).toBeVisible();
      // The long list has scrolled it out of sight.
      await tree.reveal(tree.row('Meetings'));
      await tree.expand(tree.row('Meetings'));
      await expect(tree.row(/^Meeting, /).first()).toBeVisible();
      expect(asked()).toEqual([]);
    });

    await test.step('a refresh reads expanded types, and collapsed ones when they are expanded', async () => {
      await tree.collapse(tree.row('Meetings'));
      await tree.menu(tree.row(acme, 1), 'Refresh');
      await expect.poll(asked).toEqual(['/interactions1']);
      await expect(tree.progress).toHaveCount(0);
      await tree.expand(tree.row('Meetings'));
      await expect.poll(asked).toEqual(['/interactions1', '/interactions0']);
    });

    await test.step('the dates of an opportunity are those of its companies, requested when it is expanded', async () => {
      sandbox.clearRequests();
      await follow(editor, 'Lumen Therapeutics – bridge', 'lumen');
      await expect.poll(asked).toContainEqual(expect.stringMatching(/^\/opportunities\/\d+$/));
      await expect.poll(asked).toContainEqual(expect.stringMatching(/^\/organizations\/\d+$/));
      await editor.page.waitForTimeout(1000);
      sandbox.clearRequests();
      const chats = tree.row(/^Chat messages with Lumen Therapeutics/);
      await tree.reveal(chats);
      await tree.expand(chats);
      expect(asked()).toEqual(['/interactions2']);
    });

    await test.step('none for a link and for unfollowing', async () => {
      await tree.reveal(tree.row(acme, 1));
      await tree.menu(tree.row(acme, 1), 'Copy Link to Affinity');
      await expect(editor.page.locator('.statusbar')).toContainText(
        'Copied https://fieldstone.affinity.co/companies/2249001',
      );
      await tree.menu(tree.row(acme, 1), 'Unfollow');
      await expect(tree.row(acme, 1)).toHaveCount(0);
      expect(asked()).toEqual(['/interactions2']);
    });
  });
});

async function labels(editor: Editor): Promise<readonly string[]> {
  const rows = await editor.tree.all();
  return rows.filter(({ spoken }) => spoken.startsWith('Call, ')).map(({ spoken }) => spoken);
}
