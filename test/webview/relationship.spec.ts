import type { Page } from '@playwright/test';
import { themes } from '../support/themes.ts';
import { accessibleTexts } from './accessibleText.ts';
import { axeViolations } from './axeViolations.ts';
import { builtPages } from './builtPages.ts';
import { expect, test } from './relationshipTest.ts';
import { gridOf, listed, relationshipInit, views } from './relationshipViews.ts';

const everyState = Object.keys(views) as (keyof typeof views)[];

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

test('leads from the grid to a document by keyboard alone, and back', async ({ host, server }) => {
  await host.open(server.url, views.full);
  const { page } = host;
  expect(await focused(page)).toBe('December 2025, meetings: 1 planned');
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowLeft');
  expect(await focused(page)).toBe('November 2025, meetings: 1 planned');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect((await host.waitFor('listCell')).cell).toEqual({ type: 1, year: 2025, month: 11 });
  await expect(host.list.getByRole('button', { name: /Pilot review 417/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await host.waitFor('open')).toEqual({ kind: 'open', type: 1, id: 418 });
  await page.keyboard.press('Escape');
  await expect(host.list).toBeHidden();
  expect(await focused(page)).toBe('November 2025, calls: 0');
});

test('moves with the keys of a grid, and skips months outside the range', async ({ host, server }) => {
  await host.open(server.url, views.full);
  const after = async (...keys: readonly string[]): Promise<unknown> => {
    for (const key of keys) await host.page.keyboard.press(key);
    return await focused(host.page);
  };
  expect(await after('Home')).toBe('January 2025, meetings: 2');
  expect(await after('ArrowLeft')).toBe('January 2025, meetings: 2');
  expect(await after('ArrowUp')).toBe('January 2025, meetings: 2');
  expect(await after('End')).toBe('2025, meetings: 17, and 2 planned');
  expect(await after('PageDown')).toBe('2024, meetings: 1');
  expect(await after('Home')).toBe('November 2024, meetings: 0');
  expect(await after('ArrowUp')).toBe('November 2025, emails: 6');
  expect(await after('Home', 'ArrowDown')).toBe('January 2025, emails: 14');
  expect(await after('Control+End')).toBe('2024, emails: 7');
  expect(await after('Control+Home')).toBe('January 2025, meetings: 2');
  expect(await after('PageDown')).toBe('January 2025, meetings: 2');
  await host.page.keyboard.press('Tab');
  await host.page.keyboard.press('Shift+Tab');
  expect(await focused(host.page)).toBe('January 2025, meetings: 2');
  await expect(host.grid.locator('[tabindex="0"]')).toHaveCount(1);
});

test('tells screen readers the month, type and count of a cell', async ({ host, server }) => {
  await host.open(server.url, views.partly);
  const names = [
    'December 2025, meetings: 1 planned',
    'October 2025, meetings: 3',
    'January 2025, meetings: 2 loaded so far',
    'November 2024, meetings: not loaded',
    'November 2024, calls: 1',
    'December 2024, calls: 0',
    'May 2025, chat messages: not loaded',
    'November 2025, emails: 6',
    'December 2024, emails: 7 loaded so far',
    '2025, calls: 2',
  ];
  const cells = names.map((name) => host.cell(name));
  const texts = await accessibleTexts(host.page, cells);
  expect(texts.map(({ name }) => name)).toEqual(names);
  for (const cell of cells) await expect(cell).toHaveRole('gridcell');
  await expect(host.grid).toHaveAccessibleName('Interactions by month and type');
  await expect(host.grid).toHaveAccessibleDescription(/arrow keys/);
});

test('lists a clicked cell, and leaves the focus in the grid', async ({ host, server }) => {
  await host.open(server.url, views.full);
  await host.cell('February 2025, meetings: 3').click();
  await expect(host.list.getByRole('listitem')).toHaveCount(2);
  expect(await focused(host.page)).toBe('February 2025, meetings: 3');
  await expect(host.cell('February 2025, meetings: 3')).toHaveAttribute('aria-selected', 'true');
  await expect(host.page.getByRole('status')).toHaveText('2/2025 · 0');
  await host.list.getByRole('button', { name: 'Close List' }).click();
  await expect(host.list).toBeHidden();
  expect((await host.waitFor('listCell', 2)).cell).toBeUndefined();
});

test('offers more of a long list', async ({ host, server }) => {
  const items = Array.from({ length: 200 }, (_, place) => listed(place));
  await host.open(server.url, { ...views.list, list: { ...views.list.list, items, more: 34 } });
  await host.list.getByRole('button', { name: 'Show 34 More' }).click();
  await host.waitFor('listMore');
  await host.show({ ...views.list, list: { ...views.list.list, items: [...items, listed(200)], more: 0 } });
  await expect(host.list.getByRole('listitem')).toHaveCount(201);
  await expect(host.list.getByRole('button', { name: /Show .* More/ })).toBeHidden();
});

test('filters by range, type and person', async ({ host, server }) => {
  await host.open(server.url, views.full);
  const { page } = host;
  await page.getByRole('radio', { name: '3 years' }).click();
  expect((await host.waitFor('chooseRange')).range).toBe('threeYears');
  await page.getByRole('checkbox', { name: 'Emails' }).uncheck();
  expect(await host.waitFor('toggleType')).toEqual({ kind: 'toggleType', type: 3, isShown: false });
  await page.getByRole('combobox', { name: 'Person' }).selectOption('Jane Roe');
  expect((await host.waitFor('choosePerson')).id).toBe(17);
  await page.getByRole('combobox', { name: 'Person' }).selectOption('Everyone');
  expect((await host.waitFor('choosePerson', 2)).id).toBeUndefined();
  await page.getByRole('button', { name: 'Ann Lee' }).click();
  expect((await host.waitFor('choosePerson', 3)).id).toBe(1);
  // A view that the host sends doesn't count as the user's choice.
  await host.show({ ...views.full, choices: { range: 'all', types: [0] } });
  await expect(page.getByRole('checkbox', { name: 'Meetings' })).toBeDisabled();
  await expect(page.getByRole('radio', { name: 'All' })).toHaveAttribute('aria-checked', 'true');
  expect(host.received('chooseRange')).toHaveLength(1);
});

test('stops reading, says what is covered, and keeps the focus', async ({ host, server }) => {
  await host.open(server.url, views.reading);
  const { page } = host;
  await expect(page.locator('.progress')).toContainText('Reading… 1,240 so far');
  await page.getByRole('button', { name: 'Stop' }).press('Enter');
  await host.waitFor('stop');
  await host.show(views.partly);
  await expect(page.getByRole('button', { name: 'Stop' })).toBeHidden();
  await expect(page.getByRole('status')).toContainText('Covers so far: meetings back to 12 Apr 2025');
  await expect(page.getByRole('button', { name: 'Read the Rest' })).toBeFocused();
  await page.keyboard.press('Enter');
  await host.waitFor('read');
  await host.show(views.failed);
  await expect(page.getByText('Missing: emails before 3 Aug 2025.')).toBeVisible();
  await page.getByRole('button', { name: 'Retry' }).click();
  await host.waitFor('read', 2);
});

test('keeps the focused cell while older months arrive', async ({ host, server }) => {
  await host.open(server.url, views.full);
  await host.page.keyboard.press('Home');
  const grown = gridOf({ year: 2015, month: 1 }, 132, () => 2);
  await host.show({ ...views.full, grid: grown });
  expect(await focused(host.page)).toBe('January 2025, meetings: 2');
  await host.page.keyboard.press('Control+End');
  expect(await focused(host.page)).toBe('2015, emails: 24');
});

test('copies, saves, and opens the first contact', async ({ host, server }) => {
  await host.open(server.url, views.full);
  const { page } = host;
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await host.waitFor('copyMarkdown');
  await host.send({ kind: 'announce', sentence: 'Copied the relationship as Markdown' });
  await expect(page.getByRole('status')).toHaveText('Copied the relationship as Markdown');
  await page.getByRole('button', { name: 'Save Image…' }).click();
  await host.waitFor('saveImage');
  await page.getByRole('button', { name: 'Introduction' }).click();
  expect(await host.waitFor('open')).toEqual({ kind: 'open', type: 0, id: 1 });
});

test('stays where it is when months come in', async ({ host, server }) => {
  await host.page.setViewportSize({ width: 700, height: 400 });
  await host.open(server.url, views.one);
  await expect(host.grid.locator('td:focus')).toHaveCount(1);
  expect(await host.page.evaluate(() => window.scrollY)).toBe(0);
  await host.show(views.full);
  await expect(host.grid.locator('td:focus')).toHaveCount(1);
  expect(await host.page.evaluate(() => window.scrollY)).toBe(0);
});

test('shows all people on demand', async ({ host, server }) => {
  await host.open(server.url, views.full);
  const table = host.page.getByRole('table', { name: 'People on the other side' });
  await expect(table.getByRole('row')).toHaveCount(9);
  await expect(table.getByRole('img').first()).toHaveAccessibleName('By year: 2025: 12, 2024: 8');
  await host.page.getByRole('link', { name: 'Show All 12' }).click();
  await expect(table.getByRole('row')).toHaveCount(13);
  await expect(table.getByRole('button', { name: 'Person 8' })).toBeFocused();
});

test('draws twenty thousand interactions of fifteen years', async ({ host, server }) => {
  await host.open(server.url, views.huge);
  await expect(host.grid.getByRole('gridcell')).toHaveCount(4 * (180 + 16));
  const sums = await host.grid.locator('.sum').allInnerTexts();
  expect(sums.reduce((sum, text) => sum + Number(text), 0)).toBe(180 * (6 + 14 + 3 + 88));
});

test('shows no interactions, a single one, and only planned ones', async ({ host, server }) => {
  await host.open(server.url, views.none);
  await expect(host.page.getByText('No interactions to show.')).toBeVisible();
  await expect(host.page.getByText('No one yet.')).toHaveCount(2);
  await expect(host.page.locator('.contacts')).toBeHidden();
  await host.show(views.one);
  await expect(host.cell('November 2025, meetings: 1')).toHaveText('1');
  await expect(host.page.getByText('No interactions to show.')).toBeHidden();
  await host.show(views.planned);
  await expect(host.cell('December 2025, meetings: 1 planned')).toHaveText('+1');
  await expect(host.cell('November 2025, meetings: 0')).toHaveText('');
  await expect(host.cell('2026, meetings: 2 planned')).toHaveText('+2');
});

test('shows hostile names as text', async ({ host, server }) => {
  await host.open(server.url, views.hostile);
  await expect(host.page.locator('h1')).toContainText('<img src=x');
  await expect(host.page.locator('img')).toHaveCount(0);
  expect(await host.page.title()).toBe('Relationship: Acme Robotics');
});

test('shows the embedded picture before the host answers', async ({ host, server }) => {
  await host.openAhead(server.url, views.full);
  await expect(host.cell('February 2025, meetings: 3')).toBeVisible();
  await host.toolkitLoaded();
  await host.page.keyboard.press('Home');
  await host.send(relationshipInit({ ...views.full, kind: 'opportunity' }));
  await expect(host.page.getByText('opportunity')).toBeVisible();
  expect(await focused(host.page)).toBe('January 2025, meetings: 2');
});

test('restores its choices, its list and the focused cell after it was hidden', async ({ host, server }) => {
  await host.open(server.url, views.list);
  await host.page.keyboard.press('Home');
  await host.page.keyboard.press('PageDown');
  await host.page.keyboard.press('ArrowDown');
  const before = await focused(host.page);
  await host.page.reload();
  await host.toolkitLoaded();
  await expect(host.list).toBeVisible();
  await expect.poll(() => focused(host.page)).toBe(before);
  const kept = await host.page.evaluate(() => Object.values(sessionStorage) as string[]);
  const { choices } = views.list;
  expect(kept.map((state) => JSON.parse(state) as unknown)).toContainEqual(
    expect.objectContaining({
      choices,
      subject: { account: '7/1', kind: 'company', id: 7, name: 'Acme Robotics' },
    }),
  );
});

test('reports that its second script cannot be loaded', async ({ host, server }) => {
  await host.page.route('**/relationshipDeferred.js*', (route) => route.abort());
  await host.openAhead(server.url, views.full);
  await host.passTimeUntil(() => host.received('unfinished').length > 0);
  host.errors.length = 0;
});

test('says when the host stops answering', async ({ host, server }) => {
  await host.open(server.url, views.full);
  host.on('listCell', async () => undefined);
  await host.page.keyboard.press('Enter');
  await host.waitFor('listCell');
  await host.passTime(20_000);
  await expect(host.page.locator('#lost')).toContainText('Reload the window');
  await host.show(views.full);
  await expect(host.page.locator('#lost')).toBeHidden();
});

test('passes axe in every state and theme', async ({ host, server }) => {
  test.setTimeout(90_000);
  await host.open(server.url, views.full);
  for (const [name, theme] of Object.entries(themes)) {
    const isFirst = theme === themes.darkModern;
    await host.setTheme(theme);
    for (const state of isFirst ? everyState : (['full', 'partly', 'failed', 'list'] as const)) {
      await host.show(views[state]);
      const violations = await axeViolations(host.page, isFirst ? 'all' : 'colors');
      expect.soft(violations, `${state}, ${name}`).toEqual([]);
    }
  }
});

test('does not scroll sideways at 320 px or 200 %', async ({ host, server }) => {
  await host.open(server.url, views.full);
  let widths = [320, 450, 900];
  for (const [state, view] of Object.entries(views)) {
    await host.show(view);
    // Each state begins at the width at which the last one ended.
    widths = widths.toReversed();
    for (const width of widths) {
      await host.page.setViewportSize({ width, height: 400 });
      const over = await host.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over, `${state} at ${String(width)} px`).toBeLessThanOrEqual(0);
    }
  }
});

test('distinguishes counts without colors', async ({ host, server }) => {
  await host.page.emulateMedia({ forcedColors: 'active' });
  await host.open(server.url, views.full);
  const edge = (name: string) => host.cell(name).evaluate((cell) => getComputedStyle(cell).borderBottomWidth);
  expect(await edge('December 2024, emails: 7')).not.toBe(await edge('November 2024, emails: 0'));
  await expect(host.cell('November 2025, emails: 6')).toHaveText('6');
});

test('has at most 60 KB of scripts besides the toolkit', async () => {
  const { outputs } = await builtPages();
  const toolkit = /node_modules\/(@vscode\/webview-ui-toolkit|@microsoft|exenv-es6|tslib)\//;
  const scripts = Object.entries(outputs).filter(([name]) => /relationship\w*\.js$/.test(name));
  const inputs = scripts.flatMap(([, script]) => Object.entries(script.inputs));
  const ours = inputs
    .filter(([name]) => !toolkit.test(name))
    .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
  expect(scripts).toHaveLength(2);
  expect(ours).toBeGreaterThan(10_000);
  expect(ours).toBeLessThanOrEqual(60_000);
});
