import path from 'node:path';
import { resultsFolder } from '../support/folders.ts';
import { themes } from '../support/themes.ts';
import { test } from './formTest.ts';
import { everyChip, filledView, initOf, jane, john, states } from './views.ts';

/** Each theme and each width at least once. */
const shown = [
  ['dark-wide', themes.dark2026, 900],
  ['dark-narrow', themes.dark2026, 320],
  ['light-wide', themes.light2026, 900],
  ['contrast-narrow', themes.highContrast, 320],
] as const;

/** Screenshots for review: they show what no assertion checks. */
for (const [name, theme, width] of shown) {
  test(`screenshots of each state, ${name}`, async ({ host, server }) => {
    const picture = async (state: string): Promise<void> => {
      await host.page.setViewportSize({ width, height: 400 });
      const height = await host.page.evaluate(() => document.documentElement.scrollHeight);
      await host.page.setViewportSize({ width, height: Math.max(height, 640) });
      await host.page.screenshot({ path: path.join(resultsFolder, 'screens', `form-${state}-${name}.png`) });
    };
    await host.page.setViewportSize({ width, height: 760 });
    await host.open(server.url, states.empty, theme);
    for (const [state, { view, values }] of Object.entries(states)) {
      await host.page.evaluate(() => sessionStorage.clear());
      await host.send(initOf(view, values));
      await picture(state);
    }
    await host.loseConnection();
    await picture('lost');
  });
}

test('screenshots of lists and tooltips', async ({ host, server }) => {
  await host.page.setViewportSize({ width: 560, height: 760 });
  const view = { ...filledView, people: { chips: everyChip } };
  await host.open(server.url, { view, values: states.filled.values }, themes.dark2026);
  host.on('searchPeople', async ({ query }) =>
    host.send({ kind: 'suggestions', query, people: [jane, john] }),
  );
  const picture = async (name: string): Promise<void> => {
    await host.page.screenshot({ path: path.join(resultsFolder, 'screens', `form-open-${name}.png`) });
  };
  await host.page.getByRole('button', { name: 'Sam Several matches' }).click();
  await picture('chooser');
  await host.page.keyboard.press('Escape');
  await host.people.fill('jo');
  await host.page.getByRole('option', { name: 'Jane Roe' }).waitFor();
  await host.people.press('ArrowDown');
  await picture('suggestions');
  await host.page.getByRole('button', { name: 'Why can’t I log an email?' }).focus();
  await picture('tooltip');
});
