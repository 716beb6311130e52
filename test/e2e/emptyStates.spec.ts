import type { Locator } from '@playwright/test';
import { takesScreens } from '../support/screens.ts';
import { expect, sandboxKeys, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { follow } from './following.ts';
import { hurry } from './hurry.ts';

const kvist = 'Kvist & Bro Family Office';
const acme = 'Acme Robotics';

test.use({ settings: { 'affinity.rememberInteractions': false } });

test('looks different in each empty state', async ({ editor, sandbox, served }) => {
  const { tree } = editor;
  await editor.openView();
  const signedOut = await tree.welcome.innerText();
  await editor.inEveryTheme('signed-out');

  await editor.signIn();
  await expect(tree.welcome).toContainText('Nothing followed yet');
  expect(signedOut).not.toContain('Nothing followed yet');
  await editor.inEveryTheme('nothing-followed');

  await follow(editor, kvist, 'kvist');
  await tree.expand(tree.row('Meetings'));
  await tree.expand(tree.row('Chat messages'));
  sandbox.clearRequests();
  await editor.restartExtensions();
  const notLoaded = tree.row('Not loaded yet');
  await expect(notLoaded).toHaveCount(2);
  expect(sandbox.requests, 'nothing is asked for at the start').toEqual([]);

  await tree.click(notLoaded.last());
  const empty = tree.row(/^No chat messages since /);
  await expect(empty).toBeVisible();
  await hurry(editor, { pauses: 40 });
  sandbox.play({ kind: 'drop', when: 'before', times: Infinity });
  await tree.expand(tree.row('Emails'));
  const failed = tree.row('Affinity can’t be reached');
  await expect(failed).toBeVisible();
  sandbox.clearFaults();
  await tree.expand(tree.row('Calls'));
  await expect(tree.row(/^Nothing between .*, load older…$/)).toContainText(
    /^Nothing between \d{4} and \d{4}load older…$/,
  );

  const icons = await Promise.all([notLoaded, empty, failed].map((row) => iconOf(row.first())));
  expect(new Set(icons).size).toBe(3);

  sandbox.play({
    kind: 'status',
    status: 200,
    body: await withDamage(served.url),
    on: { path: '/interactions' },
  });
  await follow(editor, acme, 'acme');
  await tree.expand(tree.row(/^Meetings with Acme/));
  await expect(tree.row('1 couldn’t be read')).toBeVisible();
  await editor.inEveryTheme('rows');

  await expect(editor.notifications).toHaveCount(0);
  if (takesScreens) await takeWidths(editor);
});

async function iconOf(row: Locator): Promise<string> {
  const icon = (await row.locator('.custom-view-tree-node-item-icon').getAttribute('class')) ?? '';
  return /codicon-(?!theme)[\w-]+/.exec(icon)?.[0] ?? '';
}

/** The first page of meetings. One of them has no date. */
async function withDamage(url: string): Promise<unknown> {
  const day = 24 * 60 * 60 * 1000;
  const query = new URLSearchParams({
    type: '0',
    organization_id: '2249001',
    start_time: new Date(Date.now() - 300 * day).toISOString(),
    end_time: new Date(Date.now() + 60 * day).toISOString(),
  });
  const answer = await fetch(`${url}/interactions?${query.toString()}`, {
    headers: { authorization: `Bearer ${sandboxKeys.user}` },
  });
  const { events } = (await answer.json()) as { events: Record<string, unknown>[] };
  return { events: events.map((event, index) => (index === 4 ? { ...event, date: 'soon' } : event)) };
}

async function takeWidths(editor: Editor): Promise<void> {
  const { tree } = editor;
  await dragSideBar(editor, 200);
  await editor.screenshot('rows-narrow');
  await dragSideBar(editor, 640);
  await editor.screenshot('rows-wide');
  await tree.click(tree.row(/^Meeting, /).nth(2));
  await expect.poll(() => editor.documentText()).toContain('- **Type:** Meeting');
  await dragSideBar(editor, 360);
  await editor.screenshot('reader');
}

async function dragSideBar(editor: Editor, width: number): Promise<void> {
  const { mouse } = editor.page;
  const bar = editor.page.locator('.part.sidebar');
  const box = await bar.boundingBox();
  if (box === null) throw new Error('There is no side bar.');
  await mouse.move(box.x + box.width + 1, 500);
  await mouse.down();
  await mouse.move(box.x + width + 1, 500, { steps: 5 });
  await mouse.up();
  await expect.poll(async () => Math.round(((await bar.boundingBox())?.width ?? 0) / 10)).toBe(width / 10);
  await mouse.move(700, 300);
}
