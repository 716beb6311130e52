import { defineConfig } from '@playwright/test';
import editor from '../e2e/playwright.config.ts';
import { resultsFolder } from '../support/folders.ts';

/** Half an hour of use in one editor, and what is left of it: `npm run test:soak`. */
export default defineConfig(editor, {
  testDir: '.',
  testMatch: '*.soak.ts',
  globalSetup: '../e2e/globalSetup.ts',
  outputDir: `${resultsFolder}/soak`,
  workers: 1,
  retries: 0,
  timeout: 45 * 60_000,
});
