import { expect, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { follow } from './following.ts';

const brightloom = 'Brightloom';
const ember = 'Ember & Oak';
const wrenfield = 'Wrenfield Studios';
const round = 'Brightloom – Series A';

test('shows, sorts and refreshes the last contact of followed records', async ({ editor, sandbox }) => {
  const { tree, quickInput } = editor;
  const description = (name: string) => tree.description(tree.row(name, 1));
  await editor.openView();
  await editor.signIn();
  for (const name of [wrenfield, brightloom, ember, round]) await follow(editor, name);
  await expect(description(brightloom)).toHaveText(/^company · [34] months ago · quiet · next \d+ \w+/);
  await expect(description(ember)).toHaveText('company · no contact yet');
  await expect(description(wrenfield)).toHaveText(/^company · no contact yet · next \d+ \w+/);
  const quiet = tree.row(brightloom, 1);
  await expect(quiet).toHaveAttribute('aria-label', /^Brightloom, company, [34] months ago, quiet, next /);
  await expect(quiet.locator('.monaco-icon-label')).toHaveAttribute('class', /badge/);

  await closeAll(editor, [wrenfield, brightloom, ember, round]);
  expect(await tree.outline()).toEqual([brightloom, round, ember, wrenfield]);
  sandbox.clearRequests();
  await editor.command('Affinity: Sort Records…');
  await quickInput.choose('By last contact');
  await expect.poll(() => tree.outline()).toEqual([brightloom, round, ember, wrenfield]);
  await editor.run('affinity.sortRecords');
  await quickInput.choose('As followed');
  await expect.poll(() => tree.outline()).toEqual([wrenfield, brightloom, ember, round]);
  expect(sandbox.requests, 'sorting asks for nothing').toEqual([]);

  await editor.run('affinity.refreshLastContact');
  await expect(editor.statusItem(/Refreshed the last contact of 4 records/)).toBeVisible();
  // Three companies, the deal, and its people who belong to none of its companies.
  const count = (kind: string): number =>
    sandbox.requests.filter(({ path }) => path.startsWith(`/${kind}/`)).length;
  expect([count('organizations'), count('opportunities')]).toEqual([3, 1]);
  sandbox.clearRequests();
  await tree.menu(tree.row(ember, 1), 'Refresh Last Contact');
  await expect(editor.statusItem(/Refreshed the last contact of 1 record$/)).toBeVisible();
  expect(sandbox.requests).toHaveLength(1);

  await tree.row(round, 1).hover();
  await expect(editor.page.locator('.monaco-hover:visible')).toContainText('From its companies and people');
  await expect(editor.page.locator('.monaco-hover:visible')).toContainText(/As\sof\s\d\d:\d\d\stoday/);
  await editor.page.mouse.move(800, 400);
  await editor.inEveryTheme('last-contact');
});

test('finds companies that have gone quiet, and follows one', async ({ editor, sandbox }) => {
  const { tree, quickInput } = editor;
  await editor.openView();
  await editor.signIn();
  sandbox.clearRequests();
  await editor.command('Affinity: Find Quiet Records…');
  await quickInput.choose('Companies');
  await quickInput.choose('Custom…');
  // The words must not be typed into the list before.
  await expect(quickInput.message).toContainText('Enter when the last contact was');
  await quickInput.type('soon');
  await quickInput.accept();
  await expect(quickInput.message).toContainText('This isn’t a span of time.');
  expect(sandbox.requests).toEqual([]);
  await quickInput.type('more than 6 months ago');
  await quickInput.accept();
  await expect(quickInput.row('Verdigris Foods')).toBeVisible();
  expect(await quickInput.items()).toEqual([
    expect.stringMatching(/^Verdigris Foods, 1[34] months ago · \d+ \w+ 20\d\d/),
    expect.stringMatching(/^Saltbox Payments, 7 months ago · /),
  ]);
  expect(sandbox.requests.map(({ path }) => path)).toEqual(['/organizations']);
  await editor.inEveryTheme('quiet-records');

  await quickInput.row('Saltbox Payments').hover();
  await quickInput.row('Saltbox Payments').getByRole('button', { name: 'Follow' }).click();
  await expect(quickInput.row(/Saltbox Payments.* · followed/)).toBeVisible();
  await expect(tree.description(tree.row('Saltbox Payments', 1))).toHaveText(
    'company · 7 months ago · quiet',
  );
  expect(sandbox.requests, 'the row needs no request').toHaveLength(1);

  await quickInput.choose('Verdigris Foods');
  await quickInput.choose('Log Interaction…');
  await expect(editor.tab('Log: Verdigris Foods')).toHaveCount(1);
});

async function closeAll({ tree }: Editor, names: readonly string[]): Promise<void> {
  for (const name of names) await tree.collapse(tree.row(name, 1));
}
