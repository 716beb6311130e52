import path from 'node:path';
import { resultsFolder } from '../support/folders.ts';
import { themes } from '../support/themes.ts';
import { test } from './formTest.ts';
import { everyChip, filledView, initOf, jane, john, states } from './views.ts';

const shown = {
  dark: themes.dark2026,
  light: themes.light2026,
  contrast: themes.highContrast,
} as const;
const widths = { wide: 900, narrow: 320 } as const;

/** Pictures to look at, of what no assertion sees. */
for (const [themeName, theme] of Object.entries(shown)) {
  for (const [widthName, width] of Object.entries(widths)) {
    test(`pictures of each state, ${themeName}, ${widthName}`, async ({ host, server }) => {
      await host.page.setViewportSize({ width, height: 760 });
      await host.open(server.url, states.empty, theme);
      for (const [name, { view, values }] of Object.entries(states)) {
        await host.page.evaluate(() => sessionStorage.clear());
        await host.send(initOf(view, values));
        await host.page.setViewportSize({ width, height: 400 });
        const height = await host.page.evaluate(() => document.documentElement.scrollHeight);
        await host.page.setViewportSize({ width, height: Math.max(height, 640) });
        const file = path.join(resultsFolder, 'screens', `form-${name}-${themeName}-${widthName}.png`);
        await host.page.screenshot({ path: file });
      }
    });
  }
}

test('pictures of what opens', async ({ host, server }) => {
  await host.page.setViewportSize({ width: 560, height: 760 });
  const view = { ...filledView, people: { chips: everyChip } };
  await host.open(server.url, { view, values: states.filled.values }, themes.dark2026);
  host.on('searchPeople', async ({ query }) =>
    host.send({ kind: 'suggestions', query, people: [jane, john] }),
  );
  const picture = async (name: string): Promise<void> => {
    await host.page.screenshot({ path: path.join(resultsFolder, 'screens', `form-open-${name}.png`) });
  };
  await host.page.getByRole('button', { name: 'Sam Several people' }).click();
  await picture('chooser');
  await host.page.keyboard.press('Escape');
  await host.people.fill('jo');
  await host.page.getByRole('option', { name: 'Jane Roe' }).waitFor();
  await host.people.press('ArrowDown');
  await picture('suggestions');
  await host.page.getByRole('button', { name: 'Why not an e-mail?' }).focus();
  await picture('tooltip');
});
