import { expect, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { follow } from './following.ts';

const clipboard = async ({ page }: Editor): Promise<string> =>
  String(await page.evaluate('navigator.clipboard.readText()'));

test('copies an interaction as Markdown, and a link that opens it', async ({ editor, sandbox }) => {
  const { page, tree } = editor;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await editor.openView();
  await editor.signIn();
  await follow(editor, 'Acme Robotics', 'acme');
  await tree.expand(tree.row('Meetings'));
  const meeting = tree.row(/^Meeting, /).first();
  const title = await meeting.locator('.label-name').innerText();

  await test.step('a row becomes a section with heading, when, people and link', async () => {
    await tree.menu(meeting, 'Copy as Markdown');
    await expect.poll(() => clipboard(editor)).toContain('- **When:** ');
    const copied = await clipboard(editor);
    expect(copied.split('\n')[0]).toBe(`## ${title}`);
    expect(copied).toMatch(/- \*\*People:\*\* .*\(.*@.*, external\)/);
    expect(copied).toMatch(
      /\[Open in the editor\]\(code-oss:\/\/affinity-interactions\.affinity-interactions\//,
    );
  });

  await test.step('its link opens it, and the link of another firm says why not', async () => {
    await tree.menu(meeting, 'Copy Editor Link');
    await expect.poll(() => clipboard(editor)).toMatch(/^code-oss:\S+\/interaction\/\S+\/meeting-\d+$/);
    const link = await clipboard(editor);
    sandbox.clearRequests();
    await follows(editor, link.replace(/interaction\/[^/]+/, 'interaction/globex-99'));
    await expect(editor.notification('belongs to another Affinity account (globex)')).toBeVisible();
    await follows(editor, `${link}?delete=1`);
    await expect(editor.notification('doesn’t lead to an interaction')).toBeVisible();
    expect(sandbox.requests).toEqual([]);
    await follows(editor, link);
    await expect.poll(() => editor.documentText()).toContain(`# ${title}`);
  });
});

/** Opens a link as a click in a document does. A preview only opens `vscode:` links, which is not this editor's scheme. */
async function follows(editor: Editor, link: string): Promise<void> {
  await editor.host(async (vscode, address) => {
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(address, true));
  }, link);
}
