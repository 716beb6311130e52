import { localDay } from './dates.ts';
import { expect, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { follow } from './following.ts';
import { SampleHistory } from './sampleHistory.ts';

const now = new Date();
const history = new SampleHistory(now);
const acme = 'Acme Robotics';
const yearMs = 365 * 24 * 60 * 60 * 1000;
const old = history.of(acme, 1).filter(({ date }) => date < now.getTime() - 8 * yearMs);

test.use({ sandboxOptions: { now, delayMs: 200 } });

test('finds a call from eight years ago by one of its words', async ({ editor, sandbox }) => {
  const { quickInput } = editor;
  const call = old.find(({ title }) => title !== null && title !== '');
  const title = call?.title ?? '';
  const day = localDay(call?.date ?? 0);
  await listAll(editor, 'Calls');
  await quickInput.type(`${title} ${day}`);
  await expect(quickInput.row(/^Search everything…, searched back to .* so far/)).toBeVisible();
  sandbox.clearRequests();
  await quickInput.choose('Search everything…');
  await expect(quickInput.title).toContainText(/Calls with Acme Robotics · Reading… [\d,]+ so far/);
  await editor.screenshot('list-search-reading');
  await expect(quickInput.row(new RegExp(`, .*${day}`)).first()).toBeVisible();
  await expect(quickInput.title).not.toContainText('Reading…');
  await editor.screenshot('list-search-found');
  expect(sandbox.mostInFlight).toBeGreaterThan(1);
  await quickInput
    .row(new RegExp(`, .*${day}`))
    .first()
    .click();
  await expect.poll(() => editor.documentText()).toContain(`Call ${String(call?.id)}`);
});

test('stops reading a whole history, keeps the results and continues from there', async ({
  editor,
  sandbox,
}) => {
  const { quickInput } = editor;
  const count = history.of(acme, 3).length;
  await listAll(editor, 'Emails');
  await quickInput.input.press('ArrowUp');
  await expect(quickInput.row(/^Load all…, about \d+ requests$/)).toHaveClass(/focused/);
  // Each response takes a second. Otherwise a busy machine has read everything before the click arrives.
  sandbox.play({ kind: 'delay', ms: 1000, on: { path: '/interactions' }, times: Infinity });
  await quickInput.accept();
  await expect(quickInput.title).toContainText(/Reading… [\d,]+ so far, back to /);
  await editor.screenshot('list-load-all');
  await quickInput.button('Stop').click();
  await expect(quickInput.title).not.toContainText('Reading…');
  sandbox.clearFaults();
  const asked = sandbox.requests.length;
  await editor.page.waitForTimeout(1000);
  expect(sandbox.requests.length).toBe(asked);
  await quickInput.type('load all');
  await quickInput.choose('Search everything…');
  await expect(quickInput.title).not.toContainText('Reading…', { timeout: 60_000 });
  await quickInput.type('');
  await expect(quickInput.rows.first()).toHaveAttribute(
    'aria-setsize',
    String(Math.min(count, 500) + (count > 500 ? 2 : 1)),
  );
  await quickInput.input.press('ArrowUp');
  await expect(quickInput.row(/^Nothing known before .*, look further back$/)).toHaveClass(/focused/);
  await editor.screenshot('list-all-loaded');
});

test('lists from the row of a record or type, without asking for them again', async ({ editor }) => {
  const { quickInput, tree } = editor;
  await editor.openView();
  await editor.signIn();
  await follow(editor, acme, 'acme');
  await tree.menu(tree.row(acme, 1), 'List Interactions…');
  await expect(quickInput.title).toContainText(`Interactions with ${acme} (2/4)`);
  await quickInput.cancel();
  await tree.menu(tree.row('Calls'), 'List Interactions…');
  await expect(quickInput.title).toContainText(`Calls with ${acme} (3/4)`);
  await quickInput.button('Back').click();
  await expect(quickInput.title).toContainText(`Interactions with ${acme} (2/4)`);
  await quickInput.button('Back').click();
  await expect(quickInput.title).toContainText('List interactions (1/4)');
});

async function listAll(editor: Editor, type: string): Promise<void> {
  const { quickInput } = editor;
  await editor.openView();
  await editor.signIn();
  await editor.command('Affinity: List Interactions…');
  await quickInput.type('acme');
  await quickInput.choose(acme);
  await quickInput.choose(type);
  await quickInput.choose('All');
  await expect(quickInput.title).toContainText(`${type} with ${acme} (4/4)`);
  await expect(quickInput.rows).not.toHaveCount(0);
}

test.describe('where the firm has few requests left', () => {
  test.use({ settings: { 'affinity.keepRequests': 99_990 } });

  test('stops reading all of it, and lets a click through', async ({ editor, sandbox }) => {
    const { quickInput } = editor;
    await listAll(editor, 'Emails');
    await quickInput.input.press('ArrowUp');
    await quickInput.accept();
    const stopped =
      /^Stopped: 99,9\d\d requests are left for your firm this month.*Fewer than the 99,990 you reserve · press Enter to/;
    await quickInput.type('a word that is in none of them');
    await expect(quickInput.row(stopped)).toBeVisible();
    await editor.screenshot('list-below-floor');
    sandbox.clearRequests();
    await quickInput.row(stopped).click();
    await expect(quickInput.row(/^Load older…, before /)).toBeVisible();
    expect(sandbox.requests).toHaveLength(1);
    await quickInput.cancel();
    const tooltip = await editor.hoverText(editor.statusItem(/^Affinity: /));
    expect(tooltip.replaceAll('\u00a0', ' ')).toContain('Background reading stops below 99,990');
  });
});
