import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../support/folders.ts';
import { serveSandbox } from '../support/serveSandbox.ts';
import { attempts } from './attempts.ts';
import { expect, sandboxKeys, test } from './fixtures.ts';
import { follow } from './following.ts';
import { begin, Form } from './form.ts';

test('lets the form’s page run only its own script, and reach no server', async ({
  editor,
  sandbox,
  served,
}) => {
  const form = new Form(editor);
  const reached = (): readonly string[] => {
    const ways = sandbox.requests.map(({ path }) => path.replace('/attempt/', ''));
    return [...new Set(ways)].filter((way) => way !== '/favicon.ico').toSorted();
  };
  const run = `(${attempts})(${JSON.stringify(served.url)})`;

  await test.step('the attempts work in a page without a policy', async () => {
    const open = await editor.page.context().newPage();
    await open.goto(served.url);
    sandbox.clearRequests();
    expect(await open.evaluate(run)).toEqual({
      ran: [
        'Function',
        'blob module',
        'click handler',
        'data module',
        'eval',
        'frame',
        'handler',
        'inline script',
        'link',
        'srcdoc',
        'timer',
      ],
      refused: [],
    });
    expect(reached()).toEqual(
      [
        'audio',
        'background',
        'beacon',
        'embed',
        'events',
        'fetch',
        'font',
        'form',
        'iframe',
        'img',
        'import',
      ].concat(['inline-style', 'module', 'object', 'script', 'socket', 'style', 'video', 'worker', 'xhr']),
    );
    await open.close();
  });

  await begin(editor);
  await editor.run('affinity.logInteraction');
  await form.isOpen('Log interaction');
  sandbox.clearRequests();
  const frame = await form.text.evaluateHandle('document');
  expect(await frame.evaluate(run)).toEqual({
    ran: [],
    // The frame forbids forms, so the policy isn't even checked.
    refused: [
      'base-uri',
      'connect-src',
      'font-src',
      'frame-src',
      'img-src',
      'media-src',
      'object-src',
      'script-src',
      'script-src-attr',
      'script-src-elem',
      'style-src-elem',
      'worker-src',
    ],
  });
  expect(reached()).toEqual([]);

  await test.step('it can’t navigate either', async () => {
    for (const way of [
      'location.href = url',
      'window.open(url)',
      'parent.location.href = url',
      'top.location.href = url',
    ])
      await frame
        .evaluate(`((url) => { try { ${way} } catch { /* refused */ } })('${served.url}/attempt/left')`)
        .catch(() => undefined);
    await editor.page.waitForTimeout(500);
    expect(reached()).toEqual([]);
    await expect(editor.statusItem(/^Affinity: /)).toBeVisible();
  });
});

test('ignores the settings of a folder', async ({ editor, sandbox, server }) => {
  const manifest = JSON.parse(await readFile(path.join(projectFolder, 'package.json'), 'utf8')) as Manifest;
  const names = Object.keys(manifest.contributes.configuration.properties);
  const other = await serveSandbox();
  const before = (values: readonly string[]) =>
    editor.host((vscode, all) => all.map((name) => vscode.workspace.getConfiguration().get(name)), values);
  const folder = path.join(server.workspace, '.vscode');
  try {
    await editor.openView();
    await editor.signIn();
    const usual = await before(names);
    const changed = names.map((name, at): [string, unknown] => [name, changeOf(usual[at], other.url)]);
    await mkdir(folder);
    const settings = { ...Object.fromEntries<unknown>(changed), 'editor.tabSize': 7 };
    await writeFile(path.join(folder, 'settings.json'), JSON.stringify(settings));
    await expect.poll(() => before(['editor.tabSize'])).toEqual([7]);
    expect(await before(names)).toEqual(usual);
    await editor.restartExtensions();
    await follow(editor, 'Acme Robotics', 'acme');
    await editor.tree.expand(editor.tree.row('Calls'));
    await editor.signIn(sandboxKeys.colleague);
    expect(await before([...names, 'editor.tabSize'])).toEqual([...usual, 7]);
    expect(sandbox.requests.length).toBeGreaterThan(3);
    expect(other.sandbox.requests).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await other.close();
  }
});

type Manifest = { readonly contributes: { readonly configuration: { readonly properties: object } } };

function changeOf(value: unknown, address: string): unknown {
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? value + 1 : address;
}
