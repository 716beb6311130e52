import type { TestSandbox } from '../../src/sandbox/testing/index.ts';
import { expect, sandboxKeys, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { follow } from './following.ts';
import { begin, bodies, Form } from './form.ts';

const trust = 'security.workspace.trust';
test.use({
  settings: {
    [`${trust}.enabled`]: true,
    [`${trust}.startupPrompt`]: 'never',
    [`${trust}.banner`]: 'always',
  },
});

test(
  'reads and logs as everywhere in a workspace that is not trusted, and in one that is on no disk, as the manifest says',
  { tag: '@own-window' },
  async ({ editor, sandbox, server }) => {
    await test.step('an untrusted folder', async () => {
      const { page } = editor;
      await expect(page.locator('.part.banner')).toContainText('Restricted Mode');
      expect(await editor.host((vscode) => vscode.workspace.isTrusted)).toBe(false);
      await begin(editor);
      await readsAndLogs(editor, sandbox, 'yesterday 3:07am', 'Spoke with them about the pilot.');

      await editor.host((vscode) =>
        vscode.commands.executeCommand('workbench.extensions.search', '@workspaceUnsupported'),
      );
      const limited = page.locator('.extensions-viewlet .extension-list-item .name');
      await expect(limited.first(), 'those of the editor itself are listed').toBeVisible();
      await expect(limited.filter({ hasText: 'Affinity' })).toHaveCount(0);
    });

    await test.step('a virtual workspace', async () => {
      sandbox.clearRequests();
      await editor.open(server.url.replace(/folder=.*/, 'folder=memory:/memos'));
      const folders = await editor.host((vscode) =>
        vscode.workspace.workspaceFolders?.map(({ uri }) => uri.toString()),
      );
      expect(folders).toEqual(['memory:/memos']);
      await editor.openView();
      await editor.signIn(sandboxKeys.colleague);
      await expect(editor.tree.welcome).toContainText('Nothing followed yet');
      await readsAndLogs(editor, sandbox, 'yesterday 9:07am', 'On no disk.');
    });
  },
);

/** Follows a record, opens it, and logs the memo of the workspace. */
async function readsAndLogs(editor: Editor, sandbox: TestSandbox, date: string, text: string): Promise<void> {
  const form = new Form(editor);
  await follow(editor, 'Acme Robotics', 'acme');
  await editor.tree.expand(editor.tree.row('Calls'));
  await editor.tree.click(editor.tree.row(/^Call, /).first());
  await expect.poll(() => editor.documentText()).toContain('**Type:** Call');
  await editor.host(async (vscode) => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    if (folder) await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, 'memo.md'));
  });
  await editor.command('Affinity: Log Selection as Interaction…');
  await form.isOpen('Log interaction');
  await expect(form.text).toHaveValue(`# Memo\n\n${text}`);
  await form.enter({ date, people: ['Marcus Okafor'] });
  await form.save.click();
  await form.isClosed();
  expect(bodies(sandbox, 'POST')).toMatchObject([{ content: `# Memo\n\n${text}` }]);
}
