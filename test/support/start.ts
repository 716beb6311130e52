import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { findDesktopEditor, hasDesktop, openDesktopEditor } from './desktopEditor.ts';
import { projectFolder } from './folders.ts';
import { freePort } from './freePort.ts';
import { launchEditor } from './launchEditor.ts';
import { provideMemos } from './memos.ts';
import { PlainError, runMain, say } from './progress.ts';
import { runCommand } from './runCommand.ts';
import { serveSandbox } from './serveSandbox.ts';
import type { ServedSandbox } from './serveSandbox.ts';
import { startHelp, startOptions } from './startOptions.ts';
import type { StartOptions } from './startOptions.ts';

const companion = fileURLToPath(new URL('companion', import.meta.url));

await runMain(async () => {
  const options = startOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(startHelp);
    return 0;
  }
  const { code, output } = await runCommand(process.execPath, ['esbuild.mjs'], { cwd: projectFolder });
  if (code !== 0) throw new PlainError(`${output}\n\nThe extension couldn't be built; the reason is above.`);
  const served = await serveSandbox({
    delayMs: options.delayMs,
    port: await freePort(options.port === 0 ? 0 : options.port + 1),
  });
  try {
    const desktop = options.browser || !options.open ? undefined : await findDesktopEditor();
    await (desktop === undefined ? startInBrowser(options, served) : startOnDesktop(desktop, served));
  } finally {
    await served.close();
  }
  return 0;
});

async function startInBrowser(options: StartOptions, { url, sandbox }: ServedSandbox): Promise<void> {
  const editor = await launchEditor({
    extensions: [projectFolder, companion],
    folder: await provideMemos(),
    settings: { 'affinity.baseUrl': url },
    env: { AFFINITY_START_KEY: sandbox.apiKey },
    port: options.port,
  });
  try {
    const opened = options.open && openBrowser(editor.url);
    say(`\n  Editor            ${editor.url}${opened ? ' (opening in your browser)' : ''}`);
    say(`  Sample workspace  ${url} (key: ${sandbox.apiKey})\n`);
    say(`${opened ? '' : 'Open the first address in a browser. '}Ctrl+C ends both.`);
    const why = await Promise.race([untilInterrupted(), editor.ended]);
    if (why !== 'interrupted') throw new PlainError('The editor ended by itself.');
  } finally {
    await editor.stop();
  }
}

async function startOnDesktop(code: string, { url, sandbox }: ServedSandbox): Promise<void> {
  // Never answers. The window closes when this connection breaks.
  const watch = createServer(() => undefined).listen(0, '127.0.0.1');
  try {
    await new Promise((resolve) => watch.once('listening', resolve));
    const watchUrl = `http://127.0.0.1:${String((watch.address() as AddressInfo).port)}`;
    const window = await openDesktopEditor(code, {
      folder: await provideMemos(),
      companion,
      settings: { 'affinity.baseUrl': url },
      env: { AFFINITY_START_KEY: sandbox.apiKey, AFFINITY_START_WATCH: watchUrl },
    });
    say(`\n  Editor            ${code}, in a window of its own (\`npm start -- --browser\` for the browser)`);
    say(`  Sample workspace  ${url} (key: ${sandbox.apiKey})\n`);
    say('Close the window or press Ctrl+C to end.');
    await Promise.race([untilInterrupted(), window.closed]);
  } finally {
    watch.close();
    watch.closeAllConnections();
  }
}

async function untilInterrupted(): Promise<'interrupted'> {
  return await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => resolve('interrupted'));
    }
  });
}

/** Opens the default browser. Returns false if there is none to open. */
function openBrowser(url: string): boolean {
  const opener = browserOpener();
  if (opener === undefined) return false;
  const [command, ...args] = opener;
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => say(`"${command}" couldn't open the browser. Open the address yourself.`));
  child.unref();
  return true;
}

function browserOpener(): readonly [string, ...string[]] | undefined {
  if (process.env['CI'] !== undefined) return undefined;
  // Terminals of remote windows set this to open the browser on the local machine.
  const chosen = process.env['BROWSER'];
  if (chosen !== undefined && chosen !== '') return chosen === 'none' ? undefined : [chosen];
  if (!hasDesktop()) return undefined;
  if (process.platform === 'darwin') return ['open'];
  return process.platform === 'win32' ? ['explorer.exe'] : ['xdg-open'];
}
