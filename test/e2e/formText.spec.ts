import { expect, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { begin, bodies, Form, writes } from './form.ts';

const memo = `---
type: call
---

# Call on 3 March 2025 14:30

Spoke with jane.roe@acmerobotics.example and @Marcus Okafor, see https://example.com/@nobody.

\`\`\`
not.me@acmerobotics.example
\`\`\`
`;

test('fills the form from a document and a selection, shows the source of each value, and sends nothing', async ({
  editor,
  sandbox,
  server,
}) => {
  const form = new Form(editor);
  await begin(editor);
  await writeMemo(editor, `${server.workspace}/pilot 2024-02-01.md`, memo);

  await test.step('the whole document, from the palette', async () => {
    sandbox.clearRequests();
    await editor.command('Affinity: Log Selection as Interaction…');
    await form.isOpen('Log interaction');
    await expect(form.text).toHaveValue(memo.trim());
    await expect(form.page.getByRole('radio', { name: 'Call' })).toBeChecked();
    await expect(form.date).toHaveValue('3 March 2025 14:30');
    await expect(form.clocks).toHaveText(['Mon 3 Mar 2025 14:30 CET', 'Mon 3 Mar 2025 13:30 UTC']);
    await expect(form.chips).toHaveText([/Ann Lee/, /Jane Roe.*External/, /Marcus Okafor.*External/]);
    await expect(form.lines('text')).toHaveText('All of pilot 2024-02-01.md.');
    await expect(form.lines('type')).toHaveText(/“call” in the front matter/);
    await expect(form.lines('date')).toHaveText(/“3 March 2025 14:30”, from the heading/);
    await expect(form.lines('people')).toContainText('Found in the text: 1 address, 1 @name.');
    await editor.screenshot('form-from-document');
    expect(writes(sandbox)).toEqual([]);
    await form.save.click();
    await form.isClosed();
    expect(bodies(sandbox, 'POST')).toMatchObject([{ type: 1, date: '2025-03-03T13:30:00.000Z' }]);
  });

  await test.step('a selection, from the context menu of the editor', async () => {
    // The document becomes the active editor a moment after the form is closed.
    const select = () =>
      editor.host((vscode) => {
        const active = vscode.window.activeTextEditor;
        if (active !== undefined) active.selection = new vscode.Selection(6, 0, 6, 47);
        return active !== undefined;
      });
    await expect.poll(select).toBe(true);
    await editor.page.locator('.monaco-editor .selected-text').first().waitFor({ state: 'attached' });
    await editor.page
      .locator('.monaco-editor .view-line')
      .filter({ hasText: 'Spoke' })
      .click({ button: 'right', position: { x: 60, y: 8 } });
    await editor.page.waitForTimeout(200);
    await editor.page.getByRole('menuitem', { name: 'Log Selection as Interaction…' }).click();
    await form.isOpen('Log interaction');
    await expect(form.text).toHaveValue('Spoke with jane.roe@acmerobotics.example and @M');
    await expect(form.lines('text')).toHaveText('The selection in pilot 2024-02-01.md.');
    await expect(form.date).toHaveValue('2024-02-01');
    await expect(form.lines('date').last()).toHaveText('“2024-02-01”, from the file name.');
    // Nothing was typed: there is nothing to keep, and nothing to ask.
    await form.text.press('Escape');
    await form.isClosed();
    await expect(editor.tree.row('Drafts')).toHaveCount(0);
  });
});

async function writeMemo(editor: Editor, path: string, text: string): Promise<void> {
  await editor.host(
    async (vscode, memo) => {
      const uri = vscode.Uri.file(memo.path);
      await vscode.workspace.fs.writeFile(uri, Buffer.from(memo.text));
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    },
    { path, text },
  );
}
