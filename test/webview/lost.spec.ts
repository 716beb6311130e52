import { expect, test } from './formTest.ts';
import { states } from './views.ts';

test('says when the host stops answering, and becomes read-only', async ({ host, server }) => {
  await host.open(server.url, states.filled);
  const lost = host.page.locator('#lost');
  await expect(lost).toBeHidden();
  await host.loseConnection();
  await expect(lost).toContainText('Copy what you typed last');
  await expect(host.text).toHaveAttribute('readonly');
  await expect(host.text).toHaveValue('Is anyone there?');
  await expect(host.page.locator('.footer .progress')).toBeHidden();
  await expect(host.save).toHaveAttribute('aria-disabled', 'true');
  await host.text.press('Control+Enter');
  expect(host.received('submit')).toEqual([]);

  await host.send({ kind: 'view', revision: 1, view: states.filled.view });
  await expect(lost).toBeHidden();
  await expect(host.text).not.toHaveAttribute('readonly');
});

test('closes the suggestions when the host is lost, and keeps the typed name', async ({ host, server }) => {
  await host.open(server.url, states.filled);
  await host.people.fill('half a na');
  await host.waitFor('edit');
  await expect(host.page.locator('#people-field .popup')).toBeVisible();
  await host.passTime(20_000);
  await expect(host.page.locator('#lost')).toBeVisible();
  await expect(host.page.locator('#people-field .popup')).toBeHidden();
  await expect(host.people).toHaveValue('half a na');
});
