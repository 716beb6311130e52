import { expect, test } from './formTest.ts';
import { ScriptedDesk } from './scriptedDesk.ts';
import { initOf, states } from './views.ts';

test.beforeEach(async ({ host, server }) => {
  const desk = new ScriptedDesk(host, states.empty);
  await host.open(server.url, desk);
});

test('logs a received chat message without a mouse', async ({ host }) => {
  const { keyboard } = host.page;
  await expect(host.page.getByRole('radio', { name: 'Meeting' })).toBeFocused();
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowRight');
  await expect(host.page.getByRole('radiogroup', { name: 'Direction' })).toBeVisible();
  await keyboard.press('Tab');
  await expect(host.page.getByRole('button', { name: "Why can't I log an email?" })).toBeFocused();
  await keyboard.press('Tab');
  await keyboard.type('yesterday 3pm');
  await expect(host.page.getByText('Tuesday, 18 November 2025 at 15:00')).toBeVisible();
  await host.people.focus();
  await keyboard.type('jane');
  await expect(host.page.getByRole('option', { name: 'Jane Roe' })).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(host.chips).toHaveText([/Ann Lee/, /Jane Roe/]);
  await keyboard.press('Tab');
  await keyboard.press('ArrowRight');
  await keyboard.press('Tab');
  await expect(host.text).toBeFocused();
  await keyboard.type('She likes it.');
  await keyboard.press('Control+Enter');
  const { submission, revision } = await host.heard('submit');
  expect(submission).toBe(1);
  expect(revision).toBeGreaterThan(0);
  const typed = Object.assign({}, ...host.said('edit').map(({ values }) => values)) as unknown;
  expect(typed).toEqual({
    type: 2,
    date: 'yesterday 3pm',
    people: '',
    direction: 1,
    text: 'She likes it.',
  });
});

test('goes through the whole form by the tab key, one stop for all chips', async ({ host }) => {
  await expect(host.page.getByRole('radio', { name: 'Meeting' })).toBeFocused();
  const stops: string[] = [];
  for (let step = 0; step < 24; step++) {
    stops.push(
      await host.page.evaluate(() => {
        const { activeElement } = document;
        const inner = activeElement?.shadowRoot?.activeElement;
        return (
          activeElement?.getAttribute('aria-label') ??
          inner?.getAttribute('aria-label') ??
          activeElement?.textContent ??
          ''
        );
      }),
    );
    await host.page.keyboard.press('Tab');
    if (await host.page.evaluate(() => document.activeElement === document.body)) break;
  }
  const once = stops.filter((stop, at) => stop !== stops[at - 1]);
  expect(once).toEqual([
    'Meeting',
    "Why can't I log an email?",
    'Date and time',
    'Pick a date and time',
    'Remove Ann Lee',
    'People',
    'Note',
    'Log Interaction',
    'Cancel',
  ]);
});

test('tells on focus why there are no e-mails, and Esc hides that only', async ({ host }) => {
  const why = host.page.getByRole('button', { name: "Why can't I log an email?" });
  await why.focus();
  await expect(host.page.getByRole('tooltip')).toContainText('connected mailboxes');
  await expect(why).toHaveAccessibleDescription(/connected mailboxes/);
  await host.page.keyboard.press('Escape');
  await expect(host.page.getByRole('tooltip')).toBeHidden();
  expect(host.said('cancel')).toEqual([]);
  await host.page.keyboard.press('Escape');
  await host.heard('cancel');
});

test('hides with Esc what the pointer has shown, wherever the focus is, and stays open', async ({ host }) => {
  await host.text.focus();
  await host.page.getByRole('button', { name: "Why can't I log an email?" }).hover();
  await expect(host.page.getByRole('tooltip')).toBeVisible();
  await host.page.keyboard.press('Escape');
  await expect(host.page.getByRole('tooltip')).toBeHidden();
  expect(host.said('cancel')).toEqual([]);
  await host.page.keyboard.press('Escape');
  await host.heard('cancel');
  await host.page.mouse.move(0, 0);
});

test('sends what was typed last before it asks to be closed', async ({ host }) => {
  await host.text.focus();
  await host.page.keyboard.type('almost lost');
  await host.page.keyboard.press('Escape');
  await host.heard('cancel');
  expect(host.received.at(-2)).toMatchObject({ kind: 'edit', values: { text: 'almost lost' } });
});

test('puts what the calendar gives into the text, as the one date there is', async ({ host }) => {
  await host.page.getByLabel('Pick a date and time').fill('2025-11-18T09:30');
  await expect(host.dateText).toHaveValue('2025-11-18 09:30');
  expect(await host.heard('edit')).toMatchObject({ values: { date: '2025-11-18 09:30' } });
});

test('shows in the calendar again what the text says, when half a date is left there', async ({ host }) => {
  await host.send(initOf(states.filled.view, states.filled.values));
  const picker = host.page.getByLabel('Pick a date and time');
  await picker.press('Backspace');
  await expect(picker).toHaveValue('');
  await host.text.focus();
  await expect(picker).toHaveValue('2025-11-18T15:00');
  await expect(host.dateText).toHaveValue(states.filled.values.date);
});

test('comes back to the same field and selection after a reload', async ({ host }) => {
  host.on('ready', async () => host.send(initOf(states.filled.view, states.filled.values)));
  await host.send(initOf(states.filled.view, states.filled.values));
  await host.people.fill('half a na');
  await host.text.focus();
  await host.text.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(7, 14));
  await host.page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await host.page.reload();
  await expect(host.text).toBeFocused();
  expect(await host.text.evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe(7);
  await expect(host.people).toHaveValue('half a na');
});

test('knows where the caret is as soon as it was moved, for the page is taken away without a word', async ({
  host,
}) => {
  await host.send(initOf(states.filled.view, { ...states.filled.values, text: 'One line.' }));
  await host.text.focus();
  await host.text.press('Home');
  await host.text.press('Shift+ArrowRight');
  const kept = () => host.page.evaluate(() => Object.values(sessionStorage).join(' '));
  expect(await kept()).toContain('"selection":[0,1]');
  await host.text.click({ position: { x: 200, y: 20 } });
  expect(await kept()).toContain('"selection":[9,9]');
});

test('comes back to the question and to the buttons after a reload', async ({ host }) => {
  const { view, values } = states.conflict;
  host.on('ready', async () => host.send(initOf(view, values)));
  await host.send(initOf(view, values));
  await host.page.getByRole('button', { name: 'Compare' }).focus();
  await host.page.reload();
  await expect(host.page.locator('#conflict').getByRole('heading').first()).toBeFocused();
  await host.save.focus();
  await host.page.reload();
  await expect(host.save).toBeFocused();
  const cancel = host.page.getByRole('button', { name: 'Cancel' });
  await cancel.focus();
  await host.page.reload();
  await expect(cancel, 'and not the one that sends').toBeFocused();
  await host.page.locator('#conflict').getByRole('heading').first().focus();
  host.on('ready', async () => host.send(initOf(states.filled.view, values)));
  await host.page.reload();
  await expect(host.page.getByRole('radio', { name: 'Meeting' }), 'the question is gone').toBeFocused();
});

test('takes back a run of typing, not a letter', async ({ host }) => {
  await host.text.fill('');
  await host.text.pressSequentially('A run of typing that takes longer than what is sent at once.');
  let undone = 0;
  // The browser may end a run when it is busy; each letter for itself would take 60.
  for (; (await host.text.inputValue()).startsWith('A ') && undone < 60; undone += 1)
    await host.text.press('Control+z');
  expect(undone).toBeGreaterThan(0);
  expect(undone).toBeLessThan(10);
});

test('does not look which way a long text reads before it is there', async ({ host }) => {
  await host.text.evaluate((area: HTMLTextAreaElement) => {
    area.ownerDocument.addEventListener('input', () => (area.dataset['dirThen'] = area.dir), true);
  });
  await host.text.focus();
  await host.page.keyboard.insertText('Short.');
  await expect(host.text).toHaveAttribute('data-dir-then', 'auto');
  await host.page.keyboard.insertText('word '.repeat(21_000));
  await expect(host.text).toHaveAttribute('data-dir-then', '');
});
