import { usedUpLimit } from '../support/usedUpLimit.ts';
import { expect, sandboxKeys, test } from './fixtures.ts';
import { follow } from './following.ts';
import { hurry } from './hurry.ts';

const acme = 'Acme Robotics';
const lists = { path: '/interactions' } as const;

test('shows each failure in a row with Retry, keeps the loaded rows, and continues from there', async ({
  editor,
  sandbox,
}) => {
  const { tree } = editor;
  await editor.openView();
  await editor.signIn();
  await hurry(editor, { pauses: 40 });
  await follow(editor, acme, 'acme');
  await tree.expand(tree.row('Meetings'));
  const failure = tree.row(/ click to retry$/);
  const meetings = tree.row(/^Meeting, /);
  const loaded = await meetings.count();

  const faults = [
    [
      'Affinity returned an error (500)',
      /returned an error \(500\)\. Try again/,
      { kind: 'status', status: 500 },
      4,
    ],
    [
      /^Limit reached until /,
      /request limit is reached until \d\d:\d\d/,
      { kind: 'status', status: 429, headers: usedUpLimit },
      4,
    ],
    ['Unreadable response', /couldn’t be read/, { kind: 'garbage' }, 1],
    ['Affinity can’t be reached', /Check your network connection/, { kind: 'drop', when: 'before' }, 4],
    ['Affinity didn’t respond', /didn’t respond in time/, { kind: 'stall' }, 4],
  ] as const;
  for (const [short, sentence, fault, tries] of faults) {
    await test.step(String(short), async () => {
      await hurry(editor, { pauses: 40, patience: fault.kind === 'stall' ? 60 : 3 });
      sandbox.clearRequests();
      sandbox.play({ ...fault, on: lists, times: Infinity });
      await tree.click(tree.row('Load older…').or(failure));
      await expect(failure.locator('.label-name')).toHaveText(short);
      await expect(failure).toHaveAttribute('aria-label', sentence);
      await expect(meetings).toHaveCount(loaded);
      expect(sandbox.requests).toHaveLength(tries);
      sandbox.clearFaults();
    });
  }

  await test.step('recovers', async () => {
    await hurry(editor, { pauses: 40 });
    await expect(editor.statusItem('Affinity: Fieldstone Ventures')).toBeVisible();
    sandbox.clearRequests();
    await tree.action(failure, 'Retry');
    await expect(failure).toHaveCount(0);
    await expect(meetings).not.toHaveCount(loaded);
    expect(sandbox.requests.map(({ path }) => path)).toEqual(['/interactions']);
    await expect(editor.notifications).toHaveCount(0);
  });
});

test('shows rows next to unreadable ones, and loads without the dates of the record', async ({
  editor,
  sandbox,
  served,
}) => {
  const { tree } = editor;
  const end = new Date();
  const start = new Date(end.getTime() - 300 * 24 * 60 * 60 * 1000);
  const query = new URLSearchParams({ type: '1', organization_id: '2249001' });
  query.set('start_time', start.toISOString());
  query.set('end_time', end.toISOString());
  const answer = await fetch(`${served.url}/interactions?${query.toString()}`, {
    headers: { authorization: `Bearer ${sandboxKeys.user}` },
  });
  const { events } = (await answer.json()) as { events: Record<string, unknown>[] };
  const [first, second, third] = events.slice(0, 3);
  const damaged = [first, { ...second, date: 'yesterday' }, third, { ...third, id: '7' }, 'nonsense'];

  await editor.openView();
  await editor.signIn();
  await hurry(editor, { pauses: 40 });
  sandbox.play(
    { kind: 'status', status: 500, on: { path: '/organizations/' }, times: Infinity },
    { kind: 'status', status: 200, body: { events: damaged, next_page_token: null }, on: lists },
  );
  await follow(editor, acme, 'acme');
  await tree.expand(tree.row('Calls'));
  await expect(tree.row(/^Call, /)).toHaveCount(2);
  const unreadable = tree.row('3 couldn’t be read');
  await expect(unreadable).toBeVisible();

  await tree.click(unreadable);
  const log = editor.page.locator('.output-view .view-lines');
  await expect(log).toContainText(`id ${String(second?.['id'])}: could not be read. date`);

  await test.step('a failure of the first load is a row that retries', async () => {
    sandbox.play({ kind: 'drop', when: 'before', on: lists, times: Infinity });
    await tree.expand(tree.row('Emails'));
    await expect(tree.row('Affinity can’t be reached')).toBeVisible();
    await expect(editor.statusItem('Affinity: Fieldstone Ventures: offline')).toBeVisible();
    await expect(log).toContainText('type 3: not loaded. GET /interactions');
    sandbox.clearFaults();
    await tree.click(tree.row('Affinity can’t be reached'));
    await expect(tree.row(/^Email, /).first()).toBeVisible();
    await expect(editor.statusItem('Affinity: Fieldstone Ventures')).toBeVisible();
  });
});

test('opens an interaction whose note can’t be read, and reads it again on demand', async ({
  editor,
  sandbox,
}) => {
  const { tree, quickInput } = editor;
  await editor.openView();
  await editor.signIn();
  await hurry(editor, { pauses: 40 });

  await test.step('a failed search says so and can be repeated', async () => {
    sandbox.play({ kind: 'status', status: 503, times: Infinity });
    await editor.run('affinity.follow');
    await quickInput.type('acme');
    await expect(quickInput.row(/returned an error \(503\).*press Enter to try again/)).toBeVisible();
    sandbox.clearFaults();
    await quickInput.accept();
    await quickInput.choose(acme);
  });

  await tree.expand(tree.row('Chat messages'));
  sandbox.play({ kind: 'status', status: 500, on: { path: '/notes/' }, times: Infinity });
  await tree.click(tree.row(/^Chat message, /).first());
  await expect
    .poll(() => editor.documentText())
    .toMatch(/Couldn’t read note \d+\. Affinity returned an error/);
  sandbox.clearFaults();
  await editor.moreActions('Refresh');
  await expect.poll(() => editor.documentText()).not.toContain('Couldn’t read note');
  expect(await editor.documentText()).toMatch(/## Note\n\n\S+/);
});
