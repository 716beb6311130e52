import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { chromiumArguments, provideChromium } from '../support/chromium.ts';
import { resultsFolder } from '../support/folders.ts';
import { viewport } from './sharedWindow.ts';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './globalSetup.ts',
  outputDir: path.join(resultsFolder, 'editor'),
  reporter: 'list',
  fullyParallel: true,
  workers: 2,
  // On a busy machine the editor sometimes drops a click or a key. A test that needs a retry is reported as flaky.
  retries: 2,
  // Generous, because the two cores may be shared. A passing test doesn't wait for it.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    viewport,
    locale: 'en-US',
    screenshot: 'only-on-failure',
    actionTimeout: 30_000,
    launchOptions: { executablePath: await provideChromium(), args: [...chromiumArguments] },
  },
});
