import { expect, test } from './formTest.ts';
import { acmeRobotics, seriesB, states } from './views.ts';

test('adds a suggested record with one click or Enter, and moves the focus to those that are left', async ({
  host,
  server,
}) => {
  await host.open(server.url, states.alsoOn);
  const { view } = states.alsoOn;
  const suggestions = host.page.getByRole('list', { name: 'Suggested' }).getByRole('button');
  await expect(suggestions).toHaveCount(2);
  await host.page.getByRole('button', { name: 'Add Acme Series B' }).press('Enter');
  const { revision, record } = await host.waitFor('addRecord');
  expect(record).toEqual({ kind: 'opportunity', id: seriesB.id });
  const [, left] = view.alsoOn.suggested;
  const alsoOn = { records: [acmeRobotics, seriesB], suggested: [left] };
  await host.send({ kind: 'view', revision, view: { ...view, alsoOn } });
  await expect(suggestions).toHaveCount(1);
  await expect(suggestions).toBeFocused();
  await suggestions.click();
  expect((await host.waitFor('addRecord', 2)).record).toEqual({ kind: 'company', id: left.id });
});

test('finds, adds and removes records with the keyboard', async ({ host, server }) => {
  host.on('searchRecords', async ({ query, text }) =>
    host.send({ kind: 'records', query, records: text === '' ? [acmeRobotics] : [acmeRobotics, seriesB] }),
  );
  await host.open(server.url, states.alsoOn);
  const field = host.page.getByRole('combobox', { name: 'Also on' });
  await field.focus();
  await expect(host.page.getByRole('option')).toHaveText([/Acme Robotics/]);
  await field.fill('acme');
  await expect(host.page.getByRole('option')).toHaveCount(2);
  await field.press('ArrowUp');
  await field.press('Enter');
  expect((await host.waitFor('addRecord')).record).toEqual({ kind: 'opportunity', id: seriesB.id });
  await field.press('Backspace');
  await expect(host.page.getByRole('button', { name: 'Remove Acme Robotics' })).toBeFocused();
  await host.page.keyboard.press('Enter');
  expect((await host.waitFor('removeRecord')).record).toEqual({ kind: 'company', id: acmeRobotics.id });
});

test('says at the field that a separate note will be added to the records, as a remark and not as an error', async ({
  host,
  server,
}) => {
  await host.open(server.url, states.separateNote);
  const field = host.page.getByRole('combobox', { name: 'Also on' });
  await expect(field).toHaveAccessibleDescription(/Warning: Affinity can’t put the interaction’s own note/);
  await expect(field).toHaveAttribute('aria-invalid', 'false');
  await host.page.keyboard.press('Control+Enter');
  await host.waitFor('submit');
});

test('shows only the remaining step of a logged interaction', async ({ host, server }) => {
  await host.open(server.url, states.attach);
  await expect(host.page.getByRole('heading', { level: 1 })).toHaveText('Add the note to records');
  await expect(host.page.locator('.field:visible > .labelRow > .label')).toHaveText(['Note', 'Also on']);
  await expect(host.page.getByRole('button', { name: 'Add to Records' })).toBeVisible();
  await expect(host.text).toHaveAttribute('readonly', '');
  await expect(host.page.getByText(/has been merged into 21/).first()).toBeVisible();
  await host.save.click();
  await host.waitFor('submit');
});
