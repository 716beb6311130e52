/**
 * Half an hour of use in one editor, compressed, and the memory that it leaves behind: `npm run test:soak`.
 *
 * A busy user does something every ten seconds, which is 180 acts in half an hour. Here
 * are more than twice as many, one after another without a pause, in rounds that end as they began: nothing
 * followed, everything closed, what was logged deleted. Each act throws unless it has had its effect. The
 * extension's own waits are shortened (`hurry`), so that a service that is silent for half a minute costs
 * half a second.
 *
 * SOAK_ROUNDS=40 goes on for longer. SOAK_SNAPSHOTS=FOLDER writes the heap after the first fifth and at the
 * end, for the developer tools of a browser to compare.
 */
import path from 'node:path';
import { expect, test } from '../e2e/fixtures.ts';
import type { Editor } from '../e2e/fixtures.ts';
import { begin, Form } from '../e2e/form.ts';
import { hurry } from '../e2e/hurry.ts';
import { SampleHistory } from '../e2e/sampleHistory.ts';
import { say } from '../support/progress.ts';
import { account } from './acts/account.ts';
import { browsing, leaving } from './acts/browsing.ts';
import { deleting } from './acts/deleting.ts';
import { failing } from './acts/failing.ts';
import { reading } from './acts/reading.ts';
import { writing } from './acts/writing.ts';
import type { Acts, Desk } from './desk.ts';
import { hostState, writeSnapshot } from './hostState.ts';
import { bareParts, keptOfRow } from './keptOfRow.ts';
import { memoryWords, roundTable } from './table.ts';
import { breaches, fewestRounds, span } from './verdict.ts';
import type { Round } from './verdict.ts';

const now = new Date();
const everyRound: Acts = { ...browsing, ...reading, ...writing, ...failing, ...deleting, ...leaving };
const rounds = Math.max(fewestRounds, Number(process.env['SOAK_ROUNDS'] ?? fewestRounds));
const actsOfHalfAnHour = 180;

// The limits are for a person's pace, and a day of it in some minutes would meet them.
test.use({ sandboxOptions: { now, limits: { perMinute: 100_000, perMonth: 'unlimited' } } });
test.use({ companions: [bareParts] });

test('leaves nothing behind after half an hour', async ({ editor, sandbox }) => {
  const desk: Desk = { editor, sandbox, form: new Form(editor), history: new SampleHistory(now) };
  await begin(editor);
  await hurry(editor, { pauses: 40 });
  const held = sandbox.counts();
  const done: Round[] = [];
  for (let round = 1, acts = 0; round <= rounds; round += 1) {
    // Rounds without a sign-out show the memory of a session; those with one show what outlives it.
    acts += await perform(desk, round % 3 === 0 ? { ...everyRound, ...account } : everyRound);
    expect(sandbox.counts(), 'the data is the same after each round').toEqual(held);
    done.push({ round, acts, ...(await leftOver(editor)) });
    say(roundTable(done).split('\n').at(-1) ?? '');
    await keepSnapshot(editor, round);
  }
  process.stdout.write(`\n${roundTable(done)}\n\n`);
  process.stdout.write(`${memoryWords(done, await keptOfRow(editor))}\n\n`);
  expect(done.at(-1)?.acts).toBeGreaterThanOrEqual(actsOfHalfAnHour);
  expect(breaches(done)).toEqual([]);
});

async function perform(desk: Desk, acts: Acts): Promise<number> {
  for (const [name, act] of Object.entries(acts)) await test.step(name, async () => await act(desk));
  return Object.keys(acts).length;
}

async function leftOver(editor: Editor) {
  await expect(editor.notifications).toHaveCount(0);
  await expect(editor.quickInput.box).toHaveCount(0);
  const tabs = await editor.tabs.count();
  const webviews = await editor.page.locator('iframe.webview').count();
  return { ...(await hostState(editor)), tabs, webviews };
}

async function keepSnapshot(editor: Editor, round: number): Promise<void> {
  const folder = process.env['SOAK_SNAPSHOTS'];
  const [first] = span(Array.from({ length: rounds }, (_, nth) => ({ round: nth + 1 }) as Round)).first;
  if (folder === undefined || (round !== first?.round && round !== rounds)) return;
  await writeSnapshot(editor, path.resolve(folder, `round-${String(round)}.heapsnapshot`));
}
