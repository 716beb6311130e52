import type * as Files from 'node:fs/promises';
import { readFile } from 'node:fs/promises';
import type * as Inspector from 'node:inspector/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { AffinityClient } from '../../src/affinity/index.ts';
import { accountName } from '../../src/editor/account/account.ts';
import { recordRow, typeRow } from '../../src/history/historyRow.ts';
import type { TypeRow } from '../../src/history/historyRow.ts';
import type { Editor } from '../e2e/editor.ts';
import { follow } from '../e2e/following.ts';
import { even, history } from '../support/history.ts';
import { say } from '../support/progress.ts';
import { serveSandbox } from '../support/serveSandbox.ts';
import type { ServedSandbox } from '../support/serveSandbox.ts';
import { BenchEditor } from './benchEditor.ts';
import { buildExtension } from './builtExtension.ts';
import { largestSelfTimes } from './selfTimes.ts';
import type { CpuProfile } from './selfTimes.ts';

const perYear = 1000;
const years = 5;

/**
 * A profile of the real extension host while it starts signed in, expands a type, refreshes it with 5,000 rows and reads a
 * whole history. Written to the file, for a profiler's eyes; given as a table of the functions that take most time.
 */
export async function hostProfile(file: string): Promise<string> {
  const now = Date.now();
  const past = history({ 3: even(perYear, years) }, now);
  const served = await serveSandbox({ data: past.data, now: new Date(now) });
  const built = await buildExtension({ readable: true });
  try {
    const editor = await BenchEditor.launch(built.folder);
    try {
      const settings = { 'affinity.baseUrl': served.url };
      await editor.withWindow(
        async (window) => {
          await startProfile(window);
          await work(window, await emailsOf(served, past.company));
          await stopProfile(window, path.resolve(file));
        },
        { settings },
      );
    } finally {
      await editor.stop();
    }
  } finally {
    await built.remove();
    await served.close();
  }
  const profile = JSON.parse(await readFile(file, 'utf8')) as CpuProfile;
  const rows = largestSelfTimes(profile, 10).map(
    ({ place, name, ms }) => `| ${place} | ${name} | ${ms.toFixed(1)} |`,
  );
  return ['| where | function | self-time, ms |', '| --- | --- | ---: |', ...rows].join('\n');
}

async function emailsOf(
  { sandbox, url }: ServedSandbox,
  company: { id: number; name: string },
): Promise<TypeRow> {
  const client = new AffinityClient({ apiKey: sandbox.apiKey, baseUrl: url });
  const { tenant, user } = await client.whoami();
  const account = accountName({
    kind: 'key',
    apiKey: sandbox.apiKey,
    baseUrl: url,
    identity: { tenant: { id: tenant.id, name: tenant.name }, user: { id: user.id } },
  });
  return typeRow(recordRow(account, { kind: 'company', id: company.id, name: company.name }), 3);
}

async function work(window: Editor, emails: TypeRow): Promise<void> {
  const { quickInput, tree } = window;
  say('  signing in and expanding');
  await window.openView();
  await window.signIn();
  await follow(window, emails.record.name);
  await tree.expand(tree.row('Emails'));
  say(`  loading ${String(perYear * years)} rows and refreshing`);
  await window.host(async (vscode, row) => {
    for (let page = 0; page < 60; page += 1) await vscode.commands.executeCommand('affinity.loadOlder', row);
    for (let round = 0; round < 3; round += 1) await vscode.commands.executeCommand('affinity.refresh', row);
  }, emails);
  say('  reading a whole history');
  await window.host(async (vscode, row) => {
    void vscode.commands.executeCommand('affinity.listInteractions', row);
  }, emails);
  await quickInput.choose('All');
  await expect(quickInput.rows).not.toHaveCount(0);
  await quickInput.type('a word of none of them');
  await quickInput.choose('Search everything…');
  await window.dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(quickInput.title).toContainText('Reading…');
  await expect(quickInput.title).not.toContainText('Reading…', { timeout: 120_000 });
  await quickInput.cancel();
}

async function startProfile(window: Editor): Promise<void> {
  await window.host(async () => {
    const { Session } = require('node:inspector/promises') as typeof Inspector;
    const session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.start');
    Object.assign(globalThis, { benchProfiler: session });
  });
}

async function stopProfile(window: Editor, file: string): Promise<void> {
  await window.host(async (_, file) => {
    const { benchProfiler } = globalThis as unknown as {
      benchProfiler: Inspector.Session;
    };
    const { profile } = await benchProfiler.post('Profiler.stop');
    benchProfiler.disconnect();
    const { writeFile } = require('node:fs/promises') as typeof Files;
    await writeFile(file, JSON.stringify(profile));
  }, file);
}
