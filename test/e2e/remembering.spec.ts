import { readdir } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';
import { follow } from './following.ts';

test('removes loaded rows and documents when the setting is turned off', async ({ editor, server }) => {
  const { tree, page } = editor;
  const kept = async (): Promise<readonly string[]> => {
    const names = await readdir(server.userData, { recursive: true });
    return names.flatMap((name) => /\/accounts\/[^/]+\/(interactions|documents)\/.+$/.exec(name)?.[1] ?? []);
  };
  await editor.openView();
  await editor.signIn();
  await follow(editor, 'Acme Robotics', 'acme');
  await tree.expand(tree.row('Calls'));
  await tree.click(tree.row(/^Call, /).first());
  await expect.poll(async () => (await kept()).toSorted()).toEqual(['documents', 'interactions']);

  await editor.configure({ 'affinity.rememberInteractions': false });
  await expect.poll(kept).toEqual([]);
  await expect(tree.row(/^Call, /).first()).toBeVisible();

  await tree.expand(tree.row('Meetings'));
  await tree.click(tree.row(/^Meeting, /).first());
  // Rows are written a second after they were loaded.
  await page.waitForTimeout(2000);
  expect(await kept()).toEqual([]);
});
