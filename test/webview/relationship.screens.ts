import path from 'node:path';
import { resultsFolder } from '../support/folders.ts';
import { themes } from '../support/themes.ts';
import { test } from './relationshipTest.ts';
import { views } from './relationshipViews.ts';

const shown = [
  ['dark-wide', themes.dark2026, 1200],
  ['light-medium', themes.light2026, 760],
  ['light-narrow', themes.light2026, 320],
  ['contrast-medium', themes.highContrast, 760],
] as const;

/** Screenshots for review: they show what no assertion checks. */
for (const [name, theme, width] of shown) {
  test(`screenshots of each state, ${name}`, async ({ host, server }) => {
    await host.page.setViewportSize({ width, height: 760 });
    await host.open(server.url, views.full, theme);
    for (const [state, view] of Object.entries(views)) {
      await host.show(view);
      const file = path.join(resultsFolder, 'screens', `relationship-${state}-${name}.png`);
      await host.page.screenshot({ path: file, fullPage: true });
    }
  });
}
