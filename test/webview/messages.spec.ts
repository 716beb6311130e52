import { accessibleText } from './accessibleText.ts';
import { expect, test } from './formTest.ts';
import { filledValues, filledView, initOf, reading, states } from './views.ts';

test.beforeEach(async ({ host, server }) => {
  await host.open(server.url, states.filled);
});

const view = filledView;

/** A text of this length. The browser takes several times longer for a text without spaces. */
const textOf = (length: number): string => 'word '.repeat(Math.ceil(length / 5)).slice(0, length);

const malformed: Readonly<Record<string, unknown>> = {
  nothing: null,
  'a number': 7,
  'a text': 'init',
  'a list': [initOf(filledView, filledValues)],
  'no kind': { view, revision: 0 },
  'an unknown kind': { kind: 'run', command: 'rm' },
  'an extra field': { kind: 'view', revision: 0, view, html: '<img src=x onerror=alert(1)>' },
  'an invalid revision': { kind: 'view', revision: -1, view },
  'a view without people': { kind: 'view', revision: 0, view: { ...view, people: undefined } },
  'a chip with an unknown state': {
    kind: 'view',
    revision: 0,
    view: { ...view, people: { chips: [{ state: 'root', key: 'x', typed: 'x' }] } },
  },
  'too many people': {
    kind: 'view',
    revision: 0,
    view: {
      ...view,
      people: {
        chips: Array.from({ length: 1001 }, (_, at) => ({
          state: 'resolving',
          key: `t:${String(at)}`,
          typed: 'x',
        })),
      },
    },
  },
  'a text beyond the bound': { kind: 'view', revision: 0, view, values: { text: 'x'.repeat(4_000_001) } },
};

test('drops and reports unreadable messages, and keeps working', async ({ host }) => {
  for (const [at, [name, message]] of Object.entries(malformed).entries()) {
    await test.step(name, async () => {
      const before = await host.page.locator('main').innerText();
      await host.sendRaw(message);
      const { problem } = await host.waitFor('dropped', at + 1);
      expect(problem).not.toBe('');
      expect(problem).not.toContain('onerror');
      expect(await host.page.locator('main').innerText()).toBe(before);
      const sentence = `Still here after ${name}.`;
      await host.send({ kind: 'view', revision: 0, view: { ...view, problems: [{ at: 'text', sentence }] } });
      await expect(host.page.getByText(sentence)).toBeVisible();
    });
  }
  expect(host.received('dropped')).toHaveLength(Object.keys(malformed).length);
});

test('never overwrites newer typing with an old answer', async ({ host }) => {
  await host.dateText.fill('today 9am');
  const first = await host.waitFor('edit');
  await host.dateText.fill('today 10am');
  const old = { ...view, date: { reading, warnings: ['An old warning.'] } };
  await host.send({
    kind: 'view',
    revision: first.revision,
    view: old,
    values: { date: 'today 9am', text: 'By the host' },
  });
  // The text was not edited, so this answer still applies to it.
  await expect(host.text).toHaveValue('By the host');
  await expect(host.dateText).toHaveValue('today 10am');
  await expect(host.page.getByText('An old warning.')).toBeHidden();
  const second = await host.waitFor('edit', 2);
  await host.send({
    kind: 'view',
    revision: second.revision,
    view: { ...view, date: { warnings: ['A new warning.'] } },
  });
  await expect(host.page.getByText('A new warning.')).toBeVisible();
});

test('sends the first edit at once and later ones at most 300 ms after typing', async ({ host }) => {
  await host.text.focus();
  const started = Date.now();
  await host.page.keyboard.type('abcdefghijklmnopqrstuvwxyz', { delay: 40 });
  await host.waitFor('edit', 3);
  expect(host.received('edit').length).toBeLessThan(1 + (Date.now() - started) / 150);
  await expect.poll(() => host.received('edit').at(-1)?.values.text).toMatch(/xyz/);
  const revisions = host.received('edit').map(({ revision }) => revision);
  expect(revisions.toSorted((a, b) => a - b)).toEqual(revisions);
});

test('sends pending edits when the window loses the focus', async ({ host }) => {
  await host.text.focus();
  await host.page.evaluate(() => {
    const area = document.activeElement?.shadowRoot?.querySelector('textarea');
    if (area) area.value = 'hidden in a moment';
    area?.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    window.dispatchEvent(new Event('blur'));
  });
  expect(await host.waitFor('edit')).toMatchObject({ values: { text: 'hidden in a moment' } });
});

test('shows markup, right-to-left text, emoji and control characters as plain text', async ({ host }) => {
  const name = 'שרה <img src=x onerror=alert(1)> 👩🏽‍🚀 \u0007\u202E';
  const person = { id: 5, name, standing: 'external' } as const;
  const people = { chips: [{ state: 'known', key: 'p:5', person } as const] };
  const text = 'مرحبا 👋 — second line\nwith \u0000 in it';
  await host.send({ kind: 'view', revision: 0, view: { ...view, people }, values: { text } });
  await expect(host.chips).toHaveText(/<img src=x onerror=alert\(1\)>/);
  await expect(host.page.locator('img')).toHaveCount(0);
  await expect(host.text).toHaveCSS('direction', 'rtl');
  await expect(host.page.locator('#text-count')).toHaveText(
    `${String(Array.from(text).length)} of 1,000,000 characters`,
  );
});

test('holds two million characters and stays responsive', async ({ host }) => {
  const text = 'All work and no play. '.repeat(91_000);
  await host.send(
    initOf({ ...view, problems: [{ at: 'text', sentence: 'Too long.' }] }, { ...filledValues, text }),
  );
  await expect(host.text).toHaveValue(/^All work/);
  await expect(host.page.locator('#text-count')).toHaveText('2,002,000 of 1,000,000 characters');
  await host.text.focus();
  await host.page.keyboard.press('Control+End');
  const started = Date.now();
  await host.page.keyboard.type('!');
  expect((await host.waitFor('edit')).values.text).toHaveLength(text.length + 1);
  expect(Date.now() - started).toBeLessThan(10_000);
});

test('warns about a note of more than 100,000 characters, and still saves it', async ({ host }) => {
  const warning = host.page.getByText('Affinity may not accept notes longer than 100,000 characters.');
  await host.text.fill('👋'.repeat(100_000));
  await expect(host.page.locator('#text-count')).toHaveText('100,000 of 1,000,000 characters');
  await expect(warning).toBeHidden();
  await host.text.press('Control+End');
  await host.page.keyboard.type('!');
  await expect(warning).toBeVisible();
  await expect(host.text).toHaveAttribute('aria-invalid', 'false');
  expect((await accessibleText(host.page, host.text)).description).toContain('Warning: Affinity may not');
  const { revision } = await host.waitFor('edit', 2);
  await host.send({ kind: 'view', revision, view });
  await expect(warning, 'after an answer of the host').toBeVisible();
  await host.save.click();
  await host.waitFor('submit');
});

test('does not warn about a note that can no longer be saved, or that is locked', async ({ host }) => {
  const warning = host.page.getByText('Affinity may not accept');
  await host.text.fill(textOf(1_000_000));
  await expect(warning).toBeVisible();
  await expect(host.page.locator('#text-count')).not.toHaveClass(/over/);
  await host.text.fill(textOf(1_000_001));
  await expect(host.page.locator('#text-count')).toHaveClass(/over/);
  await expect(warning).toBeHidden();
  await host.send(initOf(states.locked.view, { ...filledValues, text: textOf(200_000) }));
  await expect(host.page.locator('#text-count')).toHaveText('200,000 of 1,000,000 characters');
  await expect(warning).toBeHidden();
});

test('reports a text that is too long for a message, and neither sends nor saves it', async ({ host }) => {
  await host.text.evaluate((area: HTMLTextAreaElement) => {
    area.value = `${'word '.repeat(800_000)}!`;
    area.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  });
  await expect(host.page.getByText('A draft can’t hold more than 4,000,000 characters.')).toBeVisible();
  await host.save.click();
  await expect(host.text).toBeFocused();
  await host.text.fill('short again');
  expect(await host.waitFor('edit')).toMatchObject({ values: { text: 'short again' } });
  expect(host.received('submit')).toEqual([]);
});

test('cuts text that an input method makes longer than a message allows', async ({ host }) => {
  for (const field of [host.dateText, host.people]) {
    await field.evaluate((input: HTMLInputElement) => {
      input.value = '三'.repeat(300);
      input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    });
  }
  const cut = '三'.repeat(200);
  await expect.poll(() => host.received('edit').at(-1)?.values).toMatchObject({ people: cut });
  expect(Object.assign({}, ...host.received('edit').map(({ values }) => values))).toEqual({
    date: cut,
    people: cut,
  });
  expect(await host.waitFor('searchPeople')).toMatchObject({ text: cut });
});

test('sends all values before a save if the host may have missed some', async ({ host }) => {
  await host.dateText.fill('today 9am');
  await host.waitFor('edit');
  await host.text.press('Control+Enter');
  const { revision } = await host.waitFor('submit');
  const { type, text } = filledValues;
  expect(host.received('edit').at(-1)).toEqual({
    kind: 'edit',
    revision,
    values: { type, date: 'today 9am', people: '', text },
  });
});

test('sends no values again if the host has answered all edits', async ({ host }) => {
  await host.dateText.fill('today 9am');
  const { revision } = await host.waitFor('edit');
  await host.send({ kind: 'view', revision, view });
  await expect(host.chips).toHaveCount(2);
  await host.save.click();
  await host.waitFor('submit');
  expect(host.received('edit')).toHaveLength(1);
});

test('sends ready first, with the time zone of the page', async ({ host }) => {
  expect(host.messages[0]).toEqual({ kind: 'ready', timeZone: 'Europe/Berlin' });
});

test('sends pending edits when a modifier key is pressed, because a shortcut may close the page', async ({
  host,
}) => {
  await host.holdTimers();
  await host.text.focus();
  await host.page.keyboard.press('Control+End');
  await host.page.keyboard.type('abc');
  expect((await host.waitFor('edit')).values.text, 'the rest is still pending').toMatch(/a$/);
  await host.page.keyboard.down('Control');
  expect(await host.waitFor('edit', 2)).toMatchObject({ values: { text: expect.stringMatching(/abc$/) } });
  await host.page.keyboard.up('Control');
});
