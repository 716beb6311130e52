import { expect, test } from './fixtures.ts';
import { follow } from './following.ts';

test('asks before it makes more than 50 requests, and makes none when declined', async ({
  editor,
  sandbox,
}) => {
  await editor.openView();
  await editor.signIn();
  // The first response tells how many requests are left.
  await follow(editor, 'Acme Robotics', 'acme');
  await expect.poll(() => sandbox.requests.some(({ path }) => path.startsWith('/organizations/'))).toBe(true);
  const deleteRows = async (count: number): Promise<void> =>
    editor.host(async (vscode, count) => {
      const rows = Array.from({ length: count }, (_, index) => ({
        kind: 'interaction',
        id: `row:${String(index)}`,
        type: 1,
        interaction: { id: 1_000_000 + index },
      }));
      void vscode.commands.executeCommand('affinity.deleteInteraction', rows[0], rows);
    }, count);
  sandbox.clearRequests();
  await deleteRows(20);
  await expect(editor.dialog).toContainText('This needs about 60 requests to Affinity.');
  await expect(editor.dialog).toContainText(/Your firm has [\d,]+ of 100,000 left this month\./);
  await expect(editor.dialog).toContainText('You’ll see each interaction before it is deleted.');
  await editor.screenshot('many-requests');
  await editor.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(editor.dialog).toHaveCount(0);
  expect(sandbox.requests).toEqual([]);
  await deleteRows(16);
  await expect.poll(() => sandbox.requests.length).toBeGreaterThan(0);
  await expect(editor.dialog).toHaveCount(0);
});
