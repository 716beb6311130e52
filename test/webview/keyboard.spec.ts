import type { Page } from '@playwright/test';
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
  await expect(host.page.getByRole('button', { name: 'Why can’t I log an email?' })).toBeFocused();
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
  const { submission, revision } = await host.waitFor('submit');
  expect(submission).toBe(1);
  expect(revision).toBeGreaterThan(0);
  const typed = Object.assign({}, ...host.received('edit').map(({ values }) => values)) as unknown;
  expect(typed).toEqual({
    type: 2,
    date: 'yesterday 3pm',
    people: '',
    direction: 1,
    text: 'She likes it.',
  });
});

test('has one tab stop for each control and one for all chips', async ({ host }) => {
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
    'Why can’t I log an email?',
    'Date and time',
    'Pick a date and time',
    'Remove Ann Lee',
    'People',
    'Note',
    'Log Interaction',
    'Cancel',
  ]);
});

test('explains on focus why emails cannot be logged, and hides only that on Esc', async ({ host }) => {
  const why = host.page.getByRole('button', { name: 'Why can’t I log an email?' });
  await why.focus();
  await expect(host.page.getByRole('tooltip')).toContainText('connected mailboxes');
  await expect(why).toHaveAccessibleDescription(/connected mailboxes/);
  await host.page.keyboard.press('Escape');
  await expect(host.page.getByRole('tooltip')).toBeHidden();
  expect(host.received('cancel')).toEqual([]);
  await host.page.keyboard.press('Escape');
  await host.waitFor('cancel');
});

test('hides a tooltip shown by the pointer on Esc, and does not close the form', async ({ host }) => {
  await host.text.focus();
  await host.page.getByRole('button', { name: 'Why can’t I log an email?' }).hover();
  await expect(host.page.getByRole('tooltip')).toBeVisible();
  await host.page.keyboard.press('Escape');
  await expect(host.page.getByRole('tooltip')).toBeHidden();
  expect(host.received('cancel')).toEqual([]);
  await host.page.keyboard.press('Escape');
  await host.waitFor('cancel');
  await host.page.mouse.move(0, 0);
});

test('sends pending edits before it asks to be closed', async ({ host }) => {
  await host.text.focus();
  await host.page.keyboard.type('almost lost');
  await host.page.keyboard.press('Escape');
  await host.waitFor('cancel');
  expect(host.messages.at(-2)).toMatchObject({ kind: 'edit', values: { text: 'almost lost' } });
});

test('copies a picked date into the text field', async ({ host }) => {
  await host.page.getByLabel('Pick a date and time').fill('2025-11-18T09:30');
  await expect(host.dateText).toHaveValue('2025-11-18 09:30');
  expect(await host.waitFor('edit')).toMatchObject({ values: { date: '2025-11-18 09:30' } });
});

test('resets an incomplete date in the picker to the typed one', async ({ host }) => {
  await host.send(initOf(states.filled.view, states.filled.values));
  const picker = host.page.getByLabel('Pick a date and time');
  await picker.press('Backspace');
  await expect(picker).toHaveValue('');
  await host.text.focus();
  await expect(picker).toHaveValue('2025-11-18T15:00');
  await expect(host.dateText).toHaveValue(states.filled.values.date);
});

test('restores field and selection after a reload', async ({ host }) => {
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

test('keeps the caret position as soon as it changes, because the page can be closed at any time', async ({
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

test('restores the focus on a panel and on buttons after a reload', async ({ host }) => {
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
  await expect(cancel, 'not the save button').toBeFocused();
  await host.page.locator('#conflict').getByRole('heading').first().focus();
  host.on('ready', async () => host.send(initOf(states.filled.view, values)));
  await host.page.reload();
  await expect(host.page.getByRole('radio', { name: 'Meeting' }), 'the panel is gone').toBeFocused();
});

test('undoes a run of typing, not single letters', async ({ host }) => {
  await host.text.fill('');
  await host.text.pressSequentially('A run of typing that takes longer than what is sent at once.');
  let undone = 0;
  // A busy browser may split the run. Undoing single letters would take 60 steps.
  for (; (await host.text.inputValue()).startsWith('A ') && undone < 60; undone += 1)
    await host.text.press('Control+z');
  expect(undone).toBeGreaterThan(0);
  expect(undone).toBeLessThan(10);
});

test('turns off direction detection before a long text is inserted', async ({ host }) => {
  await host.text.evaluate((area: HTMLTextAreaElement) => {
    area.ownerDocument.addEventListener('input', () => (area.dataset['dirThen'] = area.dir), true);
  });
  await host.text.focus();
  await host.page.keyboard.insertText('Short.');
  await expect(host.text).toHaveAttribute('data-dir-then', 'auto');
  await host.page.keyboard.insertText('word '.repeat(21_000));
  await expect(host.text).toHaveAttribute('data-dir-then', '');
});

test('saves on Ctrl+S and Cmd+S, which never reach the browser or the editor', async ({ host }) => {
  const seen = await watchKeys(host.page);
  await host.text.press('Control+s');
  const { submission } = await host.waitFor('submit');
  await host.text.press('Control+s');
  expect(host.received('submit'), 'a save is running').toHaveLength(1);
  await host.send({ kind: 'refused', submission, revision: 0, view: states.empty.view });
  await host.people.press('Meta+S');
  await host.waitFor('submit', 2);
  expect(await seen()).toEqual([
    { key: 's', isPrevented: true, reachesEditor: false },
    { key: 's', isPrevented: true, reachesEditor: false },
    { key: 'S', isPrevented: true, reachesEditor: false },
  ]);
});

test('saves on Ctrl+S of a keyboard layout without Latin letters', async ({ host }) => {
  await host.text.dispatchEvent('keydown', {
    key: 'ы',
    keyCode: 83,
    ctrlKey: true,
    bubbles: true,
    composed: true,
  });
  await host.waitFor('submit');
});

test('leaves AltGr+S, Ctrl+Shift+S and other shortcuts alone', async ({ host }) => {
  const seen = await watchKeys(host.page);
  for (const keys of ['Control+Alt+s', 'Control+Shift+S', 'Alt+s', 's', 'Control+d'])
    await host.text.press(keys);
  expect(host.received('submit')).toEqual([]);
  const others = { isPrevented: false, reachesEditor: true };
  expect(await seen()).toEqual(['s', 'S', 's', 's', 'd'].map((key) => ({ key, ...others })));
});

test('leaves the chord Ctrl+K Ctrl+S to the editor, and saves on the next Ctrl+S', async ({ host }) => {
  const seen = await watchKeys(host.page);
  await host.text.press('Control+k');
  await host.text.press('Control+s');
  expect(await seen()).toMatchObject([
    { key: 'k', reachesEditor: true },
    { key: 's', reachesEditor: true },
  ]);
  expect(host.received('submit')).toEqual([]);
  await host.text.press('Control+s');
  await host.waitFor('submit');
});

test('opens no dialog on Ctrl+S before there is a form', async ({ host }) => {
  host.on('ready', async () => {});
  await host.page.reload();
  await expect(host.page.locator('h1')).toHaveCount(0);
  const seen = await watchKeys(host.page);
  await host.page.keyboard.press('Control+s');
  expect(await seen()).toEqual([{ key: 's', isPrevented: true, reachesEditor: false }]);
});

test('leaves the keys of an input method alone, also those that Safari reports after the composition', async ({
  host,
}) => {
  const inputMethods = [{ isComposing: true }, { keyCode: 229 }];
  await host.people.fill('ジェーン');
  await host.waitFor('edit');
  for (const inputMethod of inputMethods) {
    const common = { ...inputMethod, bubbles: true, composed: true, cancelable: true };
    await host.people.dispatchEvent('keydown', { ...common, key: 'Enter' });
    await host.people.dispatchEvent('keydown', { ...common, key: 'Enter', ctrlKey: true });
    await host.text.dispatchEvent('keydown', { ...common, key: 'Escape' });
  }
  await expect(host.people).toHaveValue('ジェーン');
  for (const kind of ['addPeople', 'submit', 'cancel'] as const) expect(host.received(kind)).toEqual([]);
  await host.people.press('Enter');
  expect(await host.waitFor('addPeople')).toMatchObject({ text: 'ジェーン' });
});

/** Records the keys without modifiers that are pressed from now on. The editor listens on the window, as its last. */
async function watchKeys(page: Page): Promise<() => Promise<unknown>> {
  await page.evaluate(() => {
    const keys: { event: KeyboardEvent; reachesEditor: boolean }[] = [];
    const scope = window as unknown as { seenKeys(): unknown };
    window.addEventListener(
      'keydown',
      (event) => {
        if (!['Control', 'Meta', 'Alt', 'Shift'].includes(event.key))
          keys.push({ event, reachesEditor: false });
      },
      true,
    );
    window.addEventListener('keydown', (event) => {
      for (const one of keys) if (one.event === event) one.reachesEditor = true;
    });
    scope.seenKeys = () =>
      keys.map(({ event, reachesEditor }) => ({
        key: event.key,
        isPrevented: event.defaultPrevented,
        reachesEditor,
      }));
  });
  return async () => page.evaluate(() => (window as unknown as { seenKeys(): unknown }).seenKeys());
}
