import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { chromiumArguments, provideChromium } from '../support/chromium.ts';
import { resultsFolder } from '../support/folders.ts';
import { takesScreens } from '../support/screens.ts';
import { pageOptions } from './pageOptions.ts';

/** Tests of the form in a browser, without the editor. */
export default defineConfig({
  testDir: '.',
  testMatch: takesScreens ? ['*.spec.ts', '*.screens.ts'] : '*.spec.ts',
  globalSetup: './builtPages.ts',
  outputDir: path.join(resultsFolder, 'webview'),
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 5_000 },
  reporter: 'line',
  use: {
    launchOptions: { executablePath: await provideChromium(), args: [...chromiumArguments] },
    ...pageOptions,
  },
});
