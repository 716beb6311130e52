import { defineConfig } from '@playwright/test';
import editor from '../e2e/playwright.config.ts';
import { resultsFolder } from '../support/folders.ts';

/** The pictures of the README, taken from the real editor into media/. No tests: `npm run pictures`. */
export default defineConfig(editor, {
  testDir: '.',
  testMatch: '*.picture.ts',
  globalSetup: '../e2e/globalSetup.ts',
  outputDir: `${resultsFolder}/pictures`,
  workers: 1,
  use: { viewport: { width: 1200, height: 720 }, deviceScaleFactor: 1.5 },
});
