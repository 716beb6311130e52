import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchedFolder } from './folders.ts';
import { PlainError, say, withHeartbeat } from './progress.ts';
import { runCommand } from './runCommand.ts';
import { withLock } from './withLock.ts';

export const codeServerVersion = '4.139.1';

// Increase the last number when the installation below changes.
const installed = path.join(fetchedFolder, `code-server-${codeServerVersion}-2`);
const entry = path.join('node_modules', 'code-server', 'out', 'node', 'entry.js');

/**
 * Returns the program that runs the editor, and installs it into .vscode-test if it is missing. The folder gets its
 * name at the end, so an interrupted installation is never used.
 */
export async function provideCodeServer(): Promise<string> {
  const program = path.join(installed, entry);
  if (existsSync(program)) return program;
  if (process.platform === 'win32') {
    throw new PlainError(
      'The editor for tests (code-server) does not run on Windows. Use WSL, or install desktop VS Code for `npm start`.',
    );
  }
  return await withLock(path.join(fetchedFolder, 'code-server.lock'), async () => {
    if (!existsSync(program)) await fetchCodeServer();
    return program;
  });
}

async function fetchCodeServer(): Promise<void> {
  const half = path.join(fetchedFolder, 'code-server-unfinished');
  if (existsSync(half)) say('Restarting an interrupted download of the editor.');
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true });
  // Without a package.json here, npm would install into the checkout.
  await writeFile(path.join(half, 'package.json'), '{"private":true}');
  const server = path.join(half, 'node_modules', 'code-server', 'lib', 'vscode');
  say(`Installing the editor into .vscode-test once: code-server ${codeServerVersion}, about 600 MB`);
  // Fails at once without a network; an installation would retry package by package. npm's cache must not answer.
  const cache = path.join(half, 'cache');
  await npm('asking the registry', half, [
    'view',
    `code-server@${codeServerVersion}`,
    'version',
    '--cache',
    cache,
  ]);
  await rm(cache, { recursive: true, force: true });
  // Install scripts would compile native modules that the tests don't need, for minutes and with system headers.
  await npmInstall('1/3 the server', half, [`code-server@${codeServerVersion}`]);
  await npmInstall('2/3 the workbench', server, ['--omit=dev']);
  await npmInstall('3/3 its built-in extensions', path.join(server, 'extensions'), ['--omit=dev']);
  const logger = path.join(server, 'node_modules', '@vscode', 'spdlog', 'index.js');
  await copyFile(fileURLToPath(new URL('spdlog.cjs', import.meta.url)), logger);
  await rename(half, installed);
}

async function npmInstall(what: string, cwd: string, args: readonly string[]): Promise<void> {
  await npm(what, cwd, ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', ...args]);
}

async function npm(what: string, cwd: string, args: readonly string[]): Promise<void> {
  say(`  ${what}`);
  const start = Date.now();
  const { command, first } = npmProgram();
  const patience = [
    '--loglevel=error',
    '--fetch-retries=3',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=10000',
  ];
  const work = runCommand(command, [...first, ...args, ...patience], { cwd, env: environmentForNpm() });
  const { code, output } = await withHeartbeat(what, work);
  if (code !== 0) {
    const lines = output.trim().split('\n').slice(-12).join('\n');
    throw new PlainError(
      `${lines}\n\nThe editor couldn't be installed (${what}): npm ended with ${String(code)}; its output is above. ` +
        'It needs the npm registry and about 1 GB of disk space. Run the same command to try again.',
    );
  }
  say(`  ${what}: done in ${String(Math.round((Date.now() - start) / 1000))} s`);
}

/** Returns the npm that runs this command, or the one on the PATH. */
function npmProgram(): { readonly command: string; readonly first: readonly string[] } {
  const running = process.env['npm_execpath'];
  return running !== undefined && /npm-cli\.[cm]?js$/.test(running)
    ? { command: process.execPath, first: [running] }
    : { command: 'npm', first: [] };
}

/** Leaves out what `npm run` tells its scripts about this project, which would mislead npm in another folder. */
function environmentForNpm(): NodeJS.ProcessEnv {
  const misleading =
    /^(npm_package_|npm_lifecycle_|npm_config_local_prefix$|npm_config_(omit|include|global)$|INIT_CWD$|NODE_ENV$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !misleading.test(name)));
}
