import { expect, test } from './fixtures.ts';

test('puts the container "Affinity" with the view "Interactions" into the activity bar', async ({
  editor,
}) => {
  await editor.openView();
  await expect(editor.tree.view).toBeVisible();
});

test('activates without an error', async ({ editor }) => {
  await editor.openView();
  const state = await editor.host(async (vscode) => {
    const extension = vscode.extensions.getExtension('affinity-interactions.affinity-interactions');
    await extension?.activate();
    return extension?.isActive;
  });
  expect(state).toBe(true);
});

test('registers every command of its manifest', async ({ editor }) => {
  const missing = await editor.host(async (vscode) => {
    const extension = vscode.extensions.getExtension('affinity-interactions.affinity-interactions');
    await extension?.activate();
    const manifest = extension?.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    return manifest.contributes.commands.map(({ command }) => command).filter((id) => !registered.has(id));
  });
  expect(missing).toEqual([]);
});
