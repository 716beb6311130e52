import type { InteractionType } from '../../src/sandbox/testing/index.ts';
import { localClock, localMoment, rowDay } from './dates.ts';
import { expect, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { follow } from './following.ts';
import { begin, bodies, Form } from './form.ts';
import { SampleHistory } from './sampleHistory.ts';
import type { Row } from './tree.ts';

const now = new Date();
const history = new SampleHistory(now);
const marcus = history.named('Marcus Okafor');
const ann = history.named('Ann Lee');
const minute = 60_000;

test.use({ sandboxOptions: { now } });

test('logs a meeting, a call and a received chat message, and shows each in its place in the tree', async ({
  editor,
  sandbox,
}) => {
  const { tree } = editor;
  const form = new Form(editor);
  await begin(editor);
  await follow(editor, 'Marcus Okafor', 'okafor');

  await test.step('a meeting, from the palette', async () => {
    await tree.expand(tree.row('Meetings'));
    await editor.command('Affinity: Log Interaction…');
    await form.isOpen('Log interaction');
    await expect(form.page.getByRole('radio', { name: 'Meeting' })).toBeFocused();
    await expect(form.attribution).toContainText('Ann Lee · Fieldstone Ventures');
    await expect(form.chips).toHaveText([/Ann Lee.*Internal \(you\)/]);
    sandbox.clearRequests();
    await form.enter({ date: 'yesterday 3:07am', people: ['Marcus Okafor'], text: 'Pilot goes on.' });
    const date = yesterday(3, 7);
    await expect(form.clocks.first()).toContainText(localMoment(date));
    await editor.screenshot('form-in-editor');
    // Press it twice, as impatient users do: only one interaction is created.
    sandbox.play({ kind: 'delay', ms: 300, on: { method: 'POST' } });
    await form.text.press('Control+Enter');
    await editor.page.keyboard.press('Control+Enter');
    await expectLogged(editor, 0, date);
    await expect(editor.page.locator('.statusbar')).toContainText('Logged: Meeting · Marcus Okafor +1');
    const body = { type: 0, person_ids: [ann.id, marcus.id], content: 'Pilot goes on.' };
    expect(bodies(sandbox, 'POST')).toEqual([{ ...body, date: new Date(date).toISOString() }]);
    // Besides the search there is one request for neighbours; the tree reads nothing again.
    const asked = sandbox.requests.map(({ method, path }) => `${method} ${path}`);
    expect(asked.filter((request) => request !== 'GET /persons')).toEqual([
      'GET /interactions',
      'POST /interactions',
    ]);
    // The form knows it, so the row needs no request.
    await expect(tree.at(date)).toContainText('Marcus Okafor +1 · Pilot goes on.');
    await tree.collapse(tree.row('Meetings'));
  });

  await test.step('a call, from the Calls row of a person', async () => {
    await tree.expand(tree.row('Calls'));
    await tree.menu(tree.row('Calls'), 'Log Interaction…');
    await form.isOpen('Log interaction with Marcus Okafor');
    await expect(form.page.getByRole('radio', { name: 'Call' })).toBeChecked();
    await expect(form.chips).toHaveText([/Marcus Okafor.*External/, /Ann Lee/]);
    sandbox.clearRequests();
    await form.enter({ date: 'yesterday 4:07am', text: 'Called back.' });
    await form.save.click();
    await expectLogged(editor, 1, yesterday(4, 7));
    expect(bodies(sandbox, 'POST')).toMatchObject([{ type: 1, person_ids: [marcus.id, ann.id] }]);
    await tree.collapse(tree.row('Calls'));
  });

  await test.step('a received chat message, from the view’s title bar', async () => {
    await tree.expand(tree.row('Chat messages'));
    // It is about the focused row, like the title buttons of the editor's own trees.
    await tree.titleAction('Log Interaction…');
    await form.isOpen('Log interaction with Marcus Okafor');
    await expect(form.page.getByRole('radio', { name: 'Chat message' })).toBeChecked();
    // Opening it again reveals the same form.
    await tree.titleAction('Log Interaction…');
    await expect(editor.tab('Log: Marcus Okafor')).toHaveCount(1);
    await form.button('Remove Marcus Okafor').click();
    sandbox.clearRequests();
    await form.enter({ date: 'yesterday 5:07am', text: 'שלום 👩‍👩‍👧 — “yes”' });
    await form.save.click();
    // The first field with an error takes the focus.
    await expect(form.people).toBeFocused();
    await expect(form.lines('people')).toContainText('Add at least one external person');
    await expect(form.lines('direction')).toContainText('sent or received');
    await expect(form.summary).toContainText('Fix 2 problems before saving.');
    expect(sandbox.requests).toEqual([]);
    await form.enter({ people: ['Marcus Okafor'], direction: 'Received' });
    await expect(form.summary).toBeHidden();
    await form.text.press('Control+Enter');
    await expectLogged(editor, 2, yesterday(5, 7));
    expect(bodies(sandbox, 'POST')).toMatchObject([{ type: 2, direction: 1 }]);
    const rows = tree.row(/^Chat message, Received, /);
    await tree.click(rows.and(tree.at(yesterday(5, 7))));
    await expect.poll(() => editor.documentText()).toContain('שלום 👩‍👩‍👧 — “yes”');
  });

  await test.step('two addresses from the clipboard become two people', async () => {
    await editor.command('Affinity: Log Interaction…');
    await form.isOpen('Log interaction');
    await form.paste('marcus.okafor@acmerobotics.example, jane.roe@acmerobotics.example');
    await expect(form.chips).toHaveText([/Ann Lee/, /Marcus Okafor.*External/, /Jane Roe.*External/]);
    await form.text.press('Escape');
    await form.isClosed();
  });
});

/** Expects the row between a newer and an older one. */
async function expectLogged(editor: Editor, type: InteractionType, date: number): Promise<void> {
  await expect(editor.tab(/^Log/)).toHaveCount(0);
  const older = history.with(marcus.id, type).find((one) => one.date < date);
  const row = editor.tree.row(/^(Meeting|Call|Chat message, Received), .*with Marcus Okafor and 1 other\b/);
  await expect(row.and(editor.tree.at(date))).toBeVisible();
  const shown = await editor.tree.all();
  const at = shown.findIndex((one) => momentOf(one) === `${rowDay(date)} ${localClock(date)}`);
  if (older !== undefined)
    expect(momentOf(shown[at + 1])).toBe(`${rowDay(older.date)} ${localClock(older.date)}`);
}

/** The day and time that a row shows. */
function momentOf(row: Row | undefined): string {
  return [row?.label.split('  ')[0], row?.description.split(' · ')[0]].join(' ');
}

/** Yesterday's date in the time zone of the editor. */
function yesterday(hours: number, minutes: number): number {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(now);
  const noon = new Date(`${today}T12:00:00Z`).getTime() - 86_400_000;
  const day = new Date(noon).toISOString().slice(0, 10);
  const guess = new Date(`${day}T00:00:00Z`).getTime() + (hours * 60 + minutes) * minute;
  const shown = new Date(`${typed(guess).replace(' ', 'T')}Z`).getTime();
  return guess - (shown - guess);
}

/** A date as a user types it. */
function typed(date: number): string {
  const style = { dateStyle: 'short', timeStyle: 'medium' } as const;
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', ...style }).format(date);
}
