import type { Interaction, InteractionType } from '../../src/sandbox/testing/index.ts';
import { localMoment } from './dates.ts';
import { expect, test } from './fixtures.ts';
import { follow } from './following.ts';
import { begin, bodies, writes } from './form.ts';
import { SampleHistory } from './sampleHistory.ts';

const now = new Date();
const history = new SampleHistory(now);
const acme = 'Acme Robotics';

test.use({ sandboxOptions: { now } });

test('asks before it deletes, and undoes deletions where possible', async ({ editor, sandbox }) => {
  const { tree, dialog } = editor;
  const calls = history.of(acme, 1);
  const [first, second, third] = calls.filter(byHand);
  const automatic = calls.find((one) => one.manualCreatorId === null);
  if (!first || !second || !third || !automatic) throw new RangeError('The sample data has too few calls.');
  const row = (one: Interaction) => tree.at(one.date).first();
  const total = sandbox.counts().interactions;
  await begin(editor);
  await follow(editor, acme, 'acme');
  await tree.expand(tree.row('Calls'));
  sandbox.clearRequests();

  await test.step('nothing is deleted without a confirmation', async () => {
    await tree.click(row(first));
    await expect.poll(() => editor.documentUri()).toContain(`/call-${String(first.id)}`);
    await editor.documentAction('More Actions...').click();
    // A menu ignores clicks during its first 100 ms, so that the click that opened it chooses nothing.
    await editor.page.waitForTimeout(200);
    await editor.page.getByRole('menuitem', { name: 'Delete Interaction…' }).click();
    await expect(dialog).toContainText(`Delete call`);
    for (const said of [localMoment(first.date), inShort(first), 'Undo logs it again'])
      await expect(dialog).toContainText(said);
    await editor.screenshot('form-delete');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toHaveCount(0);
    expect(writes(sandbox)).toEqual([]);
  });

  await test.step('one, undone', async () => {
    const text = history.note(first);
    await tree.menu(row(first), 'Delete Interaction…');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    const told = editor.notification('Deleted call');
    await expect(told).toContainText(inShort(first));
    await expect(row(first)).toHaveCount(0);
    expect(sandbox.interaction(1, first.id)).toBeUndefined();
    await told.getByRole('button', { name: 'Undo' }).click();
    await expect(editor.notification('Logged again with a new ID, under your name.')).toBeVisible();
    await expect(row(first)).toBeVisible();
    const [body] = bodies(sandbox, 'POST');
    expect(body).toMatchObject({
      type: 1,
      // Dates of drafts have no milliseconds.
      date: new Date(first.date - (first.date % 1000)).toISOString(),
      person_ids: first.personIds,
    });
    expect(body?.['content']).toBe(text);
    expect(sandbox.counts().interactions).toBe(total);
    await editor.clearNotifications();
  });

  await test.step('several, one of which can’t be undone', async () => {
    await row(second).click();
    // A document that opens later would close the menu.
    await expect.poll(() => editor.documentUri()).toContain('/call-');
    for (const one of [third, automatic]) await tree.click(row(one), { modifiers: ['ControlOrMeta'] });
    await tree.menu(row(third), 'Delete Interaction…');
    await expect(dialog).toContainText('Delete 3 interactions?');
    for (const one of [second, third, automatic]) await expect(dialog).toContainText(localMoment(one.date));
    await expect(dialog).toContainText(`${localMoment(automatic.date)}: can’t be undone`);
    await expect(dialog).toContainText('1 of them can’t be restored.');
    await editor.screenshot('form-delete-several');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    const told = editor.notification('Deleted 3 interactions');
    await expect(told).toBeVisible();
    expect(sandbox.counts().interactions).toBe(total - 3);
    await told.getByRole('button', { name: 'Undo' }).click();
    await expect(editor.notification('2 interactions logged again with new IDs')).toBeVisible();
    expect(sandbox.counts().interactions).toBe(total - 1);
    for (const one of [second, third]) await expect(row(one)).toBeVisible();
    await editor.clearNotifications();
  });
});

/** The interactions whose deletion can be undone, and whose date is unique. */
function byHand(one: Interaction, _at: number, all: readonly Interaction[]): boolean {
  const isAlone = all.filter(({ date }) => localMoment(date) === localMoment(one.date)).length === 1;
  const note = history.data.notes.find(({ id }) => id === one.noteIds[0]);
  return isAlone && one.manualCreatorId !== null && note?.type === 0;
}

function inShort({
  personIds,
}: {
  readonly personIds: readonly number[];
  readonly type: InteractionType;
}): string {
  const [outside] = personIds.filter((id) => history.person(id).type === 0);
  return history.name(outside ?? 0);
}
