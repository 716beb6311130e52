import { localDay } from './dates.ts';
import { expect, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { SampleHistory } from './sampleHistory.ts';

const now = new Date();
const history = new SampleHistory(now);
const acme = 'Acme Robotics';
const yearMs = 365 * 24 * 60 * 60 * 1000;
const old = history.of(acme, 1).filter(({ date }) => date < now.getTime() - 8 * yearMs);

test.use({ sandboxOptions: { now, delayMs: 200 } });

test('finds a call from eight years ago, and continues after it has stopped reading', async ({
  editor,
  sandbox,
}) => {
  const { quickInput } = editor;
  await editor.openView();
  await editor.signIn();

  await test.step('finds a call from eight years ago by one of its words', async () => {
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

  await test.step('stops reading a whole history, keeps the results and continues from there', async () => {
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
});

async function listAll(editor: Editor, type: string): Promise<void> {
  const { quickInput } = editor;
  await editor.command('Affinity: List Interactions…');
  await quickInput.type('acme');
  await quickInput.choose(acme);
  await quickInput.choose(type);
  await quickInput.choose('All');
  await expect(quickInput.title).toContainText(`${type} with ${acme} (4/4)`);
  await expect(quickInput.rows).not.toHaveCount(0);
}
