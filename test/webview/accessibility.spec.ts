import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type Theme, themes } from '../support/themes.ts';
import { expect, test } from './formTest.ts';
import { everyChip, filledView, initOf, jane, john, states } from './views.ts';

/** Themes differ in their colours alone, so one of them is held against all rules, and the others against that of colour. */
async function violations(page: Page, theme: Theme): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page });
  if (theme.id !== themes.darkModern.id) axe.withRules(['color-contrast']);
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

const everyState = Object.keys(states) as (keyof typeof states)[];
const heldInFull: readonly Theme[] = [themes.darkModern, themes.lightModern, themes.highContrast];
/** Together they have every colour of the form. */
const colourful = ['selection', 'errors', 'conflict'] as const;

for (const [name, theme] of Object.entries(themes)) {
  test(`breaks no rule of axe in any state, ${name}`, async ({ host, server }) => {
    test.setTimeout(90_000);
    await host.open(server.url, states.empty, theme);
    for (const state of heldInFull.includes(theme) ? everyState : colourful) {
      await host.send(initOf(states[state].view, states[state].values));
      expect(await violations(host.page, theme), state).toEqual([]);
    }
  });

  test(`breaks no rule of axe with its lists open, ${name}`, async ({ host, server }) => {
    await host.open(
      server.url,
      { view: { ...filledView, people: { chips: everyChip } }, values: states.filled.values },
      theme,
    );
    await host.page.getByRole('button', { name: 'Sam Several people' }).click();
    expect(await violations(host.page, theme), 'who is meant').toEqual([]);
    await host.page.keyboard.press('Escape');
    host.on('searchPeople', async ({ query }) =>
      host.send({ kind: 'suggestions', query, people: [jane, john] }),
    );
    await host.people.fill('jo');
    await expect(host.page.getByRole('option', { name: 'Jane Roe' })).toBeVisible();
    await host.people.press('ArrowDown');
    expect(await violations(host.page, theme), 'suggestions').toEqual([]);
    await host.page.getByRole('button', { name: 'Why not an e-mail?' }).focus();
    expect(await violations(host.page, theme), 'tooltip').toEqual([]);
  });
}

for (const [name, { view, values }] of Object.entries(states)) {
  test(`needs no sideways scrolling at 320 px and at 200 %: ${name}`, async ({ host, server }) => {
    await host.open(server.url, { view, values });
    for (const width of [320, 450]) {
      await host.page.setViewportSize({ width, height: 400 });
      const over = await host.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over).toBeLessThanOrEqual(0);
    }
  });
}

test('keeps still for whoever asked for less motion', async ({ host, server }) => {
  await host.page.emulateMedia({ reducedMotion: 'reduce' });
  await host.open(server.url, states.saving);
  await expect(host.page.locator('.spinner')).toHaveCSS('animation-name', 'none');
});

test('shows borders where the system forces its colours', async ({ host, server }) => {
  await host.page.emulateMedia({ forcedColors: 'active' });
  await host.open(server.url, states.selection);
  await expect(host.chips.first()).not.toHaveCSS('border-top-color', 'rgba(0, 0, 0, 0)');
});
