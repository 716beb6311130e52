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
  // A whole editor on a busy machine loses a click or a key now and then. What passes only so is told as flaky.
  retries: 2,
  // Generous, since two cores may be shared with others: what passes does not wait for it.
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
