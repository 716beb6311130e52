import { expect, test } from './fixtures.ts';
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
    ],
    ['Affinity can’t be reached', /Check your network connection/, { kind: 'drop', when: 'before' }],
  ] as const;
  for (const [short, sentence, fault] of faults) {
    await test.step(short, async () => {
      sandbox.clearRequests();
      sandbox.play({ ...fault, on: lists, times: Infinity });
      await tree.click(tree.row('Load older…').or(failure));
      await expect(failure.locator('.label-name')).toHaveText(short);
      await expect(failure).toHaveAttribute('aria-label', sentence);
      await expect(meetings).toHaveCount(loaded);
      expect(sandbox.requests).toHaveLength(4);
      sandbox.clearFaults();
    });
  }

  await test.step('recovers', async () => {
    const offline = editor.statusItem('Affinity: Fieldstone Ventures: offline');
    await expect(offline).toBeVisible();
    sandbox.clearRequests();
    await tree.action(failure, 'Retry');
    await expect(failure).toHaveCount(0);
    await expect(meetings).not.toHaveCount(loaded);
    await expect(offline).toHaveCount(0);
    expect(sandbox.requests.map(({ path }) => path)).toEqual(['/interactions']);
    await expect(editor.notifications).toHaveCount(0);
  });
});
