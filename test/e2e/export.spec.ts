import { readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, sandboxKeys, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { follow } from './following.ts';
import { SampleHistory } from './sampleHistory.ts';

const now = new Date();
const history = new SampleHistory(now);

test.use({ sandboxOptions: { now } });

const clipboard = async ({ page }: Editor): Promise<string> =>
  String(await page.evaluate('navigator.clipboard.readText()'));

test('copies an interaction as Markdown, and a link that opens it', async ({ editor, sandbox }) => {
  const { page, tree } = editor;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await editor.openView();
  await editor.signIn();
  await follow(editor, 'Acme Robotics', 'acme');
  await tree.expand(tree.row('Meetings'));
  const meeting = tree.row(/^Meeting, /).first();
  // A row begins with its day.
  const title = (await meeting.locator('.label-name').innerText()).replace(/^\d+ \S+(?: \d{4})?\s+/, '');

  await test.step('a row becomes a section with heading, when, people and link', async () => {
    await tree.menu(meeting, 'Copy as Markdown');
    await expect.poll(() => clipboard(editor)).toContain('- **When:** ');
    const copied = await clipboard(editor);
    expect(copied.split('\n')[0]).toBe(`## ${title}`);
    expect(copied).not.toContain(sandboxKeys.user);
    expect(copied).toMatch(/- \*\*People:\*\* .*\(.*@.*, external\)/);
    expect(copied).toMatch(
      /\[Open in the editor\]\(code-oss:\/\/affinity-interactions\.affinity-interactions\//,
    );
  });

  await test.step('its link opens it, and the link of another firm says why not', async () => {
    await tree.menu(meeting, 'Copy Editor Link');
    await expect.poll(() => clipboard(editor)).toMatch(/^code-oss:\S+\/interaction\/\S+\/meeting-\d+$/);
    const link = await clipboard(editor);
    expect(link).not.toContain(sandboxKeys.user);
    sandbox.clearRequests();
    await follows(editor, link.replace(/interaction\/[^/]+/, 'interaction/globex-99'));
    await expect(editor.notification('belongs to another Affinity account (globex)')).toBeVisible();
    await follows(editor, `${link}?delete=1`);
    await expect(editor.notification('doesn’t lead to an interaction')).toBeVisible();
    expect(sandbox.requests).toEqual([]);
    await follows(editor, link);
    await expect.poll(() => editor.documentText()).toContain(`# ${title}`);
  });
});

test('exports fifteen years, stopped in the middle and then whole', async ({ editor, sandbox, server }) => {
  const { quickInput, tree } = editor;
  const file = (extension: string): string =>
    path.join(server.workspace, `Acme Robotics – interactions ${today()}.${extension}`);
  const exportAs = async (format: string): Promise<void> => {
    await tree.menu(tree.row('Acme Robotics', 1), 'Export…');
    await quickInput.choose(format);
    // The editor in a browser asks for the place in a box.
    await expect(quickInput.title).toContainText('Export Interactions');
    await quickInput.accept();
  };
  await editor.openView();
  await editor.signIn();
  await follow(editor, 'Acme Robotics', 'acme');

  await test.step('a stop keeps what was read, and the file says what it covers', async () => {
    sandbox.play({ kind: 'delay', ms: 700, on: { path: '/interactions' }, times: Infinity });
    await exportAs('JSON Lines');
    await editor.dialog.getByRole('button', { name: 'Continue' }).click();
    const progress = editor.notification(/Exporting interactions: .*: [1-9][\d,]* so far/);
    await expect(progress).toBeVisible();
    await editor.screenshot('export-progress');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await expect(editor.notification('Not everything was read; the file says what it covers.')).toBeVisible();
    const lines = (await readFile(file('jsonl'), 'utf8')).trimEnd().split('\n');
    expect(lines.filter((line) => line.includes(sandboxKeys.user))).toEqual([]);
    const kinds = lines.map((line) => JSON.parse(line) as { kind: string; ended?: string });
    expect(kinds.filter(({ kind }) => kind === 'interaction').length).toBeGreaterThan(0);
    expect(kinds.filter(({ ended }) => ended === 'stopped').length).toBeGreaterThan(0);
    await editor.clearNotifications();
  });

  await test.step('the next export goes on from there, and has everything with its texts', async () => {
    sandbox.clearFaults();
    await exportAs('CSV');
    await editor.dialog.getByRole('button', { name: 'Continue' }).click();
    const told = editor.notification(/Exported [\d,]+ interactions to Acme Robotics.*\.csv\./);
    await expect(told).toBeVisible({ timeout: 60_000 });
    await editor.screenshot('export-done');
    await told.getByRole('button', { name: 'Open' }).click();
    await expect.poll(() => editor.documentText()).toContain('row,type,id,date,');
    const text = await readFile(file('csv'), 'utf8');
    expect(text).not.toContain(sandboxKeys.user);
    for (const [type, name] of [
      [1, 'call'],
      [2, 'chat-message'],
      [3, 'email'],
    ] as const) {
      const rows = text.match(new RegExp(`^interaction,${name},`, 'gm'));
      expect(rows).toHaveLength(history.of('Acme Robotics', type).length);
    }
    expect(text.match(/^coverage,[a-z-]+,/gm)).toHaveLength(4);
    expect(text.match(/,complete,/g)).toHaveLength(4);
    expect((await readdir(server.workspace)).filter((name) => name.endsWith('.part'))).toEqual([]);
    // Another test of the same workspace would be asked whether to replace them.
    for (const extension of ['csv', 'jsonl']) await rm(file(extension));
  });
});

test('prepares a brief whose facts link to where they come from', async ({ editor, sandbox }) => {
  const { tree } = editor;
  await editor.openView();
  await editor.signIn();
  await follow(editor, 'Acme Robotics', 'acme');
  await tree.expand(tree.row('Calls'));
  sandbox.clearRequests();
  await tree.menu(tree.row('Acme Robotics', 1), 'Prepare Brief');
  await expect.poll(() => editor.documentText()).toContain('# Brief: Acme Robotics');
  expect(sandbox.requests.length).toBeLessThanOrEqual(12);
  const text = await editor.documentText();
  const headings = text.split('\n').filter((line) => line.startsWith('## '));
  expect(headings).toEqual([
    '## Contact',
    '## Who knows them best',
    '## People on their side',
    '## People on our side',
    '## Latest interactions',
    '## What this brief is based on',
  ]);
  expect(text).toMatch(/- \*\*Last contact:\*\* \[.*\]\(code-oss:\S+\)/);
  expect(text).toMatch(/- \*\*Next contact:\*\* \[.*\]\(code-oss:\S+\)/);
  const [facts = ''] = text.split('## Latest interactions');
  const unproven = facts
    .split('\n')
    .filter((line) => line.startsWith('- ') && !/\]\((?:code-oss|https):/.test(line));
  expect(unproven).toEqual([]);
  expect(await editor.documentUri()).toMatch(/^untitled:/);
  await editor.inEveryTheme('brief');
});

/** Opens a link as a click in a document does. A preview only opens `vscode:` links, which is not this editor's scheme. */
async function follows(editor: Editor, link: string): Promise<void> {
  await editor.host(async (vscode, address) => {
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(address, true));
  }, link);
}

function today(): string {
  return new Date().toLocaleDateString('sv', { timeZone: 'Europe/Berlin' });
}
