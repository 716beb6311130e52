import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fetchedFolder, projectFolder } from './folders.ts';
import { quietSettings, unattended } from './launchEditor.ts';
import type { EditorSettings } from './launchEditor.ts';
import { say } from './progress.ts';
import { runCommand } from './runCommand.ts';

export type DesktopWindow = {
  /** Resolves when the user closes the window. */
  readonly closed: Promise<void>;
};

/** Returns the command of an installed VS Code that can run the extension, or undefined. */
export async function findDesktopEditor(): Promise<string | undefined> {
  // In terminals of remote windows and of WSL, "code" accepts no development extension. VS Code doesn't run as root.
  const elsewhere = ['VSCODE_IPC_HOOK_CLI', 'WSL_DISTRO_NAME'].some(
    (name) => process.env[name] !== undefined,
  );
  if (elsewhere || !hasDesktop() || process.getuid?.() === 0) return undefined;
  const code = onPath(process.platform === 'win32' ? 'code.cmd' : 'code');
  if (code === undefined) return undefined;
  const { output } = await runCommand(code, ['--version'], { timeout: 20_000 });
  const version = /^(\d+)\.(\d+)\.\d+/m.exec(output);
  const needed = await neededVersion();
  if (version === null || isOlder([Number(version[1]), Number(version[2])], needed)) {
    say(
      `"code" on the PATH is ${version?.[0] ?? 'not VS Code'}, but ${needed.join('.')} is needed. Using the browser.`,
    );
    return undefined;
  }
  return code;
}

/** Tells if a window or a browser can be opened here. */
export function hasDesktop(): boolean {
  if (process.env['CI'] !== undefined) return false;
  if (process.platform !== 'linux') return true;
  return process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
}

/** Opens a window of the installed editor, with its own settings and extensions. */
export async function openDesktopEditor(
  code: string,
  options: {
    readonly folder: string;
    readonly companion: string;
    readonly settings: EditorSettings;
    readonly env: Readonly<Record<string, string>>;
  },
): Promise<DesktopWindow> {
  const home = path.join(fetchedFolder, 'desktop');
  const user = path.join(home, 'data', 'User');
  await mkdir(user, { recursive: true });
  await writeFile(
    path.join(user, 'settings.json'),
    JSON.stringify({ ...quietSettings, ...options.settings }),
  );
  const args = [
    ['--new-window', '--wait', '--user-data-dir', path.join(home, 'data')],
    ['--extensions-dir', path.join(home, 'extensions'), `--extensionDevelopmentPath=${projectFolder}`],
    [`--extensionDevelopmentPath=${options.companion}`, options.folder],
  ].flat();
  const isBatch = process.platform === 'win32';
  const child = spawn(isBatch ? `"${code}"` : code, isBatch ? args.map((arg) => `"${arg}"`) : args, {
    shell: isBatch,
    stdio: 'ignore',
    env: { ...process.env, ...unattended, ...options.env },
  });
  const start = Date.now();
  const closed = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => {
      // A command that ends at once left the window to another process. Then only Ctrl+C ends it.
      if (Date.now() - start > 5000) resolve();
    });
  });
  return { closed };
}

function onPath(command: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => path.join(folder, command)).find((file) => existsSync(file));
}

async function neededVersion(): Promise<readonly [number, number]> {
  const manifest = await readFile(path.join(projectFolder, 'package.json'), 'utf8');
  const { engines } = JSON.parse(manifest) as { readonly engines: { readonly vscode: string } };
  const [major = 0, minor = 0] = engines.vscode.replace('^', '').split('.').map(Number);
  return [major, minor];
}

function isOlder([major, minor]: readonly [number, number], than: readonly [number, number]): boolean {
  return major === than[0] ? minor < than[1] : major < than[0];
}
