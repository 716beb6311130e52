import type { Page } from '@playwright/test';
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

test('is seen and has the focus before the toolkit is loaded, and nothing moves when it is', async ({
  host,
  server,
}) => {
  const { page } = host;
  const load = await holdDeferred(page);
  await host.openAhead(server.url, { view, values });
  await expect(page.getByRole('radio', { name: 'Meeting' })).toBeFocused();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log interaction with Acme Robotics');
  await expect(host.text, 'no text can be typed that would be lost').toHaveCount(0);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.locator('vscode-text-field'), 'the fields have their turns already').toBeFocused();
  await host.people.fill('half a na');
  const before = await places(page);
  await host.send(initOf(view, { ...values, date: '2025-11-20 07:00' }));
  load();
  await host.finished();
  await expect(host.text).toHaveValue(values.text);
  await expect(host.dateText, 'what came meanwhile').toHaveValue('2025-11-20 07:00');
  await expect(host.people).toHaveValue('half a na');
  await expect(host.people, 'whoever has moved on is left there').toBeFocused();
  expect(await places(page)).toEqual(before);
});

test('lets whoever is in a field already go on in it when the toolkit is loaded', async ({
  host,
  server,
}) => {
  const load = await holdDeferred(host.page);
  await host.openAhead(server.url, { view, values });
  await host.page.locator('vscode-text-area').click();
  load();
  await host.finished();
  await expect(host.text).toBeFocused();
  await host.page.keyboard.press('Shift+Tab');
  await expect(host.people, 'the part itself is no stop any more').toBeFocused();
});

test('does not take the host for lost while what reads its answers is on its way', async ({
  host,
  server,
}) => {
  const load = await holdDeferred(host.page);
  await host.openAhead(server.url, { view, values });
  host.hasClock = true;
  await host.page.clock.install();
  await host.people.fill('half a na');
  await host.heard('edit');
  await host.send({ kind: 'view', view, revision: 1 });
  await host.page.clock.fastForward(20_000);
  await expect(host.page.locator('#lost')).toBeHidden();
  load();
  await host.finished();
  await expect(host.people).toHaveValue('half a na');
});

test('begins an edit in its first field, and comes back to where it was left', async ({ host, server }) => {
  const load = await holdDeferred(host.page);
  await host.openAhead(server.url, { view: { ...view, typeLocked: 'It has a type.' }, values });
  load();
  await host.finished();
  await expect(host.dateText).toBeFocused();
  await host.text.focus();
  const loadAgain = await holdDeferred(host.page);
  await host.page.reload();
  await host.heard('ready', 2);
  await host.send(initOf(view, values));
  await host.page.evaluate(() => window.dispatchEvent(new Event('blur')));
  loadAgain();
  await host.finished();
  await expect(host.text, 'what was not restored yet is not forgotten').toBeFocused();
});

test('tries again when the toolkit does not come, or does not run', async ({ host, server }) => {
  let tries = 0;
  await host.page.route('**/formDeferred.js', async (route) => {
    tries += 1;
    if (tries === 1) await route.abort();
    else if (tries === 2) await route.fulfill({ contentType: 'text/javascript', body: ';' });
    else await route.continue();
  });
  await host.openAhead(server.url, { view, values });
  await expect(host.text).toHaveValue(values.text);
  expect(tries).toBe(3);
  host.troubles.length = 0;
});

test('reports that the toolkit cannot be loaded, after what was entered', async ({ host, server }) => {
  await host.page.route('**/formDeferred.js', (route) => route.abort());
  await host.openAhead(server.url, { view, values });
  await host.people.fill('half a na');
  await host.heard('unfinished');
  expect(host.received.map(({ kind }) => kind).filter((kind) => kind !== 'searchPeople')).toEqual([
    'ready',
    'edit',
    'unfinished',
  ]);
  host.troubles.length = 0;
});

/** Gives what lets it through. */
async function holdDeferred(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/formDeferred.js', async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

/** Where the parts of the form stand, to the pixel. */
async function places(page: Page): Promise<readonly string[]> {
  const parts = page.locator(
    '.field, vscode-radio, vscode-text-field, vscode-text-area, vscode-button, .picker',
  );
  return await parts.evaluateAll((all) =>
    all.map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      return [part.id || part.localName, x, y, width, height]
        .map((one) => (typeof one === 'number' ? Math.round(one) : one))
        .join(' ');
    }),
  );
}
