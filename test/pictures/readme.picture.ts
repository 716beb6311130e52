import path from 'node:path';
import { test } from '../e2e/fixtures.ts';
import type { Editor } from '../e2e/fixtures.ts';
import { projectFolder } from '../support/folders.ts';

const picture = (editor: Editor, name: string) =>
  editor.page.screenshot({ path: path.join(projectFolder, 'media', name), animations: 'disabled' });

test.use({
  settings: { 'workbench.colorTheme': 'Default Dark Modern', 'editor.minimap.enabled': false },
  // The time zone of the sample firm: in another one its board would meet at midnight.
  timeZone: 'America/Los_Angeles',
});

// The window may have been another test's, and as wide as those are.
test.beforeEach(async ({ editor }) => editor.resize(1200, 720));

async function follow(editor: Editor, typed: string, name: string): Promise<void> {
  await editor.command('Affinity: Follow Person, Company or Opportunity…');
  await editor.quickInput.type(typed);
  await editor.quickInput.choose(name);
  // The row is revealed with the focus, which would close a palette that is opened too soon.
  await editor.tree.row('Meetings').first().waitFor();
  await editor.page.waitForTimeout(500);
}

test('browse.png', async ({ editor }) => {
  await editor.openView();
  await editor.signIn();
  await follow(editor, 'jane', 'Jane Roe');
  await follow(editor, 'helios', 'Helios Grid');
  await follow(editor, 'acme', 'Acme Robotics');
  await editor.tree.expand(editor.tree.row('Meetings').first());
  await editor.page.mouse.move(350, 400);
  await editor.page.mouse.down();
  await editor.page.mouse.move(440, 400, { steps: 5 });
  await editor.page.mouse.up();
  await editor.tree.click(editor.tree.row(/HTML|Kick-off|Term sheet/).first());
  await editor.tab(/\.md/).waitFor();
  await editor.page.waitForTimeout(1500);
  await picture(editor, 'browse.png');
});

test('form.png', async ({ editor }) => {
  await editor.openView();
  await editor.signIn();
  await follow(editor, 'acme', 'Acme Robotics');
  await editor.command('Affinity: Log Interaction…');
  const form = editor.webview;
  await form.getByRole('textbox', { name: 'Date and time', exact: true }).fill('yesterday 3pm');
  await form.getByRole('combobox', { name: /People/ }).fill('priya');
  await form.getByRole('option', { name: /Priya Nair/ }).waitFor();
  await editor.page.keyboard.press('ArrowDown');
  await editor.page.keyboard.press('Enter');
  await form
    .getByRole('textbox', { name: /^Note/ })
    .fill(
      'They ship the pilot in March.\n\n- Priya sends the price list\n- We introduce them to Helios Grid',
    );
  await editor.page.waitForTimeout(1500);
  await picture(editor, 'form.png');
});

test('relationship.png', async ({ editor }) => {
  // The grid is below the heading, the totals and the filters.
  await editor.resize(1200, 1000);
  await editor.openView();
  await editor.signIn();
  await follow(editor, 'acme', 'Acme Robotics');
  await editor.command('Affinity: Show Relationship');
  await editor.quickInput.choose('Acme Robotics');
  const page = editor.webview;
  await page.getByRole('grid').waitFor();
  const rest = page.getByRole('button', { name: 'Read the Rest' });
  const covered = page.locator('#coverage').getByText(/^Covers everything since /);
  await rest.or(covered).first().waitFor();
  if (await rest.isVisible()) {
    await rest.click();
    await editor.dialog.getByRole('button', { name: 'Continue' }).click();
    await covered.waitFor({ timeout: 60_000 });
  }
  // The button may have been scrolled to, and the mouse is over a cell.
  await page.getByRole('heading', { level: 1 }).hover();
  await editor.page.waitForTimeout(1500);
  await picture(editor, 'relationship.png');
});
