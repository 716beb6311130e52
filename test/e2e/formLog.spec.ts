import type { InteractionType } from '../../src/sandbox/testing/index.ts';
import { localClock, localMoment, rowDay } from './dates.ts';
import { expect, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { follow } from './following.ts';
import { begin, bodies, Form, writes } from './form.ts';
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
});

test('adds twelve pasted addresses, but no unknown or ambiguous person', async ({ editor, sandbox }) => {
  const form = new Form(editor);
  await begin(editor);
  await editor.run('affinity.logInteraction');
  await form.isOpen('Log interaction');
  const acme = ['jane.roe', 'marcus.okafor', 'yuki.tanaka', 'sofia.marquez', 'david.kim', 'priya.nair'];
  const known = [...acme, 'tom.becker', 'lena.fischer'].map((name) => `${name}@acmerobotics.example`);
  const line = [...known, 'ben.carter@fieldstone.example', 'office@kvistbro.example', 'x@nowhere.example'];
  await form.paste(`${line.join(', ')}; "Ghost, A." <ghost@void.example>`);
  await expect(form.chips).toHaveCount(13);
  await expect(form.chip('Looking up…')).toHaveCount(0);
  await expect(form.chip('External')).toHaveCount(8);
  await expect(form.chip('Internal')).toHaveText([/Ann Lee/, /Ben Carter/]);
  await expect(form.chip('Several matches')).toContainText('office@kvistbro.example');
  await expect(form.chip('Not found')).toHaveText([/x@nowhere/, /ghost@void/]);

  await form.enter({ date: 'yesterday 3:07am', text: 'Town hall.' });
  sandbox.clearRequests();
  await form.save.click();
  await expect(form.people).toBeFocused();
  await expect(form.lines('people')).toHaveText([/Select the person for “office@kvistbro\.example”/]);
  await expect(form.page.locator('#people-unknown')).toHaveText(
    /x@nowhere\.example.*Ghost, A\. <ghost@void\.example>.*No one in Affinity has this name or address\./,
  );
  await expect(form.summary).toContainText(
    'Couldn’t find “x@nowhere.example”, “Ghost, A. <ghost@void.example>” in Affinity',
  );
  expect(writes(sandbox)).toEqual([]);
  await editor.inEveryTheme('form-people');

  await form.button('office@kvistbro.example Several matches').click();
  await form.button(/Søren Bro/).click();
  await expect(form.chip('Søren Bro')).toBeVisible();
  for (const ghost of ['Remove x@nowhere.example', /Remove Ghost/]) await form.button(ghost).click();
  await expect(form.summary).toBeHidden();
  await form.save.click();
  await form.isClosed();
  const [{ person_ids: ids } = { person_ids: [] }] = bodies(sandbox, 'POST');
  const names = (ids as number[]).map((id) => history.name(id));
  expect(names).toHaveLength(11);
  expect(names).toEqual(expect.arrayContaining(['Ann Lee', 'Ben Carter', 'Jane Roe', 'Søren Bro']));
});

test('shows problems at their fields, loses nothing and sends nothing', async ({ editor, sandbox }) => {
  const form = new Form(editor);
  await begin(editor);
  await editor.run('affinity.logInteraction');
  await form.isOpen('Log interaction');
  const dates = [
    ['0000-01-01 10:00', /The year 0 is too far in the past/],
    ['9999-12-31 10:00', /The year 9999 is too far in the future/],
    ['2026-02-31 10:00', /doesn’t exist/],
    ['the other day', /isn’t recognized/],
    ['tomorrow 3pm', /This is in the future/],
  ] as const;
  for (const [date, sentence] of dates) {
    await form.date.fill(date);
    await expect(form.lines('date').filter({ hasText: sentence })).toBeVisible();
  }
  await form.date.fill('9999-12-31 10:00');

  const crowd = Array.from({ length: 300 }, (_, index) => `guest${String(index)}@crowd.example`);
  await form.paste(crowd.join('\n'));
  await expect(form.chips).toHaveCount(301);
  await expect(form.lines('people')).toHaveText([/can’t have 301 people/]);
  await form.save.click();
  await expect(form.summary).toContainText('The year 9999');
  await editor.screenshot('form-crowd');
  await form
    .button('Discard Draft')
    .or(form.page.getByRole('link', { name: 'Discard Draft' }))
    .click();
  await expect(editor.dialog).toContainText('Discard the draft');
  await editor.dialog.getByRole('button', { name: 'Discard Draft' }).click();
  await form.isClosed();
  await expect(editor.tree.row('Drafts')).toHaveCount(0);
  expect(writes(sandbox)).toEqual([]);

  await editor.run('affinity.logInteraction');
  await form.isOpen('Log interaction');
  const text = 'Bell \u0007 and \u001B[31mred\u001B[0m, مرحبا بالعالم, 👍🏽 zero\u0000.';
  await form.enter({ date: 'yesterday 3:07am', people: ['Marcus Okafor'], text });
  await form.save.click();
  await form.isClosed();
  expect(bodies(sandbox, 'POST')).toMatchObject([{ content: 'Bell  and red, مرحبا بالعالم, 👍🏽 zero.' }]);
});

test('asks before logging an interaction that may be logged already', async ({ editor, sandbox }) => {
  const form = new Form(editor);
  const [meeting] = history
    .with(marcus.id, 0)
    .filter(({ date, title }) => date < now.getTime() - 86_400_000 && title !== null);
  if (meeting === undefined) throw new RangeError('The sample data has no meeting with Marcus.');
  await begin(editor);
  await editor.run('affinity.logInteraction');
  await form.isOpen('Log interaction');
  await form.enter({ date: typed(meeting.date + 9 * minute), people: ['Marcus Okafor'], text: 'Met.' });
  sandbox.clearRequests();
  await form.save.click();
  await expect(form.neighbours).toContainText('A similar interaction is already logged.');
  await expect(form.neighbours.getByRole('heading')).toBeFocused();
  await expect(form.neighbours.locator('li')).toHaveCount(1);
  await expect(form.neighbours).toContainText(meeting.title ?? '');
  await expect(form.neighbours).toContainText(localMoment(meeting.date));
  expect(writes(sandbox)).toEqual([]);
  await editor.screenshot('form-neighbours');

  await form.button(/^Edit instead/).click();
  await form.isOpen(`Edit “${meeting.title ?? ''}”`);
  await form.text.press('Escape');

  await form.isOpen('Log interaction');
  await form.date.fill(typed(meeting.date));
  await expect(form.neighbours).toBeHidden();
  await form.save.click();
  await expect(form.neighbours).toContainText('At exactly the same time');
  await form.button('Log Anyway').click();
  await form.isClosed();
  expect(bodies(sandbox, 'POST')).toMatchObject([{ date: new Date(meeting.date).toISOString() }]);
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
