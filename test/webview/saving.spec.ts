import { accessibleText } from './accessibleText.ts';
import { expect, test } from './formTest.ts';
import { refusedView } from './scriptedDesk.ts';
import { filledView, initOf, states } from './views.ts';

test.beforeEach(async ({ host, server }) => {
  await host.open(server.url, states.filled);
});

test('saves once when asked repeatedly', async ({ host }) => {
  await host.text.focus();
  await host.page.keyboard.press('Control+Enter');
  await host.page.keyboard.press('Control+Enter');
  await host.save.click({ force: true });
  await host.save.click({ force: true });
  await expect(host.page.getByRole('status')).toHaveText('Saving…');
  await expect(host.save).toHaveAttribute('aria-disabled', 'true');
  await expect(host.text).toHaveJSProperty('readOnly', true);
  await expect(host.text).toHaveValue(/Walked through/);
  expect(host.received('submit')).toHaveLength(1);
});

test('shows the progress of a save', async ({ host }) => {
  await host.save.click();
  await host.waitFor('submit');
  await host.send({
    kind: 'view',
    revision: 0,
    view: { ...filledView, saving: 'Checking for duplicates…' },
  });
  await expect(host.page.locator('.progress')).toHaveText('Checking for duplicates…');
});

test('focuses the first error and shows it at the field and in the summary', async ({ host }) => {
  await host.save.click();
  const { submission, revision } = await host.waitFor('submit');
  await host.send({ kind: 'refused', submission, revision, view: refusedView });
  await expect(host.people).toBeFocused();
  await expect(host.people).toHaveAttribute('aria-invalid', 'true');
  await expect(host.people).toHaveAccessibleDescription(
    /Add at least one internal.*Error: Add at least one external/,
  );
  await expect(host.text).toHaveAttribute('aria-invalid', 'true');
  expect(await accessibleText(host.page, host.text)).toEqual({
    name: 'Note',
    description: 'Error: Enter a note.',
  });
  await expect(host.dateText).toHaveAttribute('aria-invalid', 'false');
  await expect(host.page.getByRole('status')).toHaveText('Fix 2 problems before saving.');
  await expect(host.text).toHaveValue(/Walked through/);
  await host.page.locator('#summary').getByRole('link', { name: 'Note' }).click();
  await expect(host.text).toBeFocused();
  await host.page.keyboard.type('!');
  await host.waitFor('edit');
});

test('focuses the summary when an error belongs to no field', async ({ host }) => {
  await host.save.click();
  const { submission } = await host.waitFor('submit');
  const problems = [{ at: 'form', sentence: 'Affinity said: <b>person_ids</b> is wrong' }] as const;
  await host.send({
    kind: 'refused',
    submission,
    revision: 0,
    view: { ...filledView, problems, summary: 'Refused' },
  });
  await expect(host.page.getByRole('heading', { name: 'Refused' })).toBeFocused();
  await expect(host.page.locator('#summary')).toContainText('<b>person_ids</b> is wrong');
  await host.save.click();
  await host.waitFor('submit', 2);
});

test('ignores the answer to another save', async ({ host }) => {
  await host.save.click();
  const { submission } = await host.waitFor('submit');
  await host.send({ kind: 'refused', submission: submission + 1, revision: 0, view: refusedView });
  await host.send({ kind: 'saved', submission: submission + 1, sentence: 'Logged' });
  await host.send({ kind: 'saved', submission, sentence: 'Meeting logged' });
  await expect(host.page.getByRole('status')).toHaveText('Meeting logged');
  await host.save.click({ force: true });
  await host.page.keyboard.press('Control+Enter');
  expect(host.received('submit')).toHaveLength(1);
});

test('ends a save that started before a reload', async ({ host }) => {
  await host.send(initOf(states.saving.view, states.saving.values));
  await expect(host.text).toHaveJSProperty('readOnly', true);
  await host.send({ kind: 'refused', submission: 7, revision: 0, view: states.neighbours.view });
  await expect(host.page.getByRole('heading', { name: 'Already logged?' })).toBeFocused();
  await expect(host.text).toHaveJSProperty('readOnly', false);
  await expect(host.page.locator('.progress')).toBeHidden();

  await host.send(initOf(states.saving.view, states.saving.values));
  await host.send({ kind: 'unknown', submission: 7, revision: 0, view: states.unknown.view });
  await expect(host.page.getByRole('heading', { name: 'Couldn’t confirm the save' })).toBeFocused();
});

test('shows similar interactions, and logs anyway or edits one of them', async ({ host }) => {
  await host.save.click();
  const { submission } = await host.waitFor('submit');
  await host.send({ kind: 'refused', submission, revision: 0, view: states.neighbours.view });
  await expect(host.page.getByRole('heading', { name: 'Already logged?' })).toBeFocused();
  await expect(
    host.page.locator('#neighbours li').filter({ hasText: 'At exactly the same time' }),
  ).toHaveCount(1);
  await host.page
    .getByRole('button', { name: 'Edit instead: Pilot review with Acme, 18 Nov 2025, 15:00' })
    .click();
  expect(await host.waitFor('editNeighbour')).toEqual({ kind: 'editNeighbour', type: 0, id: 417 });
  await host.page.getByRole('button', { name: 'Log Anyway' }).click();
  expect(await host.waitFor('submit', 2)).toMatchObject({ submission: 2, despite: 'neighbours' });
});

test('offers the meeting that is there, and adds a note to it by keyboard', async ({ host }) => {
  await host.text.fill('Agenda and what was said.');
  const { revision } = await host.waitFor('edit');
  await host.send({ kind: 'view', revision, view: states.offer.view });
  const heading = host.page.getByRole('heading', { name: 'Already in Affinity?' });
  await expect(heading).toBeVisible();
  await expect(host.text, 'the user goes on writing').toBeFocused();
  await expect(host.page.getByRole('button', { name: 'Log Anyway' })).toHaveCount(0);
  await expect(host.page.getByRole('status')).toHaveText(/^Affinity already has a meeting/);
  const note = host.page.getByRole('button', {
    name: 'Add note to it: Pilot review with Acme, 18 Nov 2025, 15:00',
  });
  await host.text.fill('Agenda and what was said. More.');
  await note.focus();
  await host.page.keyboard.press('Enter');
  expect(await host.waitFor('noteNeighbour')).toEqual({ kind: 'noteNeighbour', type: 0, id: 417 });
  const last = host.messages.at(-2);
  expect(last, 'what was typed comes first').toMatchObject({
    kind: 'edit',
    values: { text: 'Agenda and what was said. More.' },
  });
});

test('shows a conflict, compares, and uses their version', async ({ host }) => {
  await host.send(initOf(states.conflict.view, states.conflict.values));
  await host.page.getByRole('button', { name: 'Compare' }).click();
  await host.waitFor('showDifference');
  await host.page.getByRole('button', { name: 'Use Theirs' }).click();
  const { revision } = await host.waitFor('takeTheirs');
  const values = { date: '18 Nov 2025 15:30', text: 'Theirs' };
  await host.send({ kind: 'view', revision, values, view: states.locked.view });
  await expect(host.text).toHaveValue('Theirs');
  await expect(host.dateText).toHaveValue('18 Nov 2025 15:30');
  await expect(host.page.locator('#conflict')).toBeHidden();
  await expect(host.dateText, 'the button is gone').toBeFocused();
});

test('saves my version over theirs', async ({ host }) => {
  await host.send(initOf(states.conflict.view, states.conflict.values));
  await host.page.getByRole('button', { name: 'Save Mine' }).click();
  expect(await host.waitFor('submit')).toMatchObject({ despite: 'conflict' });
});

test('ignores Use Theirs during a save, and shows the result of the save', async ({ host }) => {
  await host.send(initOf(states.conflict.view, states.conflict.values));
  await host.page.getByRole('button', { name: 'Save Mine' }).click();
  const { submission, revision } = await host.waitFor('submit');
  await host.page.getByRole('button', { name: 'Use Theirs' }).click();
  const problems = [{ at: 'form', sentence: 'Affinity said no.' }] as const;
  const view = { ...filledView, problems, summary: 'Refused' };
  await host.send({ kind: 'refused', submission, revision, view });
  await expect(host.page.locator('#summary')).toContainText('Affinity said no.');
  expect(host.received('takeTheirs')).toEqual([]);
});

test('does not save again by itself after an unknown outcome', async ({ host }) => {
  await host.save.click();
  const { submission } = await host.waitFor('submit');
  await host.send({ kind: 'unknown', submission, revision: 0, view: states.unknown.view });
  await expect(host.page.getByRole('heading', { name: 'Couldn’t confirm the save' })).toBeFocused();
  await host.page.getByRole('button', { name: 'Check' }).click();
  await host.waitFor('checkOutcome');
  await host.page.getByRole('button', { name: 'Send Again' }).click();
  expect(await host.waitFor('submit', 2)).toMatchObject({ despite: 'unknownOutcome' });
});

test('focuses the result of a check when its button is gone', async ({ host }) => {
  await host.send(initOf(states.unknown.view, states.unknown.values));
  await host.page.getByRole('button', { name: 'Check' }).press('Enter');
  await host.waitFor('checkOutcome');
  const problems = [{ at: 'form', sentence: 'Affinity has no such meeting.' }] as const;
  await host.send({ kind: 'view', revision: 0, view: { ...filledView, problems, summary: 'Not saved' } });
  await expect(host.page.getByRole('heading', { name: 'Not saved' })).toBeFocused();
});

test('announces the result of a check to screen readers', async ({ host }) => {
  const status = host.page.getByRole('status');
  await host.send(initOf({ ...states.unknown.view, saving: 'Looking…' }, states.unknown.values));
  await expect(status).toHaveText('Looking…');
  const view = { ...states.unknown.view, summary: 'Unknown: look in Affinity.' };
  await host.send({ kind: 'view', revision: 0, view });
  await expect(status).toHaveText('Unknown: look in Affinity.');
});

test('keeps the focus on Discard Draft when the draft is saved again', async ({ host }) => {
  const discard = host.page.getByRole('link', { name: 'Discard Draft' });
  await discard.focus();
  const draft = { sentence: 'Draft kept 14:03', atRisk: false };
  await host.send({ kind: 'view', revision: 0, view: { ...filledView, draft } });
  await expect(host.page.locator('.draft')).toContainText('14:03');
  await expect(discard).toBeFocused();
  await discard.press('Enter');
  await host.waitFor('discardDraft');
});

test('locks a note that mentions people, gives the reason, and leaves other fields editable', async ({
  host,
}) => {
  await host.send(initOf(states.locked.view, states.locked.values));
  await expect(host.page.getByText('The note mentions people')).toBeVisible();
  await expect(host.text).toHaveJSProperty('readOnly', true);
  await expect(host.dateText).toHaveJSProperty('readOnly', false);
  await expect(host.page.getByText("The type of a logged interaction can't be changed.")).toBeVisible();
  await expect(host.page.getByRole('radio')).toHaveCount(0);
});

test('focuses the direction of a chat message that was refused without one', async ({ host }) => {
  const view = { ...filledView, hasDirection: true };
  const { direction: _direction, ...values } = states.chat.values;
  await host.send(initOf(view, values));
  const problems = [{ at: 'direction', sentence: 'Choose sent or received.' }] as const;
  const refused = { ...view, problems, summary: 'Fix 1 problem before saving.' };
  for (const [index, press] of [
    async () => host.text.press('Control+Enter'),
    async () => host.people.press('Control+Enter'),
    async () => host.chips.getByRole('button').last().press('Control+Enter'),
    async () => host.save.click(),
  ].entries()) {
    await press();
    const { submission, revision } = await host.waitFor('submit', index + 1);
    await host.send({ kind: 'refused', submission, revision, view: refused });
    await expect(host.page.getByRole('radio', { name: 'Sent' })).toBeFocused();
  }
  await host.page.keyboard.press('Control+Enter');
  await host.waitFor('submit', 5);
  await expect(host.page.getByRole('radio', { name: 'Sent' }), 'saving chooses nothing').not.toBeChecked();
  expect(host.received('edit')).toEqual([]);
});
