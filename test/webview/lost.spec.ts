import { expect, test } from './formTest.ts';
import { states } from './views.ts';

test('says when the host no longer answers, and takes no words that nobody keeps', async ({
  host,
  server,
}) => {
  await host.open(server.url, states.filled);
  const lost = host.page.locator('#lost');
  await expect(lost).toBeHidden();
  await host.lose();
  await expect(lost).toContainText('Copy what you typed last');
  await expect(host.text).toHaveAttribute('readonly');
  await expect(host.text).toHaveValue('Is anybody there?');
  await expect(host.page.locator('.footer .progress')).toBeHidden();
  await expect(host.save).toHaveAttribute('aria-disabled', 'true');
  await host.text.press('Control+Enter');
  expect(host.said('submit')).toEqual([]);

  await host.send({ kind: 'view', revision: 1, view: states.filled.view });
  await expect(lost).toBeHidden();
  await expect(host.text).not.toHaveAttribute('readonly');
});

test('takes the list of people away with the host, and leaves the name that was begun', async ({
  host,
  server,
}) => {
  await host.open(server.url, states.filled);
  host.hasClock = true;
  await host.page.clock.install();
  await host.people.fill('half a na');
  await host.heard('edit');
  await expect(host.page.locator('.popup')).toBeVisible();
  await host.page.clock.fastForward(20_000);
  await expect(host.page.locator('#lost')).toBeVisible();
  await expect(host.page.locator('.popup')).toBeHidden();
  await expect(host.people).toHaveValue('half a na');
});
