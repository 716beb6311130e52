/**
 * How to write a test against the real editor:
 *
 *   import { expect, test } from './fixtures.ts';
 *
 *   test.use({ sandboxOptions: { delayMs: 100 }, settings: { 'workbench.colorTheme': 'Dark 2026' } });
 *
 *   test('shows the meetings of a company that is followed', async ({ editor, sandbox }) => {
 *     await editor.openView();                       // the view container "Affinity"
 *     await editor.signIn();                         // with the sandbox's key; or through the palette:
 *     await editor.command('Affinity: Follow Person, Company or Opportunity…');
 *     await editor.quickInput.type('acme');
 *     await editor.quickInput.choose('Acme Robotics');
 *     await editor.tree.expand(editor.tree.row('Acme Robotics'));
 *     expect(await editor.tree.outline()).toEqual(['Acme Robotics', '  Meetings', …]);
 *     expect(sandbox.requests).toHaveLength(3);
 *   });
 *
 * Every test has a user and a sandbox of its own, and a window that is cleaned up after each test. Opening or reloading a
 * window takes longer than most tests. If only the extension has to restart, use `editor.restartExtensions()`. One editor
 * (server) runs per worker. `affinity.baseUrl` points to the sandbox. Times are those of `timeZone`. When a test fails, its
 * folder below test-results/editor holds a picture of the window and the logs of the server and of extensions.
 *
 * Run one file: npm run test:editor -- tree
 */
import { cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from '@playwright/test';
import type { TestInfo } from '@playwright/test';
import type { TestSandboxOptions } from '../../src/sandbox/testing/index.ts';
import { ExtensionHost, hostRunnerFolder } from '../support/extensionHost.ts';
import { launchEditor } from '../support/launchEditor.ts';
import type { EditorSettings, RunningEditor } from '../support/launchEditor.ts';
import { serveSandbox } from '../support/serveSandbox.ts';
import type { ServedSandbox } from '../support/serveSandbox.ts';
import type { Editor } from './editor.ts';
import { builtExtensionVariable } from './globalSetup.ts';
import { SharedWindow } from './sharedWindow.ts';

export { expect } from '@playwright/test';
export { sandboxKeys } from '../../src/sandbox/index.ts';
export type { Editor } from './editor.ts';
export type { Row } from './tree.ts';

type TestFixtures = {
  sandboxOptions: TestSandboxOptions;
  /** Settings besides those of the fixture. */
  settings: EditorSettings;
  /** The sandbox, over HTTP at `served.url`. */
  served: ServedSandbox;
  sandbox: ServedSandbox['sandbox'];
  editor: Editor;
};

type Server = RunningEditor & { readonly host: ExtensionHost; readonly workspace: string };

type WorkerFixtures = {
  /** The time zone of the extension host and of the browser. It has summer time, so that mistakes show. */
  timeZone: string;
  /** Folders of extensions beside the one under test. */
  companions: readonly string[];
  server: Server;
  sharedWindow: SharedWindow;
};

/** All tests run in Restricted Mode, where an extension has the fewest rights. A folder on no disk is trusted at once. */
const restricted: EditorSettings = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  // There, a box is drawn around every “·”.
  'editor.unicodeHighlight.nonBasicASCII': false,
};

/**
 * Without a graphics card, animations take time of the two cores that the tests run on. So does a second extension host in
 * the browser, where Affinity can't run.
 */
const calm: EditorSettings = {
  ...restricted,
  'extensions.webWorker': false,
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  timeZone: ['Europe/Berlin', { option: true, scope: 'worker' }],
  companions: [[], { option: true, scope: 'worker' }],
  timezoneId: async ({ timeZone }, use) => use(timeZone),
  sandboxOptions: [{}, { option: true }],
  settings: [{}, { option: true }],
  served: async ({ sandboxOptions }, use) => {
    const served = await serveSandbox(sandboxOptions);
    await use(served);
    await served.close();
  },
  sandbox: async ({ served }, use) => use(served.sandbox),
  server: [
    async ({ timeZone, companions }, use) => await withServer(timeZone, companions, use),
    { scope: 'worker', timeout: 120_000 },
  ],
  sharedWindow: [
    async ({ server }, use) => {
      const window = new SharedWindow(server);
      await use(window);
      await window.discard();
    },
    { scope: 'worker' },
  ],
  editor: [
    async ({ browser, served, server, sharedWindow, settings }, use, testInfo) => {
      const start = Date.now();
      await use(
        await sharedWindow.provide(browser, { ...calm, 'affinity.baseUrl': served.url, ...settings }),
      );
      const failed = testInfo.status !== testInfo.expectedStatus;
      if (failed) await sharedWindow.discard();
      if (failed) await keepLogs(testInfo, server, start);
    },
    { timeout: 180_000 },
  ],
});

async function withServer(
  timeZone: string,
  companions: readonly string[],
  use: (server: Server) => Promise<void>,
): Promise<void> {
  const extension = process.env[builtExtensionVariable];
  if (extension === undefined) throw new Error('The global setup did not run.');
  const home = await mkdtemp(path.join(tmpdir(), 'affinity-worker-'));
  const workspace = path.join(home, 'memos');
  await mkdir(workspace);
  await writeFile(path.join(workspace, 'memo.md'), '# Memo\n\nSpoke with them about the pilot.\n');
  const host = new ExtensionHost(path.join(home, 'host.json'));
  const running = await launchEditor({
    extensions: [extension, hostRunnerFolder, ...companions],
    folder: workspace,
    env: { ...host.env, TZ: timeZone, LANG: 'en_US.UTF-8' },
  });
  try {
    await use({ ...running, host, workspace });
  } finally {
    await running.stop();
    await rm(home, { recursive: true, force: true });
  }
}

/** Copies the logs of the server and of extensions into the test's folder below test-results. */
async function keepLogs(testInfo: TestInfo, { serverLog, userData }: Server, since: number): Promise<void> {
  await mkdir(testInfo.outputPath('logs'), { recursive: true });
  await cp(serverLog, testInfo.outputPath('logs', 'server.log'));
  const logs = path.join(userData, 'logs');
  for (const name of await readdir(logs, { recursive: true })) {
    const { mtimeMs, size } = await stat(path.join(logs, name));
    if (!name.endsWith('.log') || mtimeMs < since || size === 0) continue;
    await cp(path.join(logs, name), testInfo.outputPath('logs', name));
  }
}
