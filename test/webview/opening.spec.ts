import { expect, test } from './formTest.ts';
import { initOf, states } from './views.ts';

const { view, values } = states.filled;

test('is there before the host has answered, and takes what is found out since', async ({ host, server }) => {
  await host.openAhead(server.url, { view, values });
  await host.heard('ready');
  await expect(host.page.getByRole('radio', { name: 'Meeting' })).toBeFocused();
  await expect(host.dateText).toHaveValue(values.date);
  await host.text.fill('Typed already.');
  await host.send(initOf(view, { ...values, date: '2025-11-20 07:00', text: values.text }));
  await expect(host.dateText, 'what the host has read in the zone of the page').toHaveValue(
    '2025-11-20 07:00',
  );
  await expect(host.text).toHaveValue('Typed already.');
  await expect(host.text, 'nothing is drawn anew').toBeFocused();
  expect(await host.heard('edit')).toMatchObject({ values: { text: 'Typed already.' } });
});

test('waits for the host when it was shown before: how it began is not how it stands', async ({
  host,
  server,
}) => {
  await host.openAhead(server.url, { view, values });
  await host.heard('ready');
  await host.page.reload();
  await host.heard('ready', 2);
  await expect(host.page.locator('h1')).toHaveCount(0);
  await host.send(initOf(view, { ...values, text: 'As it stands.' }));
  await expect(host.text).toHaveValue('As it stands.');
});

test('begins with what it is told when that is another draft', async ({ host, server }) => {
  await host.openAhead(server.url, { view, values });
  await host.heard('ready');
  await host.send(initOf(view, { ...values, text: 'Another.' }, 'create:2'));
  await expect(host.text).toHaveValue('Another.');
});
