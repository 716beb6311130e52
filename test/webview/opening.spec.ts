import type { Page } from '@playwright/test';
import { expect, test } from './formTest.ts';
import { initOf, states } from './views.ts';

const { view, values } = states.filled;

test('shows the embedded form before the host answers, and then updates it', async ({ host, server }) => {
  await host.openAhead(server.url, { view, values });
  await host.waitFor('ready');
  await expect(host.page.getByRole('radio', { name: 'Meeting' })).toBeFocused();
  await expect(host.dateText).toHaveValue(values.date);
  await host.text.fill('Typed already.');
  await host.send(initOf(view, { ...values, date: '2025-11-20 07:00', text: values.text }));
  await expect(host.dateText, 'the date in the time zone of the page').toHaveValue('2025-11-20 07:00');
  await expect(host.text).toHaveValue('Typed already.');
  await expect(host.text, 'the field was not replaced').toBeFocused();
  expect(await host.waitFor('edit')).toMatchObject({ values: { text: 'Typed already.' } });
});

test('waits for the host after a reload, because the embedded form is out of date', async ({
  host,
  server,
}) => {
  await host.openAhead(server.url, { view, values });
  await host.waitFor('ready');
  await host.page.reload();
  await host.waitFor('ready', 2);
  await expect(host.page.locator('h1')).toHaveCount(0);
  await host.send(initOf(view, { ...values, text: 'The current text.' }));
  await expect(host.text).toHaveValue('The current text.');
});

test('starts over if the host sends another draft', async ({ host, server }) => {
  await host.openAhead(server.url, { view, values });
  await host.waitFor('ready');
  await host.send(initOf(view, { ...values, text: 'Another.' }, 'create:2'));
  await expect(host.text).toHaveValue('Another.');
});

test('is visible and focused before the toolkit is loaded, and nothing moves afterwards', async ({
  host,
  server,
}) => {
  const { page } = host;
  const load = await holdDeferred(page);
  await host.openAhead(server.url, { view, values });
  await expect(page.getByRole('radio', { name: 'Meeting' })).toBeFocused();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log interaction with Acme Robotics');
  await expect(host.text, 'no text can be typed yet').toHaveCount(0);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.locator('vscode-text-field'), 'fields are tab stops already').toBeFocused();
  await host.people.fill('half a na');
  const before = await places(page);
  await host.send(initOf(view, { ...values, date: '2025-11-20 07:00' }));
  load();
  await host.toolkitLoaded();
  await expect(host.text).toHaveValue(values.text);
  await expect(host.dateText, 'the value that arrived before').toHaveValue('2025-11-20 07:00');
  await expect(host.people).toHaveValue('half a na');
  await expect(host.people, 'the focus has not moved').toBeFocused();
  expect(await places(page)).toEqual(before);
});

test('keeps the focus in a field while the toolkit is loaded', async ({ host, server }) => {
  const load = await holdDeferred(host.page);
  await host.openAhead(server.url, { view, values });
  await host.page.locator('vscode-text-area').click();
  load();
  await host.toolkitLoaded();
  await expect(host.text).toBeFocused();
  await host.page.keyboard.press('Shift+Tab');
  await expect(host.people, 'the outer element is no longer a tab stop').toBeFocused();
});

test('does not report a lost connection while the second script is loading', async ({ host, server }) => {
  const load = await holdDeferred(host.page);
  await host.openAhead(server.url, { view, values });
  await host.people.fill('half a na');
  await host.waitFor('edit');
  await host.send({ kind: 'view', view, revision: 1 });
  await host.passTime(20_000);
  await expect(host.page.locator('#lost')).toBeHidden();
  load();
  await host.toolkitLoaded();
  await expect(host.people).toHaveValue('half a na');
});

test('focuses the first field of an edit, and restores the focus after a reload', async ({
  host,
  server,
}) => {
  const load = await holdDeferred(host.page);
  await host.openAhead(server.url, { view: { ...view, typeLocked: 'It has a type.' }, values });
  load();
  await host.toolkitLoaded();
  await expect(host.dateText).toBeFocused();
  await host.text.focus();
  const loadAgain = await holdDeferred(host.page);
  await host.page.reload();
  await host.waitFor('ready', 2);
  await host.send(initOf(view, values));
  await host.page.evaluate(() => window.dispatchEvent(new Event('blur')));
  loadAgain();
  await host.toolkitLoaded();
  await expect(host.text, 'the place was not overwritten before it was restored').toBeFocused();
});

test('tries again if the toolkit does not load or does not run', async ({ host, server }) => {
  let tries = 0;
  await host.page.route('**/formDeferred.js', async (route) => {
    tries += 1;
    if (tries === 1) await route.abort();
    else if (tries === 2) await route.fulfill({ contentType: 'text/javascript', body: ';' });
    else await route.continue();
  });
  await host.openAhead(server.url, { view, values });
  await host.passTimeUntil(() => tries === 3);
  await expect(host.text).toHaveValue(values.text);
  expect(tries).toBe(3);
  host.errors.length = 0;
});

test('reports that the toolkit cannot be loaded, after pending edits', async ({ host, server }) => {
  await host.page.route('**/formDeferred.js', (route) => route.abort());
  await host.openAhead(server.url, { view, values });
  await host.people.fill('half a na');
  await host.passTimeUntil(() => host.received('unfinished').length > 0);
  expect(host.messages.map(({ kind }) => kind).filter((kind) => kind !== 'searchPeople')).toEqual([
    'ready',
    'focus',
    'edit',
    'unfinished',
  ]);
  host.errors.length = 0;
});

/** Holds the second script back until the returned function is called. */
async function holdDeferred(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/formDeferred.js', async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

/** Positions and sizes of the form's elements, in pixels. */
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
