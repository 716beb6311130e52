import type { TestSandbox } from '../../src/sandbox/testing/index.ts';
import { expect, sandboxKeys, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { follow } from './following.ts';
import { begin, bodies, Form, writes } from './form.ts';
import { hurry } from './hurry.ts';

const people = ['Marcus Okafor'];

/** The number of windows that still show it. */
async function openForms(forms: readonly Form[]): Promise<number> {
  const open = await Promise.all(forms.map(({ text }) => text.isVisible()));
  return open.filter(Boolean).length;
}

const logSelection = 'affinity.logSelection';
const log = 'affinity.logInteraction';

test('shares the account between windows of any workspace, and sends a draft once when two save it at the same moment', async ({
  editor,
  sandbox,
  server,
}) => {
  const form = new Form(editor);
  await begin(editor);
  const other = await editor.openBeside(server.url.replace(/folder=.*/, 'folder=memory:/memos'));

  await test.step('following, in a folder that is on no disk beside one that is not trusted', async () => {
    expect(await workspaceOf(editor)).toEqual({ isTrusted: false, scheme: 'file' });
    expect(await workspaceOf(other)).toEqual({ isTrusted: true, scheme: 'memory' });
    await other.openView();
    await expect(other.tree.welcome).toContainText('Nothing followed yet');
    await follow(other, 'Acme Robotics', 'acme');
    await expect(editor.tree.row('Acme Robotics', 1)).toBeVisible();
    await readsAndLogs(other, sandbox, 'yesterday 3:07am', 'On no disk.');
  });

  await test.step('a draft that both windows save', async () => {
    const total = sandbox.counts().interactions;
    sandbox.clearRequests();
    await editor.run(log);
    await form.isOpen('Log interaction');
    await form.enter({ date: 'yesterday 1:07pm', people, text: 'Seen by two.' });
    await form.text.press('Escape');
    await form.isClosed();
    const forms = [form, new Form(other)] as const;
    for (const { tree } of [editor, other]) await tree.click(tree.row(/^Draft, Seen by two/));
    for (const one of forms) await one.isOpen('Log interaction');
    sandbox.play({ kind: 'delay', ms: 1000, on: { method: 'POST' } });
    await Promise.all(forms.map(({ save }) => save.click()));
    await expect.poll(() => sandbox.counts().interactions).toBe(total + 1);
    // The first one has closed its form. The other one keeps the text and says why.
    await expect.poll(() => openForms(forms)).toBe(1);
    const left = (await forms[0].text.isVisible()) ? forms[0] : forms[1];
    await expect(left.summary).toHaveText(/^Fix 1 problem before saving.Another window saved or discarded/);
    await expect(left.text).toHaveValue('Seen by two.');
    expect(bodies(sandbox, 'POST')).toHaveLength(1);
  });

  await test.step('signing out, and in again', async () => {
    sandbox.clearRequests();
    await other.command('Affinity: Sign Out');
    await expect(editor.tree.welcome).toContainText('See who on your team');
    await expect(editor.statusItem(/^Affinity/)).toHaveCount(0);
    await other.command('Affinity: Sign In with API Key…');
    await other.quickInput.type(sandboxKeys.user);
    await other.quickInput.accept();
    await expect(other.tree.row('Acme Robotics', 1), 'what was followed is followed again').toBeVisible();
    // In the browser, a window learns of the key only when it is reloaded.
    await expect(editor.tree.welcome).toContainText('Another window has signed in');
    await expect(editor.tree.welcome.getByRole('button', { name: 'Reload Window' })).toBeVisible();
    expect(sandbox.requests.filter(({ path }) => path === '/auth/whoami')).toHaveLength(1);
  });
  await other.close();
});

test('keeps drafts while Affinity can’t be reached or refuses the key, and sends none as another user', async ({
  editor,
  sandbox,
  served,
  server,
}) => {
  const form = new Form(editor);
  const { tree } = editor;
  const drafts = tree.row(/^Draft, /);
  const total = sandbox.counts().interactions;
  await begin(editor);
  for (const [command, date, text] of [
    [log, 'yesterday 3:07am', 'One.'],
    [logSelection, 'yesterday 9:07am', 'Two.'],
  ] as const) {
    if (command === logSelection) await openMemo(editor, server.workspace);
    await editor.run(command);
    await form.isOpen('Log interaction');
    await form.enter({ date, people, text });
    await form.text.press('Escape');
    await form.isClosed();
    await expect(tree.row(new RegExp(`^Draft, ${text}`))).toBeVisible();
  }
  await editor.host((vscode) => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  await hurry(editor, { pauses: 40 });
  sandbox.clearRequests();

  await test.step('offline: a row and the status bar say so, without a notification', async () => {
    await served.down();
    await tree.action(tree.row('Drafts'), 'Send All Drafts');
    await expect(tree.row(/^Draft, .*not sent: Affinity can’t be reached/)).toHaveCount(1);
    await expect(editor.statusItem('Affinity: Fieldstone Ventures: offline')).toBeVisible();
    await expect(drafts).toHaveCount(2);
    await expect(editor.notifications.or(editor.dialog)).toHaveCount(0);
    await expect(editor.tabs).toHaveCount(0);
    await served.up();
  });

  await test.step('a refused key: they wait for another key of the same account', async () => {
    sandbox.play({ kind: 'status', status: 401, times: Infinity });
    await tree.action(tree.row('Drafts'), 'Send All Drafts');
    await expect(tree.row(/^Draft, .*not sent: sign in again/)).toHaveCount(1);
    await expect(editor.statusItem(/sign in again$/)).toBeVisible();
    await expect(editor.notifications.or(editor.dialog)).toHaveCount(0);
    sandbox.clearFaults();
  });

  await test.step('another user neither sees nor sends them', async () => {
    await editor.signIn(sandboxKeys.colleague);
    await expect(tree.welcome).toContainText('Nothing followed yet');
    await expect(drafts).toHaveCount(0);
    await editor.host((vscode) => vscode.commands.executeCommand('affinity.sendAllDrafts'));
    expect(sandbox.counts().interactions).toBe(total);
  });

  await test.step('the same account sends them', async () => {
    await editor.signIn();
    await expect(drafts).toHaveCount(2);
    const sentBefore = writes(sandbox).length;
    await tree.action(tree.row('Drafts'), 'Send All Drafts');
    await expect(drafts).toHaveCount(0);
    expect(sandbox.counts().interactions).toBe(total + 2);
    expect(writes(sandbox)).toHaveLength(sentBefore + 2);
  });
});

/** Opens an interaction of a record that is followed, and logs the memo of the workspace. */
async function readsAndLogs(editor: Editor, sandbox: TestSandbox, date: string, text: string): Promise<void> {
  const form = new Form(editor);
  sandbox.clearRequests();
  await editor.tree.expand(editor.tree.row('Calls'));
  await editor.tree.click(editor.tree.row(/^Call, /).first());
  await expect.poll(() => editor.documentText()).toContain('**Type:** Call');
  await editor.host(async (vscode) => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    if (folder) await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, 'memo.md'));
  });
  await editor.run('affinity.logSelection');
  await form.isOpen('Log interaction');
  await expect(form.text).toHaveValue(`# Memo\n\n${text}`);
  await form.enter({ date, people });
  await form.save.click();
  await form.isClosed();
  expect(bodies(sandbox, 'POST')).toMatchObject([{ content: `# Memo\n\n${text}` }]);
}

async function workspaceOf(editor: Editor): Promise<unknown> {
  return await editor.host(({ workspace: { isTrusted, workspaceFolders } }) => ({
    isTrusted,
    scheme: workspaceFolders?.[0]?.uri.scheme,
  }));
}

async function openMemo(editor: Editor, folder: string): Promise<void> {
  await editor.host(async (vscode, file) => {
    await vscode.window.showTextDocument(vscode.Uri.file(file));
  }, `${folder}/memo.md`);
}
