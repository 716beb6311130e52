import { themes } from '../support/themes.ts';
import { axeViolations } from './axeViolations.ts';
import { expect, test } from './formTest.ts';
import { everyChip, filledView, initOf, jane, john, states } from './views.ts';

const everyState = Object.keys(states) as (keyof typeof states)[];
/** Together they have every color of the form. */
const colorful = ['selection', 'errors', 'conflict', 'alsoOn'] as const;

test('passes axe in every state and with its lists open, in every theme', async ({ host, server }) => {
  test.setTimeout(90_000);
  await host.open(server.url, states.empty);
  host.on('searchPeople', async ({ query }) =>
    host.send({ kind: 'suggestions', query, people: [jane, john] }),
  );
  for (const [name, theme] of Object.entries(themes)) {
    const isFirst = theme === themes.darkModern;
    const breaksNone = async (where: string): Promise<void> =>
      expect
        .soft(await axeViolations(host.page, isFirst ? 'all' : 'colors'), `${where}, ${name}`)
        .toEqual([]);
    await host.setTheme(theme);
    await host.page.mouse.move(0, 0);
    for (const state of isFirst ? everyState : colorful) {
      await host.send(initOf(states[state].view, states[state].values));
      await breaksNone(state);
    }
    await host.send(initOf({ ...filledView, people: { chips: everyChip } }, states.filled.values));
    await host.page.getByRole('button', { name: 'Sam Several matches' }).click();
    await breaksNone('chooser');
    await host.page.keyboard.press('Escape');
    await host.people.fill('jo');
    await expect(host.page.getByRole('option', { name: 'Jane Roe' })).toBeVisible();
    await host.people.press('ArrowDown');
    await breaksNone('suggestions');
    await host.page.getByRole('button', { name: 'Why can’t I log an email?' }).focus();
    await breaksNone('tooltip');
    await host.loseConnection();
    await breaksNone('lost connection');
  }
});

test('does not scroll sideways at 320 px or 200 % in any state', async ({ host, server }) => {
  await host.open(server.url, states.empty);
  let widths = [320, 450];
  const fits = async (state: string): Promise<void> => {
    // Each state begins at the width at which the last one ended.
    widths = widths.toReversed();
    for (const width of widths) {
      await host.page.setViewportSize({ width, height: 400 });
      const over = await host.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over, `${state} at ${String(width)} px`).toBeLessThanOrEqual(0);
    }
  };
  for (const [state, { view, values }] of Object.entries(states)) {
    await host.send(initOf(view, values));
    await fits(state);
  }
  await host.loseConnection();
  await fits('lost connection');
});

test('has no button smaller than 24 by 24 px', async ({ host, server }) => {
  await host.open(server.url, states.selection);
  const buttons = await host.page.getByRole('button').all();
  expect(buttons.length).toBeGreaterThan(everyChip.length);
  for (const button of buttons) {
    const box = await button.boundingBox();
    expect(box?.width, await button.innerText()).toBeGreaterThanOrEqual(24);
    expect(box?.height, await button.innerText()).toBeGreaterThanOrEqual(24);
  }
});

test('does not animate with reduced motion', async ({ host, server }) => {
  await host.page.emulateMedia({ reducedMotion: 'reduce' });
  await host.open(server.url, states.saving);
  await expect(host.page.locator('.spinner')).toHaveCSS('animation-name', 'none');
});

test('shows borders with forced colors', async ({ host, server }) => {
  await host.page.emulateMedia({ forcedColors: 'active' });
  await host.open(server.url, states.selection);
  await expect(host.chips.first()).not.toHaveCSS('border-top-color', 'rgba(0, 0, 0, 0)');
});
